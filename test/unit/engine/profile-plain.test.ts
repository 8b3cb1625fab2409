// The bytes of a profile without their compression: whatever a file says of its size, no more than the limit comes out.
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { seededRandom } from '../../support/random.ts';
import { plainProfile } from '../../../src/main/engine/profile-plain.ts';

const plain = Buffer.from('main;work 1\n'.repeat(20_000));
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

test('gzip of one member and of several, zstd, and none', () => {
  const two = Buffer.concat([gzipSync(plain), gzipSync(plain)]);
  for (const packed of [plain, gzipSync(plain), zstdCompressSync(plain)])
    expect(text(plainProfile(packed))).toBe(plain.toString());
  expect(plainProfile(two)).toHaveLength(2 * plain.length);
});

test('a size that is not true neither helps nor harms', () => {
  for (const size of [0, 1, 5_000_000, 0xffffffff]) {
    const packed = gzipSync(plain);
    packed.writeUInt32LE(size, packed.length - 4);
    expect(() => plainProfile(packed)).toThrow('Its gzip data is damaged');
  }
});

test('what is cut off or damaged is told with how', () => {
  const packed = gzipSync(plain);
  expect(() => plainProfile(packed.subarray(0, 100))).toThrow(
    'Its gzip data is cut off: the file ends after 100 bytes, in the middle of it.',
  );
  packed[40] = (packed[40] ?? 0) ^ 0xff;
  expect(() => plainProfile(packed)).toThrow('Its gzip data is damaged');
  expect(() => plainProfile(zstdCompressSync(plain).subarray(0, 20))).toThrow(/zstd data is (cut off|damaged)/);
});

test('a file that says how large it becomes is refused before that', () => {
  const packed = gzipSync(Buffer.from(seededRandom(3).bytes(1_600_000)));
  packed.writeUInt32LE(3 << 29, packed.length - 4);
  expect(() => plainProfile(packed)).toThrow('It says that it has 1.5 GiB when decompressed; profiles of up to 1 GiB');
});

test('a bomb is stopped at the limit', () => {
  // Members of 64 MiB of zeros, one behind the other.
  const member = gzipSync(Buffer.alloc(64 << 20), { level: 9 });
  const bomb = Buffer.concat(Array.from({ length: 17 }, () => member));
  expect(bomb.length).toBeLessThan(2 << 20);
  expect(() => plainProfile(bomb)).toThrow('It has more than 1 GiB when decompressed');
});
