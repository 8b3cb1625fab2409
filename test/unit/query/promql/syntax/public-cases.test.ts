// The public parser cases and every expression of the public evaluation tests.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseExpr } from '../../../../../src/main/query/promql/syntax/parse.ts';
import { printExpr } from '../../../../../src/main/query/promql/syntax/print.ts';
import { parsed, withoutPlaces } from '../../../../promql/parsed.ts';
import { suiteFiles, suiteFolder } from '../../../../promql/suite-folder.ts';

interface Case {
  readonly expr: string;
  readonly fail: boolean;
}

/** Cases that were cut short when they were taken out of their source; what is left of them is wrong. */
const cutShort: ReadonlySet<string> = new Set(["{'foo\\'bar', ", '(', '`']);

const folder = suiteFolder();

/** The expressions that a promqltest file evaluates. */
function expressionsOf(text: string): readonly string[] {
  const form = /^\s*eval\w*\s+(?:instant\s+at\s+\S+|range\s+from\s+\S+\s+to\s+\S+\s+step\s+\S+)\s+(\S.*?)\s*$/gim;
  return [...text.matchAll(form)].map(([, expr]) => expr as string);
}

describe.skipIf(folder === undefined)('public files', () => {
  test('every case is taken or refused as it must be', () => {
    const cases = JSON.parse(readFileSync(join(folder ?? '', 'promql-parser-cases.json'), 'utf8')) as readonly Case[];
    const wrong = cases.filter(({ expr, fail }) => (parseExpr(expr).kind === 'wrong') !== (fail || cutShort.has(expr)));
    expect(wrong).toEqual([]);
    expect(cases.length).toBeGreaterThan(300);
  });

  test('every evaluated expression parses, and its print parses to the same', () => {
    let count = 0;
    for (const { name, text } of suiteFiles(folder ?? '')) {
      for (const query of expressionsOf(text)) {
        const result = parseExpr(query);
        // Evaluation tests also hold queries that must fail in the parser.
        if (result.kind === 'wrong') {
          expect(text, `${name}: ${query}: ${result.error.message}`).toMatch(/expect fail|eval_fail/);
          continue;
        }
        count++;
        const again = parsed(printExpr(result.value));
        expect(withoutPlaces(again), `${name}: ${query}`).toEqual(withoutPlaces(result.value));
      }
    }
    expect(count).toBeGreaterThan(1000);
  });
});
