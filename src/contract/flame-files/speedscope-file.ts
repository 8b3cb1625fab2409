// speedscope's own format (https://www.speedscope.app/file-format-schema.json): frames once, and a `sampled` profile per
// column of values, with stacks as numbers of frames, the outermost first.
import { keysOfStack, type NamedStacks } from './named-stacks.ts';

export interface SpeedscopeColumn {
  readonly name: string;
  /** As the profile has it: what speedscope has no unit for is told in its name. */
  readonly unit: string;
  /** Of each node alone; negative ones cannot be told and are left out. */
  readonly values: ArrayLike<number>;
}

const schema = 'https://www.speedscope.app/file-format-schema.json';
/** Characters of a piece, about. */
const pieceLength = 64 * 1024;
const units: ReadonlySet<string> = new Set(['nanoseconds', 'microseconds', 'milliseconds', 'seconds', 'bytes']);

/** Answers JSON, a piece at a time. */
export function* speedscopeFile(
  title: string,
  stacks: NamedStacks,
  columns: readonly SpeedscopeColumn[],
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
    const told = nodesWithValues(stacks.count, column.values);
    let sum = 0;
    for (const node of told) sum += column.values[node] as number;
    const unit = units.has(column.unit) ? column.unit : 'none';
    const facts = { type: 'sampled', name: nameOf(column, unit), unit, startValue: 0, endValue: sum };
    piece += `${JSON.stringify(facts).slice(0, -1)},"samples":[\n`;
    for (const [at, node] of told.entries()) {
      const stack = keysOfStack(stacks, node)
        .reverse()
        .map((key) => numbers[key])
        .join(',');
      piece += `[${stack}]${at + 1 < told.length ? ',' : ''}\n`;
      if (piece.length >= pieceLength) {
        yield piece;
        piece = '';
      }
    }
    piece += '],"weights":[';
    for (const [at, node] of told.entries()) {
      piece += `${column.values[node]}${at + 1 < told.length ? ',' : ''}`;
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

function nodesWithValues(count: number, values: ArrayLike<number>): readonly number[] {
  const nodes: number[] = [];
  for (let node = 0; node < count; node++) if ((values[node] as number) > 0) nodes.push(node);
  return nodes;
}

const nameOf = ({ name, unit }: SpeedscopeColumn, told: string): string =>
  told === 'none' && unit !== '' && unit !== 'count' ? `${name} (${unit})` : name;
