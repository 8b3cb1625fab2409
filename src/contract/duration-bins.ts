// Bins of durations whose width grows with them: sixteen to each doubling. What is counted in them adds up, and a figure
// taken from a bin is off by at most 2.2 %: (γ − 1) / (γ + 1) with γ = 2^(1/16).
// Method: DDSketch's logarithmic mapping (Masson, Rim, Lee, "DDSketch", VLDB 2019) over fixed bins.

const perOctave = 16;
const gamma = 2 ** (1 / perOctave);

/** Bin 0 holds everything below one nanosecond; the last one ends at 2^64 ns. */
export const BIN_COUNT = 1 + 64 * perOctave;

/** `nanos` may be anything; what is no positive duration is in bin 0. */
export function binOf(nanos: number): number {
  if (!(nanos >= 1)) return 0;
  return Math.min(BIN_COUNT - 1, 1 + Math.floor(Math.log2(nanos) * perOctave));
}

/** Nanoseconds at which a bin begins; bin `b` ends where `b + 1` begins. */
export function binStart(bin: number): number {
  return bin === 0 ? 0 : 2 ** ((bin - 1) / perOctave);
}

/** The figure of a bin: as far from its beginning as from its end, in proportion. */
export function binFigure(bin: number): number {
  return bin === 0 ? 0 : (binStart(bin) * 2 * gamma) / (1 + gamma);
}
