// The public suite of OpenMetrics parsers: what Prometheus takes is taken, what it refuses is refused. Skipped where the
// suite does not lie beside the repository.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createExpositionReader } from '../../../../src/main/decode/exposition/exposition-reader.ts';
import { lintExposition } from '../../../../src/main/decode/exposition/lint/lint-exposition.ts';

const folder = resolve(import.meta.dirname, '../../../../../shared/conformance/openmetrics/tests/testdata/parsers');
const there = existsSync(folder);

interface Case {
  readonly name: string;
  readonly valid: boolean;
  readonly bytes: Uint8Array;
}

const cases: readonly Case[] = there
  ? readdirSync(folder)
      .toSorted()
      .map((name) => ({
        name,
        valid: JSON.parse(readFileSync(join(folder, name, 'test.json'), 'utf8')).shouldParse === true,
        bytes: new Uint8Array(readFileSync(join(folder, name, 'metrics'))),
      }))
  : [];

/** Which of the invalid pages Prometheus 2.42 takes when it scrapes them: names of cases and their numbers. */
const takenByPrometheus: Readonly<Record<string, readonly number[]>> = {
  bad_clashing_names: [0, 1, 2],
  bad_counter_values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19],
  bad_exemplar_complex_chars: [],
  bad_exemplars: [6],
  bad_exemplars_on_unallowed_samples: [2],
  bad_grouping_or_ordering: [0, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  bad_histograms: [0, 1, 2, 3, 6, 7, 8, 9, 10, 11, 12, 13, 14],
  bad_info_and_stateset_values: [0, 1],
  bad_metadata_in_wrong_place: [0, 1, 2],
  bad_missing_or_invalid_labels_for_a_type: [0, 1, 2, 3, 4, 5, 6, 7],
  bad_repeated_metadata: [0, 1, 3],
  bad_stateset_info_values: [0, 1, 2, 3],
  bad_unit: [6, 7],
};
const taken: readonly string[] = Object.entries(takenByPrometheus)
  .flatMap(([name, numbers]) => (numbers.length === 0 ? [name] : numbers.map((number) => `${name}_${number}`)))
  .toSorted();

function accepted({ bytes }: Case): boolean {
  return createExpositionReader().read(bytes, { format: 'openmetrics', escaping: 'allow-utf-8' }).kind === 'ok';
}

describe.skipIf(!there)('the OpenMetrics suite', () => {
  test('has all its cases', () => {
    expect([cases.filter(({ valid }) => valid).length, cases.filter(({ valid }) => !valid).length]).toEqual([44, 167]);
  });
  test('valid pages are accepted', () => {
    expect(cases.filter((one) => one.valid && !accepted(one)).map(({ name }) => name)).toEqual([]);
  });
  test('of the invalid ones those are accepted that Prometheus accepts', () => {
    expect(taken).toHaveLength(71);
    expect(cases.filter((one) => !one.valid && accepted(one)).map(({ name }) => name)).toEqual(taken);
  });
});

function errors({ bytes }: Case): readonly string[] {
  return lintExposition(bytes, { format: 'openmetrics', escaping: 'allow-utf-8' })
    .filter(({ severity }) => severity === 'error')
    .map(({ rule }) => rule);
}

describe.skipIf(!there)('the lint', () => {
  test('finds something in every invalid page', () => {
    expect(cases.filter((one) => !one.valid && errors(one).length === 0).map(({ name }) => name)).toEqual([]);
  });
  test('finds no error in a valid page', () => {
    expect(
      cases.filter(({ valid }) => valid).flatMap((one) => errors(one).map((rule) => `${one.name}: ${rule}`)),
    ).toEqual([]);
  });
});
