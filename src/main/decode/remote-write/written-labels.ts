// What labels of remotely written series have to be: a name, every label once and with a name.
import type { SeriesLabels, SeriesType } from '../../../contract/sample-batch.ts';

/** What is wrong with them, in words. */
export function labelsTrouble(labels: SeriesLabels): string | undefined {
  const names = new Set(labels.map(([name]) => name));
  if (names.size < labels.length) {
    const twice = labels.find(([name], i) => labels.findIndex(([other]) => other === name) < i)?.[0];
    return `the label ${JSON.stringify(twice)} is there twice in ${shown(labels)}`;
  }
  if (names.has('')) return `a label has no name in ${shown(labels)}`;
  if ((labels.find(([name]) => name === '__name__')?.[1] ?? '') === '') return `${shown(labels)} has no name`;
  return undefined;
}

function shown(labels: SeriesLabels): string {
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
