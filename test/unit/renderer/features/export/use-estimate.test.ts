// The words for the size of a file that is not written yet.
import { expect, it } from 'vitest';
import { estimateWords } from '../../../../../src/renderer/features/export/use-estimate.ts';

const size = { kind: 'size', about: true, items: 45_001, logs: 1, samples: 0, bytes: 12.3 * 1024 * 1024 } as const;

it('tells bytes and records, and whether they are exact', () => {
  expect(estimateWords({}, size)).toMatch(/^about 12\.3 Mi?B, 45,000 spans and 1 log record$/);
  expect(estimateWords({}, { ...size, about: false, logs: 0, items: 1 })).toMatch(/^12\.3 Mi?B, 1 span$/);
  expect(estimateWords({ table: 'traces' }, { ...size, logs: 0, items: 3 })).toMatch(/, 3 traces$/);
  expect(estimateWords({}, { ...size, samples: 40_000 })).toMatch(/, 5,000 spans, 1 log record and 40,000 samples$/);
});

it('says when there is nothing, or when it cannot be known', () => {
  expect(estimateWords({}, { ...size, items: 0, logs: 0 })).toMatch(/^Nothing fits/);
  expect(estimateWords({}, { kind: 'unknown' })).toMatch(/^Size not known/);
});
