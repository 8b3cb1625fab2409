import { expect, test } from 'vitest';
import { unixNanos } from '../../../../src/contract/time.ts';
import { createLineReader } from '../../../../src/main/decode/log-lines/line-reader.ts';
import { kronkBanner, kronkRequestLines, kronkServerLine } from '../../../support/systems/kronk-logs.ts';

const uuid = '0d9e1c1e-6b1f-4f6a-9a67-2f6f31c1f7aa';
const hex = '4bf92f3577b34da6a3ce929d0e0e4736';

function read(text: string) {
  const reader = createLineReader('auto');
  const observed = unixNanos(1_790_000_000_000_000_000n);
  const items = text.split('\n').flatMap((line) => reader.read(line, { observed }) ?? []);
  return [...items, ...[reader.end() ?? []].flat()];
}

test('stages are events with what they took and why they failed; the UUID joins, an id links, zeros do neither', () => {
  const began = 1_790_000_000_000;
  const items = read(
    [kronkBanner, kronkServerLine(began, 'startup'), ...kronkRequestLines(began, 'chatcmpl-1', uuid, 'error')].join(
      '\n',
    ),
  );
  const events = items.filter(({ eventName }) => eventName !== '');
  expect(events.map(({ eventName }) => eventName)).toEqual([
    'admit-request.started',
    'admit-request.complete',
    'prepare-model-work.started',
    'prepare-model-work.complete',
    'schedule-job.started',
    'schedule-job.queued',
    'schedule-job.complete',
    'execute-in-slot.started',
    'execute-in-slot.error',
  ]);
  expect(events.at(-1)).toMatchObject({
    time: BigInt(began + 1265) * 1_000_000n + 456_789n,
    severity: 9,
    body: 'execute-in-slot error after 1.2s: decode: failed to find a memory slot',
    traceId: undefined,
  });
  const joins = items.map(({ attributes }) => attributes.find(({ key }) => key === 'kronk.trace_id')?.value);
  expect(joins.filter((value) => value === uuid)).toHaveLength(11);
  expect(items.find(({ body }) => body === 'startup')).toMatchObject({ traceId: undefined, eventName: '' });
  expect(joins.filter((value) => value !== uuid && value !== undefined)).toEqual([]);
  expect(items.some(({ body }) => String(body).includes('KRONK 1.31.9'))).toBe(true);
  expect(items.some(({ body }) => String(body).startsWith('llama_model_loader'))).toBe(true);

  const linked = read(kronkRequestLines(began, 'chatcmpl-2', hex).join('\n'));
  expect(linked.filter(({ traceId }) => traceId === hex)).toHaveLength(11);
  expect(linked.some(({ attributes }) => attributes.some(({ key }) => key === 'kronk.trace_id'))).toBe(false);
});
