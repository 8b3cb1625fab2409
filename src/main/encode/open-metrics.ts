// Series with their times as OpenMetrics text, one family after the other. Format: OpenMetrics 1.0; names that it does not
// know are quoted, as Prometheus 3 reads them.
import type { SeriesType } from '../../contract/sample-batch.ts';

export interface TextFamily {
  readonly name: string;
  readonly type: SeriesType;
  readonly unit: string;
  readonly help: string;
}

export interface TextSeries {
  readonly labels: readonly (readonly [name: string, value: string])[];
  /** Unix milliseconds. */
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** Of native histograms only count and sum have a place in the format. */
  readonly histograms: readonly ({ readonly count: number; readonly sum: number } | undefined)[] | undefined;
}

export const openMetricsEnd = '# EOF\n';

/** What stands before the first series of a family. */
export function openMetricsHead({ name, type, unit, help }: TextFamily): string {
  const written = isPlain(name) ? name : quoted(name);
  const lines = [`# TYPE ${written} ${type}\n`];
  // A unit has to be the end of the name.
  if (unit !== '' && name.endsWith(`_${unit}`)) lines.push(`# UNIT ${written} ${unit}\n`);
  if (help !== '') lines.push(`# HELP ${written} ${escaped(help)}\n`);
  return lines.join('');
}

/** Rows [from, to) of a series, one line per sample; of a native histogram three. */
export function openMetricsLines({ labels, times, values, histograms }: TextSeries, from: number, to: number): string {
  const plain = seriesText(labels, '');
  let text = '';
  for (let i = from; i < to; i++) {
    const time = timeText(times[i] as number);
    const histogram = histograms?.[i];
    if (histogram === undefined) text += `${plain} ${valueText(values[i] as number)} ${time}\n`;
    else {
      const count = valueText(histogram.count);
      text += `${seriesText([...labels, ['le', '+Inf']], '_bucket')} ${count} ${time}\n`;
      text += `${seriesText(labels, '_count')} ${count} ${time}\n`;
      text += `${seriesText(labels, '_sum')} ${valueText(histogram.sum)} ${time}\n`;
    }
  }
  return text;
}

function seriesText(labels: TextSeries['labels'], suffix: string): string {
  const name = (labels.find(([key]) => key === '__name__')?.[1] ?? '') + suffix;
  const pairs = labels
    .filter(([key]) => key !== '__name__')
    .map(([key, value]) => `${/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(key) ? key : quoted(key)}=${quoted(value)}`);
  if (!isPlain(name)) return `{${[quoted(name), ...pairs].join(',')}}`;
  return pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`;
}

const isPlain = (name: string): boolean => /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name);
const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
const quoted = (text: string): string => `"${escaped(text)}"`;

function valueText(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}

/** Seconds, exact to the millisecond. */
function timeText(millis: number): string {
  const seconds = Math.floor(millis / 1000);
  const rest = millis - 1000 * seconds;
  return rest === 0 ? String(seconds) : `${seconds}.${String(rest).padStart(3, '0')}`;
}
