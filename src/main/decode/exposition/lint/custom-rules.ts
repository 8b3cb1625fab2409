// What no format forbids and what makes metrics hard to use: no help or type, names against the custom, labels with too
// many values, counters that fall.
import type { Findings } from './findings.ts';
import type { LintFamily } from './lint-family.ts';
import type { LintSample } from './lint-line.ts';

const manySeries = 2000;
const manyValues = 200;

/** Units that are parts or multiples of what Prometheus counts in. */
const scaledUnits: readonly (readonly [ending: RegExp, base: string])[] = [
  [/_(?:ms|millis|milliseconds|us|micros|microseconds|ns|nanos|nanoseconds|minutes|hours|days)$/, 'seconds'],
  [/_(?:kb|kilobytes|kibibytes|mb|megabytes|mebibytes|gb|gigabytes|gibibytes|bits)$/i, 'bytes'],
  [/_percent$/, 'ratio'],
];

export function checkCustom(family: LintFamily, openMetrics: boolean, findings: Findings): void {
  const { name, line, type, help, samples, unit } = family;
  if (samples.length === 0) return;
  if (type === undefined || type === 'unknown')
    findings.add(
      'no-type',
      'warning',
      line,
      name,
      `Nothing says whether ${name} is a counter, a gauge or a histogram (# TYPE).`,
    );
  if (help === undefined || help === '')
    findings.add('no-help', 'info', line, name, `Nothing says what ${name} means (# HELP).`);
  if (type === 'counter' && !openMetrics && !name.endsWith('_total'))
    findings.add('counter-suffix', 'warning', line, name, 'The name of a counter ends with _total.');
  if (openMetrics && type === undefined && name.endsWith('_total') && samples.length > 0)
    findings.add(
      'counter-suffix',
      'info',
      line,
      name,
      'Samples named _total belong to a counter: # TYPE without _total is missing.',
    );
  if (type !== 'counter' && type !== undefined && type !== 'unknown' && name.endsWith('_total'))
    findings.add('total-without-counter', 'warning', line, name, `A ${type} is named like a counter (_total).`);
  const plain = name.replace(/_total$/, '');
  const scaled = scaledUnits.find(([ending]) => ending.test(plain));
  if (scaled !== undefined)
    findings.add('base-unit', 'info', line, name, `Prometheus counts in ${scaled[1]}: use _${scaled[1]}.`);
  else if (
    unit === '' &&
    /(?:duration|latency|elapsed)/.test(plain) &&
    !/_(?:seconds|ratio|count|created)$/.test(plain)
  )
    findings.add('missing-unit', 'info', line, name, 'The name does not say its unit: durations end with _seconds.');
  checkCardinality(family, findings);
}

function checkCardinality({ name, line, samples }: LintFamily, findings: Findings): void {
  const values = new Map<string, Set<string>>();
  for (const { labels } of samples)
    for (const [label, value] of labels) {
      if (label === 'le' || label === 'quantile') continue;
      let known = values.get(label);
      if (known === undefined) values.set(label, (known = new Set()));
      known.add(value);
    }
  const widest = [...values].toSorted(([, a], [, b]) => b.size - a.size)[0];
  if (samples.length >= manySeries)
    findings.add(
      'cardinality',
      'warning',
      line,
      name,
      `${samples.length} series. ${widest === undefined ? '' : `The label ${widest[0]} has ${widest[1].size} values.`}`,
    );
  else if (widest !== undefined && widest[1].size >= manyValues)
    findings.add(
      'cardinality',
      'warning',
      line,
      name,
      `The label ${widest[0]} has ${widest[1].size} values: is it an id? Every value is a series of its own.`,
    );
}

/** Counters whose value is lower than a moment ago; a restart in between looks the same. */
export function checkFalling(now: readonly LintFamily[], before: readonly LintFamily[], findings: Findings): void {
  const former = new Map<string, number>();
  for (const family of before) for (const sample of counted(family)) former.set(keyOf(sample), sample.value);
  for (const family of now) {
    for (const sample of counted(family)) {
      const value = former.get(keyOf(sample));
      if (value !== undefined && sample.value < value)
        findings.add(
          'counter-falls',
          'warning',
          sample.line,
          sample.name,
          `The counter fell from ${value} to ${sample.value} within a moment: did the process restart, or is it a gauge?`,
        );
    }
  }
}

function counted({ type, samples, name }: LintFamily): readonly LintSample[] {
  if (type === 'counter') return samples.filter((one) => !one.name.endsWith('_created'));
  return type === 'histogram'
    ? samples.filter((one) => one.name !== `${name}_sum` && !one.name.endsWith('_created'))
    : [];
}

const keyOf = ({ name, labels }: LintSample): string => JSON.stringify([name, labels]);
