// Positions of a query as Prometheus counts them: bytes of the UTF-8 form, told to people as line:column.

/** Maps indexes of a JavaScript string to byte offsets of its UTF-8 form. */
export class ByteOffsets {
  readonly #offsets: Uint32Array | undefined;
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    // Plain ASCII, nearly always the case, needs no table.
    if (/^[\0-\x7f]*$/.test(text)) {
      this.#offsets = undefined;
      return;
    }
    const offsets = new Uint32Array(text.length + 1);
    let bytes = 0;
    for (let at = 0; at < text.length; at++) {
      offsets[at] = bytes;
      bytes += bytesOfUnit(text, at);
    }
    offsets[text.length] = bytes;
    this.#offsets = offsets;
  }

  /** The byte at which the character at `index` begins; the byte length for the end. */
  at(index: number): number {
    if (this.#offsets === undefined) return index;
    return this.#offsets[Math.min(index, this.#length)] as number;
  }
}

/** Bytes that one UTF-16 unit adds: a surrogate pair's four are counted at its first half, a lone half is U+FFFD. */
function bytesOfUnit(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit < 0x80) return 1;
  if (unit < 0x800) return 2;
  const pairs = (unit & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
  if (pairs) return 4;
  const second = (unit & 0xfc00) === 0xdc00 && at > 0 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
  return second ? 0 : 3;
}

/** `line:column` of a byte offset, both from 1, the column in bytes; words when there is no such place. */
export function lineColumn(query: string, offset: number): string {
  if (query === '') return 'unknown position';
  const offsets = new ByteOffsets(query);
  if (offset < 0 || offset > offsets.at(query.length)) return 'invalid position';
  let lastBreak = -1;
  let line = 1;
  for (let index = query.indexOf('\n'); index !== -1; index = query.indexOf('\n', index + 1)) {
    const at = offsets.at(index);
    if (at >= offset) break;
    lastBreak = at;
    line++;
  }
  return `${line}:${offset - lastBreak}`;
}
