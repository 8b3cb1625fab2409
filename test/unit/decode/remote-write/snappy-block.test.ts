// Snappy's block format, from its description: literals of all lengths, copies near and far, and what is broken.
import { expect, test } from 'vitest';
import { snappyBlock } from '../../../../src/main/decode/remote-write/snappy-block.ts';
import { snappyLiterals } from '../../../support/snappy-literals.ts';

const limit = 1 << 20;

function unpack(...bytes: number[]): string {
  const result = snappyBlock(Uint8Array.from(bytes), limit);
  return result.kind === 'ok' ? Buffer.from(result.value).toString('latin1') : result.failure.reason;
}

const codes = (text: string): number[] => [...Buffer.from(text, 'latin1')];

test.each([
  ['nothing', [0], ''],
  ['a short literal', [3, 2 << 2, ...codes('abc')], 'abc'],
  ['a copy of one byte of distance', [7, 2 << 2, ...codes('abc'), (0 << 2) | 1, 3], 'abcabca'],
  ['a copy that runs into itself', [9, 0, ...codes('x'), (7 << 2) | 2, 1, 0], 'xxxxxxxxx'],
  ['a copy of four bytes of distance', [6, 2 << 2, ...codes('abc'), (2 << 2) | 3, 3, 0, 0, 0], 'abcabc'],
  [
    'high bits of a short distance',
    [0x8a, 0x02, 61 << 2, 5, 1, ...codes('0123456789'.repeat(26) + 'zz'), (0 << 2) | 1 | (1 << 5), 4],
    `${'0123456789'.repeat(26)}zz2345`,
  ],
])('%s', (_, bytes, text) => {
  expect(unpack(...bytes)).toBe(text);
});

test.each([
  ['no length', [], 'no snappy data: its length is missing'],
  ['a length that never ends', [255, 255, 255, 255, 255, 255], 'no snappy data: its length is missing'],
  ['more than the limit', [255, 255, 255, 1], '4194303 bytes unpacked, at most 1048576 are taken'],
  ['a literal that ends early', [3, 2 << 2, 97], 'the snappy data ends inside a literal'],
  ['too much', [1, 2 << 2, ...codes('abc')], 'the snappy data is longer than it says'],
  ['too little', [4, 2 << 2, ...codes('abc')], 'the snappy data ends too early'],
  ['a copy from nowhere', [5, 0, 97, 1, 2], 'a copy from before the beginning of the snappy data'],
  ['a copy of distance 0', [5, 0, 97, 1, 0], 'a copy from before the beginning of the snappy data'],
  ['a copy that ends early', [5, 0, 97, 2, 1], 'the snappy data ends inside a copy'],
])('%s is refused', (_, bytes, reason) => {
  expect(unpack(...bytes)).toBe(reason);
});

test('what is packed as literals comes back', () => {
  const bytes = Uint8Array.from({ length: 200_000 }, (_, i) => (i * 7919) >>> 3);
  expect(snappyBlock(snappyLiterals(bytes), limit)).toEqual({ kind: 'ok', value: bytes });
});
