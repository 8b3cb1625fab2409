// A page of protobuf as families for the rules: what a reader makes of it, since its messages have no lines and cannot be
// malformed in the ways that text can. Families and samples stand in the order of the page, and have line 0.
import type { ExpositionType } from '../../../../contract/exposition.ts';
import type { SampleHistogram } from '../../../../contract/sample-batch.ts';
import { createExpositionReader } from '../exposition-reader.ts';
import type { Findings } from './findings.ts';
import type { LintFamily } from './lint-family.ts';
import { sentence, type LintSample } from './lint-line.ts';

/** Native histograms of a family are samples with its name whose value is their count. */
export function protobufFamilies(page: Uint8Array, type: ExpositionType, findings: Findings): readonly LintFamily[] {
  const reader = createExpositionReader();
  const read = reader.read(page, type);
  if (read.kind === 'failed') {
    findings.add('syntax', 'error', 0, '', sentence(read.failure.reason));
    return [];
  }
  const { count, series, values, times, histograms, exemplars } = read.value;
  const exemplarOf = new Map((exemplars ?? []).map(({ sample, labels }) => [sample, labels]));
  const byName = new Map<string, LintFamily>();
  let current: LintFamily | undefined;
  for (let row = 0; row < count; row++) {
    const { labels, meta } = reader.series(series[row] as number);
    const { family: name, unit, help } = meta;
    if (current?.name !== name) {
      const before = byName.get(name);
      if (before !== undefined)
        findings.add(
          'interleaved',
          'error',
          0,
          name,
          `${name} is in several pieces: all samples of a family stand together.`,
        );
      current = before ?? { name, line: 0, type: meta.type, unit, help, samples: [] };
      byName.set(name, current);
      if (before === undefined && unit !== '' && !name.replace(/_total$/, '').endsWith(`_${unit}`))
        findings.add('unit-suffix', 'error', 0, name, `The name does not end with its unit: _${unit}.`);
    }
    const native = histograms?.get(row);
    if (native !== undefined) checkNative(name, native, findings);
    const sample: LintSample = {
      kind: 'sample',
      line: 0,
      name: labels.find(([label]) => label === '__name__')?.[1] ?? '',
      labels: labels.filter(([label]) => label !== '__name__'),
      value: native?.count ?? (values[row] as number),
      time: times?.[row] ?? Number.NaN,
      exemplar: exemplarOf.get(row),
    };
    current.samples.push(sample);
  }
  return [...byName.values()];
}

/** Observations that are NaN are counted and are in no bucket. */
function checkNative(
  name: string,
  { count, sum, zeroCount, positive, negative }: SampleHistogram,
  findings: Findings,
): void {
  const say = (words: string): void => findings.add('histogram', 'error', 0, name, words);
  const all = [...positive.counts, ...negative.counts, zeroCount];
  if (all.some((one) => !(one >= 0))) say('A bucket has a count that is not a number from 0 on.');
  const inBuckets = all.reduce((total, one) => total + one, 0);
  // Counts that are no whole numbers add up as well as numbers do.
  const equal = Math.abs(inBuckets - count) <= 1e-9 * count;
  if (inBuckets > count && !equal) say(`The count is ${count}, and all buckets together have ${inBuckets}.`);
  else if (!equal && !Number.isNaN(sum)) say(`The count is ${count}, and all buckets together have only ${inBuckets}.`);
}
