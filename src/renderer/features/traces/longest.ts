// The scale of the duration bars: the longest trace on screen, rounded up so that scrolling does not make bars jump.
import type { TraceSummary } from '../../../contract/traces.ts';

/** Milliseconds; 1, 2 or 5 times a power of ten. */
export function longestOf(
  [first, last]: readonly [number, number],
  rowAt: (index: number) => TraceSummary | undefined,
): number {
  let longest = 0n;
  for (let index = first; index <= last; index++) {
    const duration = rowAt(index)?.duration ?? 0n;
    if (duration > longest) longest = duration;
  }
  if (longest <= 0n) return 1;
  const millis = Number(longest) / 1e6;
  const power = 10 ** Math.floor(Math.log10(millis));
  const factor = [1, 2, 5, 10].find((one) => one * power >= millis) ?? 10;
  return Number((factor * power).toPrecision(6));
}
