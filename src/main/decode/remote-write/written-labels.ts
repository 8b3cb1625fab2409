// What labels of remotely written series have to be: a name, every label once and with a name.
import type { SeriesLabels, SeriesType } from '../../../contract/sample-batch.ts';

/** What is wrong with them, in Prometheus' words. */
export function labelsTrouble(labels: SeriesLabels): string | undefined {
  const names = new Set(labels.map(([name]) => name));
  if (names.size < labels.length) {
    const twice = labels.find(([name], i) => labels.findIndex(([other]) => other === name) < i)?.[0];
    return `invalid labels for series, labels ${shownLabels(labels)}, duplicated label ${twice}`;
  }
  const named = labels.some(([name, value]) => name === '__name__' && value !== '');
  return named && !names.has('') ? undefined : `invalid metric name or labels, got ${shownLabels(labels)}`;
}

export function shownLabels(labels: SeriesLabels): string {
  return `{${labels.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(', ')}}`.slice(0, 300);
}

/** MetricType of both versions. */
export const writtenTypes: readonly SeriesType[] = [
  'unknown',
  'counter',
  'gauge',
  'histogram',
  'gaugehistogram',
  'summary',
  'info',
  'stateset',
];
