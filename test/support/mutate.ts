// Damage for fuzzing: flipped bits, truncation, splices, repeated parts, corrupted lengths and numbers.
import type { Random } from './random.ts';

const nasty = [0x00, 0x7f, 0x80, 0xff, 0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d, 0x2c, 0x3a];

/** A damaged copy; `other` is where splices come from. */
export function mutate(random: Random, bytes: Uint8Array, other: Uint8Array): Uint8Array {
  let damaged: Uint8Array = Uint8Array.from(bytes);
  for (let i = 1 + random.below(4); i > 0; i--) damaged = damageOnce(random, damaged, other);
  return damaged;
}

function damageOnce(random: Random, bytes: Uint8Array, other: Uint8Array): Uint8Array {
  if (bytes.length === 0) return Uint8Array.from(other);
  const at = random.below(bytes.length);
  const byte = bytes[at] ?? 0;
  switch (random.below(7)) {
    case 0:
      bytes[at] = byte ^ (1 << random.below(8));
      return bytes;
    case 1:
      bytes[at] = random.pick(nasty);
      return bytes;
    case 2:
      return bytes.slice(0, at);
    case 3: {
      const from = random.below(other.length);
      return joined(bytes.subarray(0, at), other.subarray(from, from + random.below(64)), bytes.subarray(at));
    }
    case 4:
      return joined(bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + 1 + random.below(16))));
    case 5: {
      const part = bytes.subarray(at, at + random.below(200));
      return joined(bytes.subarray(0, at), part, bytes.subarray(at));
    }
    default:
      bytes[at] = byte + (random.next() < 0.5 ? 1 : 255);
      return bytes;
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
