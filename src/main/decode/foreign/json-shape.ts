// What the beginning of a JSON file looks like, as far as formats are told apart by it.
import { DecodeFault } from '../result.ts';
import { JsonSplitter } from './json-splitter.ts';

export interface JsonShape {
  readonly root: 'object' | 'array';
  /** Keys of the first document's root object. */
  readonly keys: ReadonlySet<string>;
  /** Keys of the first object in the root array, or in an array inside of that. */
  readonly inner: ReadonlySet<string>;
  /** Keys of the root object's objects, and of the first object in its arrays, by the key they stand under. */
  readonly items: ReadonlyMap<string, ReadonlySet<string>>;
  /** Where the first document ends, if that is within the head. */
  readonly end: number | undefined;
}

/** `undefined` where the bytes do not begin as a JSON object or array. */
export function jsonShape(head: Uint8Array): JsonShape | undefined {
  let root: JsonShape['root'] | undefined;
  const keys = new Set<string>();
  const inner = new Set<string>();
  const items = new Map<string, Set<string>>();
  const splitter = new JsonSplitter(
    {
      at(path, first) {
        if (splitter.documents > 0) return 'skip';
        const [one, two] = path;
        if (path.length === 0) {
          if (first === 0x7b) root = 'object';
          if (first === 0x5b) root = 'array';
          return 'enter';
        }
        if (root === 'object') {
          if (typeof one !== 'string') return 'skip';
          keys.add(one);
          const inside = path.length > 1 ? path.at(-1) : undefined;
          if (typeof inside === 'string') {
            const known = items.get(one) ?? new Set<string>();
            items.set(one, known.add(inside));
            return 'skip';
          }
          return path.length === 1 || two === 0 ? 'enter' : 'skip';
        }
        const last = path.at(-1);
        if (typeof last === 'string') inner.add(last);
        return path.slice(0, 2).every((step) => typeof step === 'string' || step === 0) &&
          path.length <= 2 &&
          typeof last === 'number'
          ? 'enter'
          : 'skip';
      },
      take: () => undefined,
      tooLarge: () => undefined,
    },
    0,
  );
  try {
    splitter.write(head);
  } catch (fault) {
    if (!(fault instanceof DecodeFault)) throw fault;
  }
  if (root === undefined) return undefined;
  return { root, keys, inner, items, end: splitter.firstEnded };
}
