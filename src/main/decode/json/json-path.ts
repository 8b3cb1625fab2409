// Names the place at a byte offset of a JSON text in the request's own spelling, e.g. `resourceSpans[0].resource`.
// Reads the text again, so that the readers need not carry a path.

/** Names kept; deeper places share the name of the last. */
const MAX_NAMED = 16;

/** Per open bracket: the place of the key before it, or, in an array, the number of the item. */
interface Level {
  keyStart: number;
  keyEnd: number;
  item: number;
}

/** The path of the value that covers `offset`, or of the last one before it. */
export function jsonPath(bytes: Uint8Array, end: number, offset: number): string {
  const levels: Level[] = [];
  let depth = 0;
  let textStart = 0;
  let textEnd = 0;
  const limit = Math.min(end, offset + 1);
  for (let pos = 0; pos < limit; pos++) {
    const byte = bytes[pos] as number;
    const level = depth <= MAX_NAMED ? levels[depth - 1] : undefined;
    if (byte === 0x22) {
      const start = pos + 1;
      pos = stringEnd(bytes, start, end);
      if (pos < offset) {
        textStart = start;
        textEnd = pos;
      }
    } else if (byte === 0x3a) {
      if (level !== undefined) [level.keyStart, level.keyEnd] = [textStart, textEnd];
    } else if (byte === 0x7b || byte === 0x5b) {
      if (pos === offset) break;
      if (depth < MAX_NAMED) levels[depth] = { keyStart: 0, keyEnd: 0, item: byte === 0x5b ? 0 : -1 };
      depth++;
    } else if (byte === 0x7d || byte === 0x5d) {
      if (pos === offset) break;
      depth = Math.max(0, depth - 1);
    } else if (byte === 0x2c && level !== undefined) {
      if (level.item >= 0) level.item++;
      else level.keyEnd = level.keyStart;
    }
  }
  return joined(bytes, levels.slice(0, Math.min(depth, MAX_NAMED)));
}

/** The position of the quote that ends the string, or `end`. */
function stringEnd(bytes: Uint8Array, start: number, end: number): number {
  let pos = start;
  while (pos < end && bytes[pos] !== 0x22) pos += bytes[pos] === 0x5c ? 2 : 1;
  return Math.min(pos, end);
}

function joined(bytes: Uint8Array, levels: readonly Level[]): string {
  let path = '';
  for (const level of levels) {
    if (level.item >= 0) path += `[${level.item}]`;
    else if (level.keyEnd > level.keyStart)
      path += `${path === '' ? '' : '.'}${plainText(bytes, level.keyStart, level.keyEnd)}`;
  }
  return path;
}

/** At most 60 characters of a key or another short text; what is not printable ASCII as a question mark. */
export function plainText(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end && text.length < 60; i++) {
    const byte = bytes[i] as number;
    text += byte > 0x1f && byte < 0x7f ? String.fromCharCode(byte) : '?';
  }
  return text;
}
