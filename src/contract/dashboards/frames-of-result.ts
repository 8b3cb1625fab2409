// Answers of queries as the frames that transformations and panels work on, in the shapes that Grafana's Prometheus source
// gives them: a frame per series, one table, or the buckets of a heat map beside each other.
import { legendText } from './format/legend.ts';
import { numberOf, type Cell, type Field, type Frame } from './frame.ts';
import type { Target } from './model.ts';
import { Presence, type LabelTable, type MetricsResult } from '../metrics.ts';

type Labels = Readonly<Record<string, string>>;

export interface ResultSource {
  readonly target: Pick<Target, 'id' | 'format'>;
  /** Expression and legend with their variables written in. */
  readonly expression: string;
  readonly legend: string;
  /** Queries of the panel: with more than one, columns of values are told apart by their query. */
  readonly targets: number;
}

interface Series {
  readonly labels: Labels;
  readonly times: readonly number[];
  readonly values: readonly (number | undefined)[];
}

export function framesOfResult(result: MetricsResult, source: ResultSource): readonly Frame[] {
  const series = seriesOf(result);
  switch (source.target.format) {
    case 'table':
      return [tableOf(series, source)];
    case 'heatmap':
      return heatmapOf(series, source);
    case 'time_series':
      return seriesFrames(series, source);
  }
}

function seriesFrames(series: readonly Series[], { target, expression, legend }: ResultSource): readonly Frame[] {
  const all = series.map((one) => one.labels);
  return series.map(({ labels, times, values }) => ({
    target: target.id,
    name: legendText(legend, labels, all, expression),
    fields: [
      { name: 'Time', kind: 'time', labels: {}, values: times },
      { name: 'Value', kind: 'number', labels, values },
    ],
  }));
}

function tableOf(series: readonly Series[], { target, targets }: ResultSource): Frame {
  const names = [...new Set(series.flatMap((one) => Object.keys(one.labels)))].toSorted((a, b) => (a < b ? -1 : 1));
  const times: Cell[] = [];
  const values: Cell[] = [];
  const columns = names.map((): Cell[] => []);
  for (const one of series) {
    one.times.forEach((time, at) => {
      const value = one.values[at];
      if (value === undefined) return;
      times.push(time);
      values.push(value);
      names.forEach((name, column) => columns[column]?.push(one.labels[name]));
    });
  }
  return {
    target: target.id,
    name: '',
    fields: [
      { name: 'Time', kind: 'time', labels: {}, values: times },
      ...names.map((name, column): Field => ({ name, kind: 'string', labels: {}, values: columns[column] ?? [] })),
      { name: targets > 1 ? `Value #${target.id}` : 'Value', kind: 'number', labels: {}, values },
    ],
  };
}

/** Series with `le` become counts per bucket, in the order of their bounds. Without `le` they stay series. */
function heatmapOf(series: readonly Series[], source: ResultSource): readonly Frame[] {
  const buckets = series
    .flatMap((one) => {
      const { le } = one.labels;
      const bound = le === '+Inf' ? Infinity : numberOf(le);
      return bound === undefined ? [] : [{ ...one, bound }];
    })
    .toSorted((a, b) => a.bound - b.bound);
  const [first] = buckets;
  if (first === undefined) return seriesFrames(series, source);
  const fields = buckets.map(({ bound, values }, index): Field => {
    const below = buckets[index - 1];
    return {
      name: bound === Infinity ? '+Inf' : String(bound),
      kind: 'number',
      labels: {},
      values: values.map((value, at) =>
        value === undefined ? undefined : below === undefined ? value : Math.max(0, value - (below.values[at] ?? 0)),
      ),
    };
  });
  return [
    {
      target: source.target.id,
      name: '',
      fields: [{ name: 'Time', kind: 'time', labels: {}, values: first.times }, ...fields],
    },
  ];
}

function seriesOf(result: MetricsResult): readonly Series[] {
  switch (result.kind) {
    case 'failed':
    case 'string':
      return [];
    case 'scalar':
      return [{ labels: {}, times: [result.time], values: [result.value] }];
    case 'vector':
      return labelsOf(result.labels).flatMap((labels, row) =>
        result.present[row] === Presence.float ? [{ labels, times: [result.time], values: [result.values[row]] }] : [],
      );
    case 'matrix': {
      const { start, step, steps, values, present } = result;
      const times = Array.from({ length: steps }, (_, at) => start + at * step);
      return labelsOf(result.labels).map((labels, row) => ({
        labels,
        times,
        values: times.map((_, at) =>
          present[row * steps + at] === Presence.float ? values[row * steps + at] : undefined,
        ),
      }));
    }
    case 'ranges': {
      const { first, times, values, present } = result;
      return labelsOf(result.labels).map((labels, row) => {
        const from = first[row] ?? 0;
        const to = first[row + 1] ?? from;
        return {
          labels,
          times: Array.from(times.subarray(from, to)),
          values: Array.from(values.subarray(from, to), (value, at) =>
            present[from + at] === Presence.float ? value : undefined,
          ),
        };
      });
    }
  }
}

export function labelsOf({ rows, names, cells, texts }: LabelTable): readonly Labels[] {
  return Array.from({ length: rows }, (_, row) => {
    const labels: Record<string, string> = {};
    names.forEach((name, column) => {
      const text = texts[cells[row * names.length + column] ?? 0];
      if (text !== undefined && text !== '') labels[name] = text;
    });
    return labels;
  });
}
