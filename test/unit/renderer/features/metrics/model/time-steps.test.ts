import { expect, it } from 'vitest';
import {
  promDuration,
  selectorOf,
} from '../../../../../../src/renderer/features/metrics/model/distribution-queries.ts';
import { automaticStep, evaluations } from '../../../../../../src/renderer/features/metrics/model/time-steps.ts';

it('takes a round step, not below the spacing nor finer than the chart', () => {
  expect(automaticStep(900_000, 1000, 0)).toBe(1000);
  expect(automaticStep(900_000, 800, 0)).toBe(2000);
  expect(automaticStep(900_000, 1000, 15_000)).toBe(15_000);
  expect([1018, 14_700, 7300, 130].map((spacing) => automaticStep(60_000, 1000, spacing))).toEqual([
    1000, 15_000, 8000, 130,
  ]);
  expect(automaticStep(7 * 86_400_000, 1000, 1000)).toBe(15 * 60_000);
  expect(automaticStep(400 * 86_400_000, 100, 1000)).toBe(4 * 86_400_000);
});

it('evaluates at whole steps inside of the range', () => {
  expect(evaluations(1001, 5999, 1000)).toEqual({ start: 2000, end: 5000, step: 1000 });
  expect(evaluations(5100, 5900, 1000)).toEqual({ start: 5000, end: 5000, step: 1000 });
  const { start, end, step } = evaluations(0, 86_400_000, 100);
  expect((end - start) / step).toBeLessThanOrEqual(11_000);
});

it('writes durations and names as PromQL does', () => {
  expect([90_000, 1500, 86_400_000, 0].map(promDuration)).toEqual(['1m30s', '1s500ms', '1d', '1ms']);
  expect(['up', 'a.b', 'x"y'].map(selectorOf)).toEqual(['up', '{"a.b"}', '{"x\\"y"}']);
});
