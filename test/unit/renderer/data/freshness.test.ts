import { QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { runId } from '../../../../src/contract/ids.ts';
import { atMostEvery, keepFresh } from '../../../../src/renderer/data/freshness.ts';
import { answerKey, hashKey, isAbout } from '../../../../src/renderer/data/keys.ts';
import { createQueryClient } from '../../../../src/renderer/data/query-client.ts';
import { engineKit, handTimers, settle } from './engine-kit.ts';

test('a notice asks again what is shown, and only that', async () => {
  const asked: string[] = [];
  const kit = engineKit(async (method: string) => {
    asked.push(method);
    return [];
  });
  const queries = createQueryClient();
  const stop = keepFresh(kit.client, queries, kit.timers);
  const observe = (method: 'problems.list' | 'runs.list') =>
    new QueryObserver(queries, {
      queryKey: answerKey(method, {}),
      queryFn: () => kit.client.call(method, {}),
    }).subscribe(() => undefined);
  const leaveProblems = observe('problems.list');
  const leaveRuns = observe('runs.list');
  await settle();
  kit.timers.advance(2000);
  await settle();
  asked.length = 0;

  kit.live.touch('problems');
  kit.engineClock.turn(1000);
  await settle();
  expect(asked).toEqual(['problems.list']);

  leaveRuns();
  kit.live.touch('runs');
  kit.engineClock.turn(1000);
  await settle();
  expect(asked).toEqual(['problems.list']);
  expect(queries.getQueryState(answerKey('runs.list', {}))?.isInvalidated).toBe(true);

  leaveProblems();
  stop();
  queries.clear();
});

test('after a lost connection everything counts as old', async () => {
  const kit = engineKit(async () => []);
  const queries = createQueryClient();
  const stop = keepFresh(kit.client, queries, kit.timers);
  await queries.fetchQuery({ queryKey: answerKey('settings.get', {}), queryFn: () => 'kept' });
  kit.cut();
  await settle();
  kit.timers.advance(300);
  await settle();
  expect(queries.getQueryState(answerKey('settings.get', {}))?.isInvalidated).toBe(true);
  stop();
  queries.clear();
});

test('atMostEvery runs at once, then once per pause, and never loses the last', () => {
  const timers = handTimers();
  let runs = 0;
  const paced = atMostEvery(100, timers, () => (runs += 1));
  paced.call();
  paced.call();
  paced.call();
  expect(runs).toBe(1);
  timers.advance(100);
  expect(runs).toBe(2);
  timers.advance(100);
  expect(runs).toBe(2);
  paced.call();
  expect(runs).toBe(3);
  paced.call();
  paced.stop();
  timers.advance(1000);
  expect(runs).toBe(3);
});

test('keys: the run first, equal for equal requests, bigint and order aside', () => {
  const run = runId('r1');
  const one = answerKey('traces.list', {
    run,
    filter: { where: 'a', from: 5n as never },
    offset: 0,
    limit: 100,
  });
  const other = answerKey('traces.list', {
    limit: 100,
    offset: 0,
    filter: { from: 5n as never, where: 'a', to: undefined },
    run,
  });
  expect(one[0]).toBe('r1');
  expect(answerKey('runs.list', {})[0]).toBe('');
  expect(hashKey(one)).toBe(hashKey(other));
  expect(hashKey(one)).not.toBe(
    hashKey(answerKey('traces.list', { run, filter: { where: 'a', from: 6n as never }, offset: 0, limit: 100 })),
  );
  expect(isAbout('traces.list', 'traces')).toBe(true);
  expect(isAbout('trace.get', 'traces')).toBe(false);
});
