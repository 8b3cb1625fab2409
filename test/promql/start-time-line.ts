// `metric{labels}@st offsets ...`: when the samples of the line below began to count, relative to each sample.
import type { Labels } from '../../src/main/query/promql/engine/labels.ts';
import { parseDuration } from '../../src/main/query/promql/syntax/literals.ts';
import { parseMetric } from './series-line.ts';

export interface StartTimeLine {
  readonly labels: Labels;
  /** Milliseconds to add to a sample's time; undefined where nothing is known. */
  readonly offsets: readonly (number | undefined)[];
}

/** undefined for a line that is none. */
export function parseStartTimeLine(line: string): StartTimeLine | undefined {
  const [, metric, items] = /^(\S+)@st\s+(.*)$/.exec(line) ?? [];
  if (metric === undefined || items === undefined) return undefined;
  return { labels: parseMetric(metric), offsets: items.trim().split(/\s+/).flatMap(parseItem) };
}

function parseItem(item: string): readonly (number | undefined)[] {
  const [omitted, count] = /^_(?:x(\d+))?$/.exec(item) ?? [];
  if (omitted !== undefined) return Array.from({ length: Number(count ?? 1) }, () => undefined);
  const duration = String.raw`[+-]?\d+[a-wyz]*`;
  const [, base, sign, step = '0s', times = '0'] =
    new RegExp(`^(${duration})(?:([+-])(${duration}))?(?:x(\\d+))?$`).exec(item) ?? [];
  if (base === undefined) throw new Error(`not an offset of a start time: ${item}`);
  const by = millisOf(step) * (sign === '-' ? -1 : 1);
  return Array.from({ length: Number(times) + 1 }, (_, at) => millisOf(base) + at * by);
}

function millisOf(text: string): number {
  const parsed = parseDuration(text.replace(/^[+-]/, ''));
  if (parsed.kind === 'wrong') throw new Error(parsed.message);
  return text.startsWith('-') ? -parsed.value : parsed.value;
}
