import { expect, it } from 'vitest';
import { SpanMark } from '../../../../../src/contract/traces.ts';
import { SpanIndex } from '../../../../../src/renderer/draw/waterfall/span-index.ts';
import { spanState } from '../../../../../src/renderer/draw/waterfall/span-state.ts';
import { traceOf, type SyntheticSpan } from './synthetic-trace.ts';

function statesOf(spans: readonly SyntheticSpan[]): string[] {
  const columns = traceOf(spans);
  const index = new SpanIndex(columns.spanIds, columns.rows);
  return spans.map((_, row) => spanState(columns, index, row));
}
const { unfinished, duplicate } = SpanMark;

it('says running only of what its sender said began', () => {
  expect(
    statesOf([
      { parent: -1, offset: 0, length: 100, missing: true },
      { parent: 0, offset: 0, length: 100 },
      { parent: 1, offset: 10, length: 0, marks: unfinished },
      { parent: 1, offset: 20, length: 0 },
    ]),
  ).toEqual(['missing', 'ended', 'running', 'ended']);
});

it('takes a start signal for what it is once its span has ended', () => {
  expect(
    statesOf([
      { parent: -1, offset: 0, length: 100 },
      { parent: 0, offset: 0, length: 0, marks: unfinished },
      { parent: 0, offset: 10, length: 0, marks: unfinished },
    ]),
  ).toEqual(['ended', 'started', 'running']);
  expect(
    statesOf([
      { parent: -1, offset: 0, length: 0, id: 7, marks: unfinished | duplicate },
      { parent: -1, offset: 0, length: 50, id: 7, marks: duplicate },
      { parent: -1, offset: 60, length: 0, id: 8, marks: unfinished | duplicate },
      { parent: -1, offset: 60, length: 0, id: 8, marks: unfinished | duplicate },
    ]),
  ).toEqual(['started', 'ended', 'running', 'running']);
});
