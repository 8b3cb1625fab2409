// What was allocated, from the allocations that were sampled at random once per `rate` bytes (a Poisson process): one of a
// size is seen with the probability 1 - exp(-size / rate). The formula is that of pprof's heap profiles and of jeprof.

/** Count and bytes, whole. @param rate at most 1 where all were seen */
export function unsampled(count: number, bytes: number, rate: number): readonly [number, number] {
  if (count === 0 || bytes === 0) return [0, 0];
  if (rate <= 1) return [count, bytes];
  const scale = 1 / (1 - Math.exp(-(bytes / count) / rate));
  return [Math.trunc(count * scale), Math.trunc(bytes * scale)];
}
