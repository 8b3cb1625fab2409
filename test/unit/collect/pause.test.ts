import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { pause } from '../../../src/main/collect/pause.ts';

test('pauses end by time or by the signal, and leave nothing on it', async () => {
  const stopping = new AbortController();
  const { signal } = stopping;
  for (let i = 0; i < 3; i++) await pause(1, signal);
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  const long = pause(3_600_000, signal);
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  stopping.abort();
  await long;
  await pause(3_600_000, signal);
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});
