// Ids for what has none: the same text gives the same id every time. MurmurHash3 (x86, 32 bits) with a seed per word.

/** Lower-case hex of `bytes` bytes (a multiple of 4), never all zeros. */
export function stableId(text: string, bytes: 8 | 16): string {
  let id = '';
  for (let word = 0; word < bytes / 4; word++)
    id += hash32(text, 0x9747b28c + word)
      .toString(16)
      .padStart(8, '0');
  return /^0+$/.test(id) ? `${id.slice(1)}1` : id;
}

function hash32(text: string, seed: number): number {
  let hash = seed | 0;
  for (let i = 0; i < text.length; i++) {
    let part = Math.imul(text.charCodeAt(i), 0xcc9e2d51);
    part = (part << 15) | (part >>> 17);
    hash ^= Math.imul(part, 0x1b873593);
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  hash ^= text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
