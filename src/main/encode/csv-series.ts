// The CSV tables of metrics: samples as they are stored, and what queries answer, long (a row per value) or wide (a row per
// time). Times are given twice: to be read, and as Unix milliseconds.
import { isoOfUnixNanos } from '../../contract/iso-time.ts';
import { unixNanosOfMillis } from '../../contract/time.ts';
import { csvRow, type CsvCell } from './csv.ts';

const timeColumns = ['time', 'time_unix_milli'];

export interface CsvSeries {
  readonly labels: readonly (readonly [name: string, value: string])[];
  /** Unix milliseconds. */
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** Native histograms, written with all of their buckets. */
  readonly histograms: readonly ({ readonly text: string } | undefined)[] | undefined;
}

/** A column per label; `before` stand in front of them. */
export function csvSeriesHeader(labels: readonly string[], before: readonly string[] = []): string {
  return csvRow([...timeColumns, ...before, ...labels, 'value']);
}

/** Rows [from, to) of a series. */
export function csvSeriesRows(
  { labels, times, values, histograms }: CsvSeries,
  names: readonly string[],
  from: number,
  to: number,
  before: readonly CsvCell[] = [],
): string {
  const byName = new Map(labels);
  const cells = [...before, ...names.map((name) => byName.get(name))];
  let text = '';
  for (let i = from; i < to; i++) {
    const time = times[i] as number;
    text += csvRow([isoOf(time), time, ...cells, histograms?.[i]?.text ?? values[i]]);
  }
  return text;
}

/** A column per series, titled by `titles`. */
export function csvWideHeader(titles: readonly string[]): string {
  return csvRow([...timeColumns, ...titles]);
}

export function csvWideRow(time: number, cells: readonly CsvCell[]): string {
  return csvRow([isoOf(time), time, ...cells]);
}

function isoOf(millis: number): string {
  return millis > 0 && millis < 253_402_300_800_000 ? isoOfUnixNanos(unixNanosOfMillis(millis)) : '';
}
