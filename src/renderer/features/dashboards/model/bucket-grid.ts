// Frames as buckets over time: fields that are counts already, or values counted here; and buckets between numbers as the cells
// of a heat map.
import { fieldName, numberOf, timeField, type Frame } from '../../../../contract/dashboards/frame.ts';
import { heatOfCounts, type HeatData } from '../../../draw/heat-map/heat-data.ts';

export interface Bucket {
  readonly name: string;
  readonly counts: readonly (number | undefined)[];
}

export interface BucketGrid {
  /** Unix milliseconds, rising. */
  readonly times: readonly number[];
  /** From the lowest; named by their upper bounds where they have some. */
  readonly buckets: readonly Bucket[];
  /** Lower bound of the first; undefined: not known. */
  readonly lowest: number | undefined;
}

export function bucketGrid(frames: readonly Frame[], calculate: boolean): BucketGrid {
  return calculate ? calculated(frames) : counted(frames);
}

/** undefined where buckets are not between numbers. `step` milliseconds. */
export function heatOfGrid({ times, buckets, lowest }: BucketGrid, step: number): HeatData | undefined {
  const uppers = buckets.map(({ name }) => (name === '+Inf' ? Infinity : numberOf(name)));
  const [start] = times;
  if (start === undefined || !(step > 0) || !Number.isFinite(step)) return undefined;
  if (uppers.some((upper, at) => upper === undefined || upper <= (uppers[at - 1] ?? -Infinity))) return undefined;
  const first = lowest ?? ((uppers[0] ?? 0) > 0 ? 0 : -Infinity);
  const steps = Math.round(((times.at(-1) ?? start) - start) / step) + 1;
  const place = times.map((time) => Math.round((time - start) / step));
  return heatOfCounts(
    buckets.map(({ counts }, at) => {
      const column = Array.from({ length: steps }, (): number | undefined => undefined);
      counts.forEach((count, index) => {
        column[place[index] ?? 0] = count;
      });
      return { lower: uppers[at - 1] ?? first, upper: uppers[at] ?? Infinity, counts: column };
    }),
    { start, step, steps },
  );
}

/** Fields that are counts already, one per bucket. */
function counted(frames: readonly Frame[]): BucketGrid {
  const times = timesOf(frames);
  const place = new Map(times.map((time, at) => [time, at]));
  const buckets = frames.flatMap((frame) => {
    const time = timeField(frame);
    if (time === undefined) return [];
    return frame.fields.flatMap((field): readonly Bucket[] => {
      if (field.kind !== 'number') return [];
      const counts = Array.from({ length: times.length }, (): number | undefined => undefined);
      field.values.forEach((cell, row) => {
        const at = place.get(numberOf(time.values[row]) ?? Number.NaN);
        if (at !== undefined) counts[at] = numberOf(cell);
      });
      return [{ name: fieldName(field, frame), counts }];
    });
  });
  return { times, buckets, lowest: undefined };
}

const calculatedBuckets = 12;

/** Values of all series in equal buckets. */
function calculated(frames: readonly Frame[]): BucketGrid {
  const plain = counted(frames);
  const all = plain.buckets.flatMap(({ counts }) =>
    counts.filter((one) => one !== undefined && Number.isFinite(one)),
  ) as number[];
  const least = all.reduce((low, one) => Math.min(low, one), Infinity);
  const most = all.reduce((high, one) => Math.max(high, one), -Infinity);
  if (!(most >= least)) return { times: plain.times, buckets: [], lowest: undefined };
  const size = (most - least) / calculatedBuckets || 1;
  const counts = Array.from({ length: calculatedBuckets }, () => plain.times.map(() => 0));
  for (const bucket of plain.buckets) {
    bucket.counts.forEach((value, column) => {
      if (value === undefined || !Number.isFinite(value)) return;
      const row = counts[Math.min(calculatedBuckets - 1, Math.floor((value - least) / size))];
      if (row !== undefined) row[column] = (row[column] ?? 0) + 1;
    });
  }
  return {
    times: plain.times,
    lowest: least,
    buckets: counts.map((one, at) => ({ name: String(least + (at + 1) * size), counts: one })),
  };
}

function timesOf(frames: readonly Frame[]): readonly number[] {
  const all = new Set<number>();
  for (const frame of frames)
    for (const cell of timeField(frame)?.values ?? []) if (typeof cell === 'number') all.add(cell);
  return [...all].toSorted((a, b) => a - b);
}
