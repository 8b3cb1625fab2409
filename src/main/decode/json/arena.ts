// The bytes that a JSON batch points into: a copy of the request, then what had to be rewritten (unescaped texts,
// binary ids, nested values as protobuf). Reused from request to request.

const KEPT_BYTES = 4 * 1024 * 1024;

export class Arena {
  bytes: Uint8Array = new Uint8Array(0);
  used = 0;

  /** Begins with a copy of the request, so that offsets in it stay what they are. */
  reset(request: Uint8Array): void {
    const wanted = request.length + (request.length >>> 2) + 1024;
    const tooMuch = this.bytes.length > KEPT_BYTES && this.bytes.length > 4 * wanted;
    if (this.bytes.length < wanted || tooMuch) this.bytes = new Uint8Array(wanted);
    this.bytes.set(request);
    this.used = request.length;
  }

  byte(value: number): void {
    if (this.used === this.bytes.length) this.reserve(1);
    this.bytes[this.used++] = value;
  }

  /** Appends a copy of a slice of the arena itself. */
  copy(start: number, length: number): void {
    this.reserve(length);
    this.bytes.copyWithin(this.used, start, start + length);
    this.used += length;
  }

  words(low: number, high: number): void {
    for (let shift = 0; shift < 32; shift += 8) this.byte((low >>> shift) & 0xff);
    for (let shift = 0; shift < 32; shift += 8) this.byte((high >>> shift) & 0xff);
  }

  varint(low: number, high: number): void {
    let rest = low;
    let above = high;
    while (above !== 0 || rest > 0x7f) {
      this.byte((rest & 0x7f) | 0x80);
      rest = ((rest >>> 7) | (above << 25)) >>> 0;
      above >>>= 7;
    }
    this.byte(rest);
  }

  /** UTF-8 of a code point. */
  codePoint(code: number): void {
    if (code < 0x80) this.byte(code);
    else if (code < 0x800) {
      this.byte(0xc0 | (code >> 6));
      this.byte(0x80 | (code & 0x3f));
    } else {
      if (code < 0x10000) this.byte(0xe0 | (code >> 12));
      else {
        this.byte(0xf0 | (code >> 18));
        this.byte(0x80 | ((code >> 12) & 0x3f));
      }
      this.byte(0x80 | ((code >> 6) & 0x3f));
      this.byte(0x80 | (code & 0x3f));
    }
  }

  /** Begins a length-delimited protobuf field; answers the mark to give to `end`. */
  begin(tag: number): number {
    this.byte(tag);
    this.byte(0);
    return this.used;
  }

  /** Writes the length of the field begun at `mark`, moving its body when the length needs more than one byte. */
  end(mark: number): void {
    const length = this.used - mark;
    if (length < 0x80) {
      this.bytes[mark - 1] = length;
      return;
    }
    const extra = length < 0x4000 ? 1 : length < 0x20_0000 ? 2 : length < 0x1000_0000 ? 3 : 4;
    this.reserve(extra);
    this.bytes.copyWithin(mark + extra, mark, this.used);
    const end = this.used + extra;
    this.used = mark - 1;
    this.varint(length, 0);
    this.used = end;
  }

  private reserve(more: number): void {
    if (this.used + more <= this.bytes.length) return;
    const next = new Uint8Array(Math.max(2 * this.bytes.length, this.used + more));
    next.set(this.bytes.subarray(0, this.used));
    this.bytes = next;
  }
}
