// The public evaluation tests of PromQL, each `eval` asked in all the ways that must give the same answer.
import { afterAll, describe, expect, test } from 'vitest';
import { type Outcome, runTestFile } from '../../../promql/run-file.ts';
import { suiteFiles, suiteFolder } from '../../../promql/suite-folder.ts';
import { tiers } from '../../../promql/tiers.ts';

const folder = suiteFolder();
const files = folder === undefined ? [] : suiteFiles(folder);

describe.skipIf(folder === undefined)('public PromQL suite', () => {
  const outcomes: Outcome[] = [];

  test.each(files.map(({ name, text }) => [name, text] as const))('%s', (name, text) => {
    const ran = runTestFile(text);
    outcomes.push(...ran);
    const wrong = ran.filter(({ problem }) => problem !== undefined);
    expect(wrong.map(({ line, expr, problem }) => `${name}:${line} ${expr}: ${problem}`)).toEqual([]);
    expect(ran.length).toBeGreaterThan(0);
  });

  afterAll(() => {
    const lines = tiers.map((tier) => {
      const own = outcomes.filter((outcome) => outcome.tier === tier);
      const passed = own.filter(({ problem }) => problem === undefined);
      return `  ${tier}: ${passed.length} of ${own.length}`;
    });
    console.log(`PromQL evaluations passed:\n${lines.join('\n')}`);
  });
});
