// Values inside the bodies of a block's records: of a map, or of a text that is JSON.
import { ValueKind, type AttributeValue } from '../../../contract/values.ts';
import type { LogBlock } from '../../store/log-block.ts';

/** Longer texts are not read as JSON; UTF-16 units. */
const longestJson = 1 << 16;

/** First bytes of texts that may be JSON objects or lists: those, and blanks. */
const beginsStructure: ReadonlySet<number> = new Set([...'{[ \n\r\t'].map((char) => char.charCodeAt(0)));

/** So many texts are read without asking first which of them can have the value. */
const fewTexts = 32;

/** Bodies of a block as structures; each distinct text is read once. `likely`: by string id, 0 for texts that are not asked for. */
export function bodyStructures(block: LogBlock, likely?: () => Uint8Array): (row: number) => AttributeValue {
  const { bodyKind, bodyWords } = block;
  const known = new Map<number, AttributeValue>();
  let marks: Uint8Array | undefined;
  return (row) => {
    const kind = bodyKind[row];
    if (kind === ValueKind.map || kind === ValueKind.array) return block.bodyOf(row);
    if (kind !== ValueKind.text) return undefined;
    const id = bodyWords[2 * row] as number;
    if (!beginsStructure.has(block.strings.firstByte(id))) return undefined;
    if (known.size === fewTexts) marks ??= likely?.();
    if (marks?.[id] === 0) return undefined;
    if (!known.has(id)) known.set(id, jsonOf(block.strings.text(id)));
    return known.get(id);
  };
}

/**
 * The value at a path per row, `undefined` where there is none. A step is a key, or an index of a list. `likely`: as of
 * bodyStructures, of texts that may have the value that is looked for.
 */
export function bodyPathValue(
  block: LogBlock,
  path: readonly string[],
  likely?: () => Uint8Array,
): (row: number) => AttributeValue {
  const structure = bodyStructures(block, likely);
  return (row) => valueAt(structure(row), path);
}

/** Keys may have dots in them: `body.user.id` finds `{"user.id": 1}` too. */
function valueAt(value: AttributeValue, path: readonly string[]): AttributeValue {
  if (path.length === 0) return value;
  if (value === undefined || value === null || typeof value !== 'object' || value instanceof Uint8Array)
    return undefined;
  for (let steps = 1; steps <= path.length; steps++) {
    const key = path.slice(0, steps).join('.');
    if (!Object.hasOwn(value, key)) continue;
    const found = valueAt((value as { readonly [key: string]: AttributeValue })[key], path.slice(steps));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A JSON object or list as values; numbers that are whole are ints. */
function jsonOf(text: string): AttributeValue {
  const start = text.trimStart()[0];
  if ((start !== '{' && start !== '[') || text.length > longestJson) return undefined;
  try {
    return JSON.parse(text, (_, value: unknown) => {
      if (value === null) return undefined;
      return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value;
    }) as AttributeValue;
  } catch {
    return undefined;
  }
}
