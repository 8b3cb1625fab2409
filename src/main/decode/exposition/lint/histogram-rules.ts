// Rules of a whole histogram: its buckets rise up to +Inf, and sum and count belong together.
import type { Findings } from './findings.ts';
import type { LintFamily } from './lint-family.ts';
import type { LintSample } from './lint-line.ts';
import { groupKey, valueOf } from './point-rules.ts';

interface Point {
  readonly line: number;
  readonly buckets: { readonly bound: number; readonly count: number }[];
  count: number | undefined;
  sum: number | undefined;
}

export function checkHistograms(family: LintFamily, openMetrics: boolean, findings: Findings): void {
  if (family.type !== 'histogram' && family.type !== 'gaugehistogram') return;
  for (const point of pointsOf(family)) checkPoint(family, point, openMetrics, findings);
}

function pointsOf(family: LintFamily): Iterable<Point> {
  const points = new Map<string, Point>();
  for (const sample of family.samples) {
    const ending = sample.name.slice(family.name.length);
    // The plain name is a native histogram, which has its buckets in itself.
    if (ending === '_created' || ending === '') continue;
    const key = `${groupKey(family, sample.labels)} ${sample.time}`;
    let point = points.get(key);
    if (point === undefined) {
      point = { line: sample.line, buckets: [], count: undefined, sum: undefined };
      points.set(key, point);
    }
    take(point, ending, sample);
  }
  return points.values();
}

function take(point: Point, ending: string, { labels, value }: LintSample): void {
  if (ending === '_bucket') {
    const le = valueOf(labels, 'le');
    if (le !== undefined) point.buckets.push({ bound: le === '+Inf' ? Infinity : Number(le), count: value });
  } else if (ending === '_count' || ending === '_gcount') point.count = value;
  else point.sum = value;
}

function checkPoint({ name, type }: LintFamily, point: Point, openMetrics: boolean, findings: Findings): void {
  const say = (words: string): void => findings.add('histogram', 'error', point.line, name, words);
  const last = point.buckets.at(-1);
  if (!point.buckets.some(({ bound }) => bound === Infinity)) say('There is no bucket with le="+Inf".');
  for (const [i, { bound, count }] of point.buckets.entries()) {
    const before = point.buckets[i - 1];
    if (before === undefined) continue;
    if (!(bound > before.bound)) say(`The bound ${bound} stands behind ${before.bound}: buckets rise.`);
    else if (count < before.count)
      say(`The bucket of ${bound} has fewer observations (${count}) than the one before it (${before.count}).`);
  }
  if (last?.bound === Infinity && point.count !== undefined && point.count !== last.count)
    say(`The count is ${point.count}, and all buckets together have ${last.count}.`);
  const negative = point.buckets.some(({ bound }) => bound < 0);
  if (!openMetrics) return;
  if (type === 'histogram' && negative) {
    if (point.sum !== undefined)
      say('A histogram with buckets below 0 has no sum, because a sum that may fall is no counter.');
  } else if ((point.sum === undefined) !== (point.count === undefined))
    say('Sum and count are there together or not at all.');
}
