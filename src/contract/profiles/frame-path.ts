// The name of a frame in addresses: a fingerprint of the names from the outermost frame to it, so that it holds for
// everybody, in every order of siblings, and for another profile of the same program. 52 bits, in base 36.

/** '' is everything. */
export type FramePath = string;

/** Two halves of a fingerprint, 32 and 20 bits of which are used. */
export interface PathHash {
  readonly high: number;
  readonly low: number;
}

export const rootPathHash: PathHash = { high: 0x811c9dc5, low: 0x9747b28c };

/** The hash of a name; paths are made of these. */
export function nameHash(name: string): PathHash {
  let high = 0x811c9dc5;
  let low = 0x9747b28c;
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x5bd1e995) ^ (low >>> 13);
  }
  return { high: high >>> 0, low: low >>> 0 };
}

export const nextHigh = (above: number, name: number): number => mixed(Math.imul(above, 31) ^ name);
export const nextLow = (above: number, name: number): number => mixed(Math.imul(above, 131) ^ name);

export function pathText({ high, low }: PathHash): FramePath {
  return (high * 2 ** 20 + (low >>> 12)).toString(36);
}

/** @param names from the outermost frame inwards */
export function framePath(names: readonly string[]): FramePath {
  if (names.length === 0) return '';
  let { high, low } = rootPathHash;
  for (const name of names) {
    const hash = nameHash(name);
    high = nextHigh(high, hash.high);
    low = nextLow(low, hash.low);
  }
  return pathText({ high, low });
}

function mixed(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (once ^ (once >>> 13)) >>> 0;
}
