// Writes over a secret where it stands, in the same number of bytes: what stands there afterwards is of the same kind, tells
// nothing of the secret but its length, and differs for secrets that differ, as far as the bytes suffice.

/** 32 bytes or more that stand for a secret: always the same for the same one, and no way back without a key. */
export type SecretDigest = (secret: Uint8Array) => Uint8Array;

const HEX = '0123456789abcdef';
const STAR = 0x2a;
/** Hexadecimal digits before the stars: 64 bits. */
const shownDigits = 16;
/** Integers of more digits do not fit into 64 bits. */
const mostDigits = 19;

/** Hexadecimal digits, then stars. */
export function maskText(bytes: Uint8Array, start: number, length: number, digest: Uint8Array): void {
  for (let i = 0; i < length; i++) bytes[start + i] = i < shownDigits ? hexAt(digest, i) : STAR;
}

/** Characters of base64; padding stays. */
export function maskBase64(bytes: Uint8Array, start: number, length: number, digest: Uint8Array): void {
  for (let i = start; i < start + length && bytes[i] !== 0x3d; i++)
    bytes[i] = i - start < shownDigits ? hexAt(digest, i - start) : 0x41;
}

/** A number in decimal digits, its sign kept. */
export function maskDigits(bytes: Uint8Array, start: number, length: number, digest: Uint8Array): void {
  const first = bytes[start] === 0x2d && length > 1 ? start + 1 : start;
  const end = start + length;
  const whole = end - first <= mostDigits;
  for (let i = first; i < end; i++)
    bytes[i] =
      i === first ? 0x31 + ((digest[0] as number) % 8) : 0x30 + (whole ? (digest[i - first] as number) % 10 : 0);
  // A fraction of zeros: a whole number for those who want one.
  if (!whole) bytes[first + 1] = 0x2e;
}

/** A varint of as many bytes. */
export function maskVarint(bytes: Uint8Array, start: number, length: number, digest: Uint8Array): void {
  for (let i = 0; i < length; i++) {
    const more = i < length - 1 ? 0x80 : 0;
    // The tenth byte has one bit.
    bytes[start + i] = i === 9 ? 1 : ((digest[i] as number) & 0x7f) | more;
  }
}

/** A double from 1 to 2: all of them are numbers. */
export function maskDouble(bytes: Uint8Array, start: number, digest: Uint8Array): void {
  for (let i = 0; i < 6; i++) bytes[start + i] = digest[i] as number;
  bytes[start + 6] = 0xf0;
  bytes[start + 7] = 0x3f;
}

const hexAt = (digest: Uint8Array, i: number): number => {
  const byte = digest[i >> 1] as number;
  return HEX.charCodeAt((i & 1) === 0 ? byte >> 4 : byte & 0x0f);
};
