// The hash of a label set as Prometheus computes it: xxHash over names and values in order, each behind its length.
// Format: one byte of length below 255, or 255 and three bytes, little-endian; then UTF-8.
import type { Labels } from './labels.ts';
import { xxhash64 } from './xxhash64.ts';

export function hashLabels(labels: Labels): bigint {
  // TextEncoder is no part of the pure environment.
  const bytes: number[] = [];
  for (const [name, value] of labels.entries()) {
    append(bytes, utf8(name));
    append(bytes, utf8(value));
  }
  return xxhash64(Uint8Array.from(bytes));
}

function append(to: number[], text: readonly number[]): void {
  if (text.length < 255) to.push(text.length);
  else to.push(255, text.length & 0xff, (text.length >> 8) & 0xff, (text.length >> 16) & 0xff);
  for (const byte of text) to.push(byte);
}

function utf8(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const character of text.toWellFormed()) {
    const point = character.codePointAt(0) as number;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 0x3f));
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
    else {
      bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 0x3f));
      bytes.push(0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
    }
  }
  return bytes;
}
