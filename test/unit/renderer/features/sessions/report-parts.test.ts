// A run report as it was stored, taken apart; nothing of it is hidden.
import { expect, test } from 'vitest';
import { valueOfJson } from '../../../../../src/contract/value-of-json.ts';
import { reportParts } from '../../../../../src/renderer/features/sessions/report/report-parts.ts';
import { runReport } from '../../../../support/systems/omnirt.ts';

const report = {
  ...runReport('j-1', '5433e0f1d2c3b4a5968778695a4b3c2d', 1_782_000_000_000),
  error: 'out of memory',
  novel: 7,
};

test('a report is taken apart, milliseconds and MiB as it says them, and what is new stays visible', () => {
  const parts = reportParts([
    { key: 'state', value: 'failed' },
    { key: 'omnirt.run_report', value: valueOfJson(report) },
  ]);
  expect(parts).toMatchObject({
    state: 'failed',
    error: 'out of memory',
    queueMillis: 5.25,
    peakMemory: 7421.5,
    cacheHits: ['text_embedding'],
    placement: [
      ['unet', 'cuda:0'],
      ['vae', 'cpu'],
    ],
    batch: 'size 2, group b-7',
    modules: [
      {
        module: 'unet',
        attempts: [
          { level: 'compile', ok: false, selected: false, reason: 'graph break in attention' },
          { level: 'eager', ok: true, selected: true, reason: '' },
        ],
      },
    ],
  });
  expect(parts?.timings).toEqual([
    { stage: 'prepare_conditions', millis: 61.4 },
    { stage: 'denoise_loop', millis: 488.1 },
    { stage: 'decode', millis: 80.2 },
    { stage: 'export', millis: 12.5 },
  ]);
  expect(parts?.others.map(({ key }) => key)).toEqual(['enqueued_at_ms', 'schema_version', 'novel']);
});

test('an event without a report has none, and one that says nothing is told as such', () => {
  expect(reportParts([{ key: 'state', value: 'failed' }])).toBeUndefined();
  expect(reportParts([{ key: 'omnirt.run_report', value: {} }])).toMatchObject({
    timings: [],
    peakMemory: undefined,
    batch: '',
  });
});
