// Several streams read side by side: stretches of time that are worth about one block each, so that streams of one group
// find its blocks in memory.
import type { MetricsReader } from '../../store/reader-face.ts';

/** About what a sealed block has. */
const blockRows = 120;

/** Stretches (after, to], rising, Unix milliseconds, that together hold all samples with from <= time <= to. */
export function stretchesOf(
  metrics: MetricsReader,
  streams: readonly number[],
  from: number,
  to: number,
): readonly (readonly [after: number, to: number])[] {
  const ends = new Set<number>();
  for (const stream of streams) {
    const ranges = metrics.ranges(stream, from, to);
    for (const [, end] of ranges) ends.add(Math.min(end, to));
    // The last one may be the journal's, which can be long.
    const last = ranges.at(-1);
    if (last === undefined) continue;
    for (const { block } of metrics.segments(stream, ...last))
      for (let row = blockRows; row < block.rows; row += blockRows) {
        const end = block.times[row - 1] as number;
        if (end >= from && end <= to) ends.add(end);
      }
  }
  let after = Number.isFinite(from) ? from - 1 : from;
  return [...ends]
    .toSorted((a, b) => a - b)
    .map((end) => {
      const stretch = [after, end] as const;
      after = end;
      return stretch;
    });
}
