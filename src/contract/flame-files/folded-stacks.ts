// Folded stacks, the text that flamegraph.pl, inferno, speedscope and others read: a line per stack with a value of its own,
// `outermost;...;innermost value`. With two columns of values a line has both, as difffolded.pl writes them.
import { keysOfStack, type NamedStacks } from './named-stacks.ts';

export interface FoldedOptions {
  /** How much of a value is one in the text. Values are whole numbers, as most readers want them; zeros are left out. */
  readonly unit: number;
  /** Stacks deeper than this begin with a line saying how many frames were left out. */
  readonly deepest: number;
}

/** Characters of a piece, about. */
const pieceLength = 64 * 1024;

/** @param values of each node alone, one column or two */
export function* foldedStacks(
  stacks: NamedStacks,
  values: readonly ArrayLike<number>[],
  { unit, deepest }: FoldedOptions,
): Generator<string, void> {
  const names: string[] = [];
  let piece = '';
  for (let node = 0; node < stacks.count; node++) {
    const numbers = values.map((column) => Math.max(0, Math.round((column[node] as number) / unit)) || 0);
    if (numbers.every((one) => one === 0)) continue;
    const keys = keysOfStack(stacks, node);
    const hidden = keys.length - deepest;
    if (hidden > 0) keys.length = deepest;
    const path = keys.reverse().map((key) => (names[key] ??= plain(stacks.nameOf(key))));
    if (hidden > 0) path.unshift(`(${hidden} frames left out)`);
    // A value without a stack has to stand somewhere.
    piece += `${path.length === 0 ? '(no stack)' : path.join(';')} ${numbers.map(digits).join(' ')}\n`;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** Whole numbers beyond 10^21 have an exponent otherwise, which not every reader knows. */
const digits = (value: number): string =>
  value < 1e21 || !Number.isFinite(value) ? String(value) : BigInt(value).toString();

/** Semicolons part frames and line ends part stacks; neither may stand in a name. */
function plain(name: string): string {
  return name.replaceAll(';', ':').replaceAll(/\s+/g, ' ').trim() || '(no name)';
}
