// Times of a span as pairs of 32-bit words, and the rules by which a trace's times follow from them.
// Differences are doubles: exact below 2^53 ns (104 days), rounded beyond.

/** a - b in nanoseconds. */
export function nanosBetween(aLow: number, aHigh: number, bLow: number, bHigh: number): number {
  return (aHigh - bHigh) * 4294967296 + (aLow - bLow);
}

/** When spans begin, as words: a span without a start begins at its end. */
export function effectiveStarts(start: Uint32Array, end: Uint32Array, count: number): Uint32Array {
  const starts = start.slice(0, 2 * count);
  for (let at = 0; at < starts.length; at += 2) {
    if (starts[at] !== 0 || starts[at + 1] !== 0) continue;
    starts[at] = end[at] as number;
    starts[at + 1] = end[at + 1] as number;
  }
  return starts;
}

/** Whole microseconds of a Unix time; exact until the year 2255, then rounded to even. */
export function microsOf(low: number, high: number): number {
  return high * 4294967 + Math.floor((high * 296 + low) / 1000);
}

/** What `microsOf` leaves: 0 to 999 nanoseconds. */
export function nanosRemainder(low: number, high: number): number {
  return (high * 296 + low) % 1000;
}

/** Whole microseconds and remainder back to words, low first. */
export function wordsOfMicros(micros: number, remainder: number): readonly [number, number] {
  const nanos = BigInt(micros) * 1000n + BigInt(remainder);
  return [Number(nanos & 0xffffffffn), Number((nanos >> 32n) & 0xffffffffn)];
}
