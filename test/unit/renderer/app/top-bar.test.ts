// What the bar says about incoming data, and where its run selector leads.
import { describe, expect, test } from 'vitest';
import { runId } from '../../../../src/contract/ids.ts';
import { noTotals, type Endpoints, type IngestTotals } from '../../../../src/contract/ingest.ts';
import { unixNanosOfMillis } from '../../../../src/contract/time.ts';
import { hrefForRun } from '../../../../src/renderer/app/href-for-run.ts';
import { receivingState } from '../../../../src/renderer/app/receiving-state.ts';

const listening = (port: number) => ({ kind: 'listening', host: '127.0.0.1', port }) as const;
const taken = (port: number) => ({ kind: 'taken', host: '127.0.0.1', port, owner: undefined, reason: '' }) as const;
const open: Endpoints = { grpc: listening(4317), http: listening(4318), free: undefined };
const at = (millis: number): IngestTotals => ({ ...noTotals, requests: 1, lastAt: unixNanosOfMillis(millis) });

describe('receivingState', () => {
  test.each([
    ['nothing yet', open, noTotals, 0, 'listening', 'Listening on :4317 :4318'],
    ['fresh', open, at(90_000), 0, 'receiving', 'Receiving'],
    ['fresh and many', open, at(99_000), 1234, 'receiving', 'Receiving 1.2k/s'],
    ['old', open, at(40_000), 0, 'quiet', 'Last data 1 min ago'],
    ['one port taken', { ...open, grpc: taken(4317) }, at(99_000), 5, 'taken', 'Port 4317 taken'],
    [
      'both taken',
      { ...open, grpc: taken(4317), http: taken(4318) },
      noTotals,
      0,
      'taken',
      'Ports 4317 and 4318 taken',
    ],
    ['one off', { ...open, grpc: { kind: 'off' } }, noTotals, 0, 'listening', 'Listening on :4318'],
    [
      'the worker is down',
      { ...open, grpc: { kind: 'off' }, http: { kind: 'down', reason: 'restarting' } },
      at(99_000),
      5,
      'off',
      'Receiving is restarting',
    ],
    ['both off', { ...open, grpc: { kind: 'off' }, http: { kind: 'off' } }, noTotals, 0, 'off', 'Not listening'],
  ] as const)('%s', (_, endpoints, totals, rate, kind, text) => {
    expect(receivingState(endpoints, totals, 100_000, rate)).toEqual({ kind, text });
  });
});

describe('hrefForRun', () => {
  const placeOf = (link: string) => {
    const url = new URL(link, 'http://here');
    return { path: url.pathname, search: url.searchParams };
  };
  const run = runId('r2');

  test.each([
    ['/traces?where=service+%3D+a&from=2025-11-21T03:44:32Z&run=r1', '/traces?where=service+%3D+a&run=r2'],
    ['/traces/4bf92f3577b34da6a3ce929d0e0e4736?span=00f067aa0ba902b7&run=r1', '/traces?run=r2'],
    ['/runs?run=r1', '/runs?run=r2'],
  ])('%s', (from, to) => {
    expect(hrefForRun(placeOf(from), run)).toBe(to);
  });

  test('the live run needs no name', () => {
    expect(hrefForRun(placeOf('/traces?where=x&run=r1'), undefined)).toBe('/traces?where=x');
  });
});
