// Times of samples are whole milliseconds.

/** Whole milliseconds of nanoseconds in two words, low first. */
export function millis(words: Uint32Array, i: number): number {
  const high = words[2 * i + 1] as number;
  // 2^32 = 4294 · 10^6 + 967296, so that nothing exceeds 2^53.
  return high * 4294 + Math.floor((high * 967_296 + (words[2 * i] as number)) / 1_000_000);
}
