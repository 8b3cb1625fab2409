// Bloom filter over pair hashes: never says no wrongly, says yes wrongly for about one pair in forty, or in two hundred of a
// filter with twice the bits.
// Stored form: the bits alone; their number is a power of two and follows from the length.
const PROBES = 3;
export const BITS_PER_ITEM = 6;

/** Bits for every hash in `hashes[0, count)`. */
export function buildFilter(hashes: Uint32Array, count: number, bitsPerItem = BITS_PER_ITEM): Uint8Array {
  let bits = 512;
  while (bits < count * bitsPerItem) bits *= 2;
  const filter = new Uint8Array(bits / 8);
  for (let i = 0; i < count; i++) {
    const hash = hashes[i] as number;
    for (let probe = 0; probe < PROBES; probe++) {
      const bit = bitOf(hash, probe, bits);
      filter[bit >>> 3] = (filter[bit >>> 3] as number) | (1 << (bit & 7));
    }
  }
  return filter;
}

export function filterMayHold(filter: Uint8Array, hash: number): boolean {
  const bits = filter.length * 8;
  if (bits === 0) return true;
  for (let probe = 0; probe < PROBES; probe++) {
    const bit = bitOf(hash, probe, bits);
    if (((filter[bit >>> 3] as number) & (1 << (bit & 7))) === 0) return false;
  }
  return true;
}

/** Double hashing: the second step is an odd function of the first hash. */
function bitOf(hash: number, probe: number, bits: number): number {
  const step = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) | 1;
  return (hash + Math.imul(step, probe)) & (bits - 1);
}
