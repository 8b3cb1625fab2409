// Rules of single samples: values and labels that a type allows, exemplars, and samples of one series in a row.
import { floatOf } from '../float-text.ts';
import type { Findings } from './findings.ts';
import type { LintFamily } from './lint-family.ts';
import type { LintSample } from './lint-line.ts';

/** Endings whose values count something: neither NaN nor below zero. */
const counting: Readonly<Partial<Record<string, readonly string[]>>> = {
  counter: ['_total', ''],
  histogram: ['_bucket', '_count', '_sum'],
  gaugehistogram: ['_bucket', '_gcount'],
  summary: ['_count', '_sum'],
};

const longestExemplar = 128;

export function checkPoints(family: LintFamily, openMetrics: boolean, findings: Findings): void {
  for (const sample of family.samples) {
    checkValue(family, sample, openMetrics, findings);
    checkLabels(family, sample, findings);
    checkExemplar(family, sample, findings);
  }
  checkOrder(family, openMetrics, findings);
}

function checkValue(family: LintFamily, sample: LintSample, openMetrics: boolean, findings: Findings): void {
  const { line, name, value } = sample;
  const say = (words: string): void => findings.add('value', 'error', line, name, words);
  const ending = name.slice(family.name.length);
  // Only OpenMetrics forbids a sum that falls; in the text format it is a count of what may be negative.
  const counts = counting[family.type ?? '']?.includes(ending) === true && (openMetrics || ending !== '_sum');
  if (counts && !(value >= 0)) say(`The value ${value} of a ${family.type} is not a number from 0 on.`);
  if (
    family.type === 'gaugehistogram' &&
    ending === '_gsum' &&
    (Number.isNaN(value) || (value < 0 && !hasNegativeBounds(family)))
  )
    say(`The sum ${value} does not fit buckets that begin at 0.`);
  if (family.type === 'summary' && ending === '' && value < 0 && openMetrics)
    say(`A quantile of ${value}: observations of a summary are not negative.`);
  if (family.type === 'info' && value !== 1) say('The value of an info metric is 1.');
  if (family.type === 'stateset' && value !== 0 && value !== 1) say('A state is 0 or 1.');
}

function hasNegativeBounds({ samples }: LintFamily): boolean {
  return samples.some(({ labels }) => Number(valueOf(labels, 'le')) < 0);
}

function checkLabels(family: LintFamily, { line, name, labels }: LintSample, findings: Findings): void {
  const say = (words: string): void => findings.add('label', 'error', line, name, words);
  if ((family.type === 'histogram' || family.type === 'gaugehistogram') && name === `${family.name}_bucket`) {
    const le = valueOf(labels, 'le');
    if (le === undefined) say('A bucket has no label le.');
    else if (!isBound(le)) say(`le=${JSON.stringify(le)} is no bound of a bucket.`);
  }
  if (family.type === 'summary' && name === family.name) {
    const quantile = valueOf(labels, 'quantile');
    const number = quantile === undefined ? undefined : floatOf(quantile);
    if (quantile === undefined) say('A quantile has no label quantile.');
    else if (number === undefined || !(number >= 0 && number <= 1))
      say(`quantile=${JSON.stringify(quantile)} is not between 0 and 1.`);
  }
  if (family.type === 'stateset' && valueOf(labels, family.name) === undefined)
    say(`A state stands in a label named ${family.name}.`);
}

function isBound(text: string): boolean {
  const value = floatOf(text);
  if (value === undefined || Number.isNaN(value) || value === -Infinity) return false;
  return value !== Infinity || text === '+Inf';
}

function checkExemplar(family: LintFamily, { line, name, exemplar }: LintSample, findings: Findings): void {
  if (exemplar === undefined) return;
  const say = (words: string): void => findings.add('exemplar', 'error', line, name, words);
  const ending = name.slice(family.name.length);
  // In protobuf the counter is its family, and a native histogram has them itself.
  const counter = family.type === 'counter' && (ending === '_total' || ending === '');
  const histogram = family.type === 'histogram' || family.type === 'gaugehistogram';
  const bucket = histogram && (ending === '_bucket' || ending === '');
  if (!counter && !bucket) say('Only counters and buckets have exemplars.');
  const length = exemplar.reduce((sum, [label, value]) => sum + [...label].length + [...value].length, 0);
  if (length > longestExemplar)
    say(`The labels of the exemplar have ${length} characters, at most ${longestExemplar} are allowed.`);
}

/** Points of one label set stand together, and their times rise. */
function checkOrder(family: LintFamily, openMetrics: boolean, findings: Findings): void {
  const severity = openMetrics ? 'error' : 'warning';
  const groups = new Set<string>();
  const times = new Map<string, number>();
  let group: string | undefined;
  for (const { line, name, labels, time } of family.samples) {
    const key = groupKey(family, labels);
    if (key !== group && groups.has(key))
      findings.add(
        'interleaved-labels',
        severity,
        line,
        name,
        `Samples of ${key === '[]' ? 'no labels' : key} stand in several places.`,
      );
    groups.add(key);
    group = key;
    const series = JSON.stringify([name, labels]);
    const before = times.get(series);
    times.set(series, time);
    if (before === undefined) continue;
    if (Number.isNaN(before) && Number.isNaN(time))
      findings.add('duplicate', 'error', line, name, 'The series is there twice; the first sample is kept.');
    else if (!(time >= before))
      findings.add(
        'timestamps',
        'error',
        line,
        name,
        'The times of a series go back, or not all of its samples have one.',
      );
  }
}

export function groupKey({ name, type }: LintFamily, labels: LintSample['labels']): string {
  const own = labels.filter(
    ([label]) =>
      !(label === 'le' && type !== 'gauge') && label !== 'quantile' && !(type === 'stateset' && label === name),
  );
  return JSON.stringify(own.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

export function valueOf(labels: LintSample['labels'], name: string): string | undefined {
  return labels.find(([label]) => label === name)?.[1];
}
