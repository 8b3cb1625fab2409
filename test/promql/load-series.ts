// Puts what a `load` names into a store, with native copies of classic histograms where it asks for them.
import { type Labels, metricName } from '../../src/main/query/promql/engine/labels.ts';
import { customFromClassic } from './from-classic.ts';
import type { MemoryStore } from './memory-store.ts';
import type { Load, LoadedSeries } from './test-file.ts';

export function loadSeries(store: MemoryStore, load: Load): void {
  for (const { labels, values, startOffsets } of load.series) {
    for (const [at, value] of values.entries()) {
      const time = at * load.gapMillis;
      const offset = startOffsets?.[at];
      store.add(labels, time, value, offset === undefined ? 0 : time + offset);
    }
  }
  if (load.withCustomBuckets) loadCustomBuckets(store, load);
}

interface Classic {
  readonly buckets: { upperBound: number; count: number }[];
  count?: number;
  sum?: number;
}

/** The samples of one classic histogram, by time. */
interface Family {
  readonly labels: Labels;
  readonly byTime: Map<number, Classic>;
}

function loadCustomBuckets(store: MemoryStore, load: Load): void {
  const families = new Map<string, Family>();
  for (const series of load.series) collect(families, series, load.gapMillis);
  for (const { labels, byTime } of families.values()) {
    for (const [time, classic] of byTime) {
      const converted = customFromClassic(classic);
      if (converted.kind === 'wrong') throw new Error(`${labels.toString()}: ${converted.message}`);
      store.add(labels, time, { kind: 'histogram', histogram: converted.histogram, hintSet: false }, 0);
    }
  }
}

function collect(families: Map<string, Family>, { labels, values }: LoadedSeries, gapMillis: number): void {
  const [, base, part] = /^(.*)_(bucket|count|sum)$/s.exec(labels.get(metricName)) ?? [];
  if (base === undefined) return;
  const upperBound = boundOf(labels.get('le'));
  if (part === 'bucket' && Number.isNaN(upperBound)) return;
  const own = labels.with(metricName, base).without(['le']);
  const family = families.get(own.key()) ?? { labels: own, byTime: new Map<number, Classic>() };
  families.set(own.key(), family);
  for (const [at, value] of values.entries()) {
    if (value.kind !== 'float') continue;
    const time = at * gapMillis;
    const classic: Classic = family.byTime.get(time) ?? { buckets: [] };
    family.byTime.set(time, classic);
    if (part === 'bucket') classic.buckets.push({ upperBound, count: value.value });
    else if (part === 'count') classic.count = value.value;
    else classic.sum = value.value;
  }
}

function boundOf(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  if (/^[+-]?inf$/i.test(text)) return sign * Number.POSITIVE_INFINITY;
  return text.trim() === '' ? Number.NaN : Number(text);
}
