// xxHash, 64 bits, seed 0: the hash by which Prometheus samples series (limit_ratio), so that both pick the same ones.
// Format: https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md

const prime1 = 0x9e3779b185ebca87n;
const prime2 = 0xc2b2ae3d27d4eb4fn;
const prime3 = 0x165667b19e3779f9n;
const prime4 = 0x85ebca77c2b2ae63n;
const prime5 = 0x27d4eb2f165667c5n;

function word(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

function rotate(value: bigint, bits: bigint): bigint {
  return word(value << bits) | (value >> (64n - bits));
}

function round(lane: bigint, input: bigint): bigint {
  return word(rotate(word(lane + input * prime2), 31n) * prime1);
}

function mergeLane(hash: bigint, lane: bigint): bigint {
  return word((hash ^ round(0n, lane)) * prime1 + prime4);
}

/** The hash of bytes as an unsigned 64-bit number. */
export function xxhash64(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length;
  let at = 0;
  let hash = prime5;
  if (length >= 32) {
    let a = word(prime1 + prime2);
    let b = prime2;
    let c = 0n;
    let d = word(-prime1);
    for (; at + 32 <= length; at += 32) {
      a = round(a, view.getBigUint64(at, true));
      b = round(b, view.getBigUint64(at + 8, true));
      c = round(c, view.getBigUint64(at + 16, true));
      d = round(d, view.getBigUint64(at + 24, true));
    }
    hash = word(rotate(a, 1n) + rotate(b, 7n) + rotate(c, 12n) + rotate(d, 18n));
    for (const lane of [a, b, c, d]) hash = mergeLane(hash, lane);
  }
  hash = word(hash + BigInt(length));
  for (; at + 8 <= length; at += 8) {
    hash = word(rotate(hash ^ round(0n, view.getBigUint64(at, true)), 27n) * prime1 + prime4);
  }
  if (at + 4 <= length) {
    hash = word(rotate(hash ^ word(BigInt(view.getUint32(at, true)) * prime1), 23n) * prime2 + prime3);
    at += 4;
  }
  for (; at < length; at++) hash = word(rotate(hash ^ word(BigInt(view.getUint8(at)) * prime5), 11n) * prime1);
  hash = word((hash ^ (hash >> 33n)) * prime2);
  hash = word((hash ^ (hash >> 29n)) * prime3);
  return hash ^ (hash >> 32n);
}
