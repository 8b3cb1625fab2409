// A small protobuf writer for test payloads, independent of src/main/decode.

export class ProtoWriter {
  private buffer = new Uint8Array(256);
  private used = 0;
  private readonly encoder = new TextEncoder();

  /** A copy of what was written. */
  finish(): Uint8Array {
    return this.buffer.slice(0, this.used);
  }

  varint(field: number, value: number | bigint): this {
    this.rawVarint(BigInt(field * 8));
    this.rawVarint(BigInt.asUintN(64, BigInt(value)));
    return this;
  }

  fixed64(field: number, value: bigint): this {
    this.rawVarint(BigInt(field * 8 + 1));
    this.reserve(8);
    new DataView(this.buffer.buffer).setBigUint64(this.used, BigInt.asUintN(64, value), true);
    this.used += 8;
    return this;
  }

  double(field: number, value: number): this {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value, true);
    return this.fixed64(field, view.getBigUint64(0, true));
  }

  fixed32(field: number, value: number): this {
    this.rawVarint(BigInt(field * 8 + 5));
    this.reserve(4);
    new DataView(this.buffer.buffer).setUint32(this.used, value, true);
    this.used += 4;
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    this.rawVarint(BigInt(field * 8 + 2));
    this.rawVarint(BigInt(value.length));
    return this.raw(value);
  }

  text(field: number, value: string): this {
    return this.bytes(field, this.encoder.encode(value));
  }

  message(field: number, write: (inner: ProtoWriter) => void): this {
    const inner = new ProtoWriter();
    write(inner);
    return this.bytes(field, inner.buffer.subarray(0, inner.used));
  }

  raw(value: Uint8Array): this {
    this.reserve(value.length);
    this.buffer.set(value, this.used);
    this.used += value.length;
    return this;
  }

  private rawVarint(value: bigint): void {
    this.reserve(10);
    let rest = value;
    while (rest > 0x7fn) {
      this.buffer[this.used++] = Number(rest & 0x7fn) | 0x80;
      rest >>= 7n;
    }
    this.buffer[this.used++] = Number(rest);
  }

  private reserve(more: number): void {
    if (this.used + more <= this.buffer.length) return;
    const next = new Uint8Array(Math.max(2 * this.buffer.length, this.used + more));
    next.set(this.buffer.subarray(0, this.used));
    this.buffer = next;
  }
}
