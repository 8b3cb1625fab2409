// Answers of several queries as the series of one chart. Of many series those with the greatest mean are drawn.
import type { MetricsResult } from '../../../../contract/metrics.ts';
import { gappedValues } from '../../../draw/time-chart/gapped-values.ts';
import { seriesFigures, type SeriesFigures } from '../../../draw/time-chart/series-figures.ts';
import type { ValueUnit } from '../../../ui/value-unit.ts';
import { labelsOf, labelsText, seriesNames } from './labels.ts';

export interface ChartLine {
  /** Number of the query and the labels. */
  readonly key: string;
  readonly query: number;
  readonly unit: ValueUnit;
  readonly name: string;
  /** All labels. */
  readonly labels: string;
  readonly values: readonly (number | null)[];
  readonly figures: SeriesFigures;
}

export interface AnsweredQuery {
  /** Its place in the list of queries. */
  readonly index: number;
  readonly text: string;
  readonly name: string;
  /** `A`, `B`, … where there are several. */
  readonly letter: string | undefined;
  readonly unit: ValueUnit;
  readonly result: MetricsResult | undefined;
}

/** The times that all the answers have in common; answers at other times are left out until they are asked anew. */
export function chartTimes(queries: readonly AnsweredQuery[]): Float64Array {
  const first = queries.find(({ result }) => result?.kind === 'matrix')?.result;
  if (first?.kind !== 'matrix') return new Float64Array(0);
  return Float64Array.from({ length: first.steps }, (_, step) => first.start + step * first.step);
}

export function linesOf(
  { index, text, name, letter, unit, result }: AnsweredQuery,
  times: Float64Array,
): readonly ChartLine[] {
  if (result?.kind !== 'matrix' || result.steps !== times.length || result.start !== times[0]) return [];
  const names = seriesNames(result.labels, name, text);
  return names.flatMap((own, row) => {
    const values = gappedValues(result.values, result.present, row * result.steps, result.steps);
    const labels = labelsText(labelsOf(result.labels, row));
    return [
      {
        key: `${index} ${labels}`,
        query: index,
        unit,
        name: letter === undefined ? own : `${letter}: ${own}`,
        labels,
        values,
        figures: seriesFigures(values),
      },
    ];
  });
}

/** At most `most`, those with the greatest mean size, in their order. */
export function greatestLines(lines: readonly ChartLine[], most: number): readonly ChartLine[] {
  if (lines.length <= most) return lines;
  const size = ({ figures }: ChartLine): number => (figures.count === 0 ? -1 : Math.abs(figures.mean));
  const kept = new Set(lines.toSorted((a, b) => size(b) - size(a)).slice(0, most));
  return lines.filter((line) => kept.has(line));
}
