// Many stacks as a pprof file, written without a library: field numbers are profile.proto's.
import { gzipSync } from 'node:zlib';
import type { ManyStacks } from './many-stacks.ts';

class Bytes {
  #bytes = new Uint8Array(1 << 20);
  length = 0;

  varint(value: number): void {
    this.#room(10);
    let rest = value;
    while (rest > 127) {
      this.#bytes[this.length++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.length++] = rest;
  }

  field(number: number, value: number): void {
    this.varint(number << 3);
    this.varint(value);
  }

  bytes(number: number, value: Uint8Array): void {
    this.varint((number << 3) | 2);
    this.varint(value.length);
    this.#room(value.length);
    this.#bytes.set(value, this.length);
    this.length += value.length;
  }

  all(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  #room(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.length + more));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/** One sample per stack, one location per function, gzipped. */
export function pprofFile(stacks: ManyStacks): Uint8Array {
  const { names, files, parent, name, leaf, weight } = stacks;
  const file = new Bytes();
  const part = new Bytes();
  const inner = new Bytes();
  const message = (number: number, fill: (to: Bytes) => void): void => {
    part.length = 0;
    fill(part);
    file.bytes(number, part.all());
  };
  const texts = ['', 'cpu', 'nanoseconds', ...names, ...files];
  const valueType = (to: Bytes): void => {
    to.field(1, 1);
    to.field(2, 2);
  };
  message(1, valueType);
  for (let stack = 0; stack < leaf.length; stack++) {
    message(2, (to) => {
      inner.length = 0;
      for (let node = leaf[stack] as number; node >= 0; node = parent[node] as number) {
        inner.varint((name[node] as number) + 1);
      }
      to.bytes(1, inner.all());
      inner.length = 0;
      inner.varint((weight[stack] as number) * 10_000_000);
      to.bytes(2, inner.all());
    });
  }
  for (let at = 0; at < names.length; at++) {
    message(4, (to) => {
      inner.length = 0;
      inner.field(1, at + 1);
      inner.field(2, 1 + (at % 300));
      to.field(1, at + 1);
      to.field(3, 0x400000 + at * 64);
      to.bytes(4, inner.all());
    });
    message(5, (to) => {
      to.field(1, at + 1);
      to.field(2, 3 + at);
      to.field(3, 3 + at);
      to.field(4, 3 + names.length + at);
    });
  }
  const utf8 = new TextEncoder();
  for (const text of texts) file.bytes(6, utf8.encode(text));
  file.field(9, 1_760_000_000_000_000_000);
  file.field(10, 30_000_000_000);
  message(11, valueType);
  file.field(12, 10_000_000);
  return gzipSync(file.all(), { level: 4 });
}
