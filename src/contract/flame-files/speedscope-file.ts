// speedscope's own format (https://www.speedscope.app/file-format-schema.json): frames once, and a `sampled` profile per
// column of values, with stacks as numbers of frames, the outermost first.
import { keysOfStack, type NamedStacks } from './named-stacks.ts';

export interface SpeedscopeColumn {
  readonly name: string;
  /** As the profile has it: what speedscope has no unit for is told in its name. */
  readonly unit: string;
  /** Of each node alone, or of each sample of the course; negative ones cannot be told and are left out. */
  readonly values: ArrayLike<number>;
  /** Value of what has no stack. */
  readonly withoutStack?: number;
}

const schema = 'https://www.speedscope.app/file-format-schema.json';
/** Characters of a piece, about. */
const pieceLength = 64 * 1024;
const units: ReadonlySet<string> = new Set(['nanoseconds', 'microseconds', 'milliseconds', 'seconds', 'bytes']);

/**
 * Answers JSON, a piece at a time.
 * @param course innermost nodes of samples in the order of time, -1 without a stack: then the file tells each of them, for
 * speedscope's time order; else the sums of stacks
 */
export function* speedscopeFile(
  title: string,
  stacks: NamedStacks,
  columns: readonly SpeedscopeColumn[],
  course?: Int32Array,
): Generator<string, void> {
  const { numbers, frames } = framesOf(stacks);
  const head = { $schema: schema, exporter: 'otterscope', name: title, activeProfileIndex: 0 };
  let piece = `${JSON.stringify(head).slice(0, -1)},"shared":{"frames":[\n`;
  for (const [at, frame] of frames.entries()) {
    piece += `${JSON.stringify(frame)}${at + 1 < frames.length ? ',' : ''}\n`;
    if (piece.length >= pieceLength) {
      yield piece;
      piece = '';
    }
  }
  piece += ']},"profiles":[\n';
  for (const [index, column] of columns.entries()) {
    const { told, weights, sum } = toldOf(course ?? stacks.count, column);
    const unit = units.has(column.unit) ? column.unit : 'none';
    const facts = { type: 'sampled', name: nameOf(column, unit), unit, startValue: 0, endValue: sum };
    piece += `${JSON.stringify(facts).slice(0, -1)},"samples":[\n`;
    for (const [at, node] of told.entries()) {
      const keys = node < 0 ? [] : keysOfStack(stacks, node).reverse();
      piece += `[${keys.map((key) => numbers[key]).join(',')}]${at + 1 < told.length ? ',' : ''}\n`;
      if (piece.length >= pieceLength) {
        yield piece;
        piece = '';
      }
    }
    piece += '],"weights":[';
    for (const [at, weight] of weights.entries()) {
      piece += `${weight}${at + 1 < told.length ? ',' : ''}`;
      if (piece.length >= pieceLength) {
        yield piece;
        piece = '';
      }
    }
    piece += `]}${index + 1 < columns.length ? ',' : ''}\n`;
  }
  yield `${piece}]}\n`;
}

/** Frames in the order in which stacks use them; `numbers` by key. */
function framesOf(stacks: NamedStacks): { readonly numbers: readonly number[]; readonly frames: readonly object[] } {
  const numbers: number[] = [];
  const frames: object[] = [];
  for (let node = 0; node < stacks.count; node++) {
    const key = stacks.key[node] as number;
    if (key < 0 || numbers[key] !== undefined) continue;
    numbers[key] = frames.length;
    const file = stacks.fileOf?.(key) ?? '';
    const name = stacks.nameOf(key);
    frames.push(file === '' ? { name } : { name, file });
  }
  return { numbers, frames };
}

/** Node -1 is what has no stack. */
function toldOf(
  nodes: number | Int32Array,
  { values, withoutStack = 0 }: SpeedscopeColumn,
): { readonly told: readonly number[]; readonly weights: readonly number[]; readonly sum: number } {
  const told: number[] = withoutStack > 0 ? [-1] : [];
  const weights: number[] = withoutStack > 0 ? [withoutStack] : [];
  let sum = Math.max(0, withoutStack);
  const count = typeof nodes === 'number' ? nodes : nodes.length;
  for (let at = 0; at < count; at++) {
    const value = values[at] as number;
    if (!(value > 0)) continue;
    told.push(typeof nodes === 'number' ? at : (nodes[at] as number));
    weights.push(value);
    sum += value;
  }
  return { told, weights, sum };
}

const nameOf = ({ name, unit }: SpeedscopeColumn, told: string): string =>
  told === 'none' && unit !== '' && unit !== 'count' ? `${name} (${unit})` : name;
