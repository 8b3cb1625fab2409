// The hash of a key and a value that block filters are made of; written into files, so it never changes.
// Texts are hashed as UTF-8 (FNV-1a); numbers of either kind by their nearest double, so 1 and 1.0 are alike.
import type { Attribute, AttributeValue } from '../../contract/values.ts';

const encoder = new TextEncoder();
const scratch = new Float64Array(1);
const scratchWords = new Uint32Array(scratch.buffer);
/** Stands for "some bytes, array or map": such values match any text. */
export const NESTED_HASH = 0x5bd1e995;

/** FNV-1a, 32 bits, of bytes[start, end). */
export function hashText(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  return hash >>> 0;
}

/** -0 counts as 0, every NaN as one. */
export function hashNumber(value: number): number {
  scratch[0] = value === 0 ? 0 : value;
  if (value !== value) return 0x7ff80000;
  const mixed = Math.imul((scratchWords[0] as number) ^ 0x9e3779b9, 0x85ebca6b) ^ (scratchWords[1] as number);
  return Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35) >>> 0;
}

/** The hash of a pair: the key's text hash with the hash of the value. */
export function hashPair(key: number, value: number): number {
  let hash = Math.imul(key, 0x9e3779b1) ^ value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function hashValue(value: AttributeValue): number {
  if (value === undefined) return hashText(encoder.encode(''));
  if (typeof value === 'string') return hashText(encoder.encode(value));
  if (typeof value === 'boolean') return hashText(encoder.encode(String(value)));
  if (typeof value === 'bigint' || typeof value === 'number') return hashNumber(Number(value));
  return NESTED_HASH;
}

export function hashAttributes(attributes: readonly Attribute[]): Uint32Array {
  return Uint32Array.from(attributes, ({ key, value }) => hashPair(hashText(encoder.encode(key)), hashValue(value)));
}

/** Every hash under which a value with this text form may have been entered. */
export function hashesOfPair(key: string, text: string): readonly number[] {
  const keyHash = hashText(encoder.encode(key));
  const hashes = [hashPair(keyHash, hashText(encoder.encode(text))), hashPair(keyHash, NESTED_HASH)];
  const number = Number(text);
  if (text.trim() !== '' && (number === number || text === 'NaN')) hashes.push(hashPair(keyHash, hashNumber(number)));
  return hashes;
}
