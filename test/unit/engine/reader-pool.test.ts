// Order, fairness, cancelling and death in the reader pool, over threads that answer when they are told to.
import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { ContractError } from '../../../src/contract/errors.ts';
import { runId } from '../../../src/contract/ids.ts';
import { createReaderPool } from '../../../src/main/engine/reader-pool.ts';
import type { Question } from '../../../src/main/engine/reader-messages.ts';
import type { ReaderThread } from '../../../src/main/engine/reader-thread.ts';

interface Asked {
  readonly question: Question;
  readonly signal: AbortSignal | undefined;
  readonly thread: number;
  readonly answer: (value: unknown) => void;
  readonly fail: (error: unknown) => void;
}

function setUp(patienceMillis = 0, ready: Promise<void> = Promise.resolve()) {
  const asked: Asked[] = [];
  const deaths: string[] = [];
  const threads: { readonly die: (reason: string) => void; closed: boolean }[] = [];
  const pool = createReaderPool(
    (reason) => deaths.push(reason),
    (onDeath): ReaderThread => {
      const number = threads.length;
      const state = { die: onDeath, closed: false };
      threads.push(state);
      return {
        ready,
        ask: (question, signal) =>
          new Promise((answer, fail) => asked.push({ question, signal, thread: number, answer, fail })),
        close: () => {
          state.closed = true;
          return Promise.resolve();
        },
      };
    },
    patienceMillis,
  );
  const describeRun = (path: string, signal?: AbortSignal) => pool.ask({ kind: 'describe', path }, signal);
  const search = (path: string, signal?: AbortSignal) =>
    pool.ask({ kind: 'jaeger', runs: [], segments: ['traces'], query: [['path', path]] }, signal);
  const count = (signal?: AbortSignal) =>
    pool.ask(
      {
        kind: 'method',
        method: 'traces.count',
        run: { id: runId('r'), path: 'r' },
        request: { run: runId('r'), filter: {} },
      },
      signal,
    );
  return { pool, asked, deaths, threads, describeRun, search, count };
}

const names = (asked: readonly Asked[]) =>
  asked.map(({ question }) => ('path' in question ? question.path : question.kind));
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the reader pool', () => {
  it('asks two at once and the rest in order', async () => {
    const { pool, asked, describeRun } = setUp();
    const answers = ['a', 'b', 'c', 'd'].map((path) => describeRun(path));
    expect(names(asked)).toEqual(['a', 'b']);
    expect(pool.waiting).toBe(2);
    asked[1]?.answer('B');
    expect(await answers[1]).toBe('B');
    await settled();
    expect(names(asked)).toEqual(['a', 'b', 'c']);
    expect(asked[2]?.thread).toBe(1);
    for (const one of [0, 2]) asked[one]?.answer(one);
    await settled();
    asked[3]?.answer('D');
    expect(await Promise.all(answers)).toEqual([0, 'B', 2, 'D']);
    await pool.close();
  });

  it('starts a second thread for a light question only when the first takes long', async () => {
    vi.useFakeTimers();
    try {
      const { pool, asked, threads, describeRun } = setUp(50);
      const [first, second, third] = [describeRun('a'), describeRun('b'), describeRun('c')];
      expect(names(asked)).toEqual(['a']);
      await vi.advanceTimersByTimeAsync(30);
      asked[0]?.answer(0);
      expect(await first).toBe(0);
      await vi.advanceTimersByTimeAsync(30);
      expect([names(asked), threads.length]).toEqual([['a', 'b'], 1]);
      await vi.advanceTimersByTimeAsync(30);
      expect([names(asked), threads.length]).toEqual([['a', 'b', 'c'], 2]);
      asked[1]?.answer(1);
      asked[2]?.answer(2);
      expect(await Promise.all([second, third])).toEqual([1, 2]);
      await pool.close();
    } finally {
      vi.useRealTimers();
    }
  });

  it('does not count the start of the first thread: a second one would have to start as well', async () => {
    vi.useFakeTimers();
    try {
      const started = Promise.withResolvers<void>();
      const { pool, asked, threads, describeRun } = setUp(50, started.promise);
      const [first, second] = [describeRun('a'), describeRun('b')];
      await vi.advanceTimersByTimeAsync(500);
      expect([names(asked), threads.length]).toEqual([['a'], 1]);
      started.resolve();
      await vi.advanceTimersByTimeAsync(30);
      expect(threads).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(30);
      expect([names(asked), threads.length]).toEqual([['a', 'b'], 2]);
      asked[0]?.answer(0);
      asked[1]?.answer(1);
      expect(await Promise.all([first, second])).toEqual([0, 1]);
      await pool.close();
    } finally {
      vi.useRealTimers();
    }
  });

  it('never lets heavy questions hold both threads', async () => {
    const { pool, asked, describeRun, search } = setUp();
    const heavy = [search('1'), search('2')];
    const light = describeRun('page');
    expect(names(asked)).toEqual(['jaeger', 'page']);
    asked[1]?.answer('shown');
    expect(await light).toBe('shown');
    await settled();
    expect(asked).toHaveLength(2);
    asked[0]?.answer(1);
    await settled();
    asked[2]?.answer(2);
    expect(await Promise.all(heavy)).toEqual([1, 2]);
    await pool.close();
  });

  it('counts a long time of metrics as heavy, a short one not', async () => {
    const { pool, asked } = setUp();
    const query = (span: number) =>
      pool.ask({
        kind: 'method',
        method: 'metrics.query',
        run: { id: runId('r'), path: 'r' },
        request: { run: runId('r'), query: 'up', start: 0, end: span, step: 1000 },
      });
    const day = 86_400_000;
    const answers = [
      query(day),
      query(day),
      pool.ask({
        kind: 'prometheus',
        run: { id: runId('r'), path: 'r' },
        request: { method: 'GET', segments: ['query'], pairs: [] },
      }),
      query(900_000),
    ];
    await settled();
    const spans = asked.map(({ question }) =>
      question.kind === 'method' && 'end' in question.request ? question.request.end : question.kind,
    );
    expect(spans).toEqual([day, 900_000]);
    for (let at = 0; at < answers.length; at++) {
      asked[at]?.answer({ at });
      await settled();
    }
    expect(await Promise.all(answers)).toHaveLength(4);
    await pool.close();
  });

  it('lets a count make way for other heavy questions, and begins it again after them', async () => {
    const { pool, asked, search, count } = setUp();
    const asker = new AbortController();
    const counted = count(asker.signal);
    const found = search('1');
    expect([names(asked), asked[0]?.signal?.aborted]).toEqual([['method'], true]);
    const second = search('2');
    asked[0]?.fail(new ContractError('cancelled', 'given up'));
    await settled();
    asked[1]?.answer(1);
    expect(await found).toBe(1);
    await settled();
    asked[2]?.answer(2);
    expect(await second).toBe(2);
    await settled();
    expect(names(asked)).toEqual(['method', 'jaeger', 'jaeger', 'method']);
    expect(asked[3]?.signal?.aborted).toBe(false);
    asked[3]?.answer({ total: 7 });
    expect(await counted).toEqual({ total: 7 });
    await pool.close();
  });

  it('begins a count only when nothing heavy waits, and drops one that was given up by its asker', async () => {
    const { pool, asked, search, count } = setUp();
    const asker = new AbortController();
    const first = search('1');
    const counted = count(asker.signal);
    const second = search('2');
    asked[0]?.answer(1);
    await first;
    await settled();
    expect(names(asked)).toEqual(['jaeger', 'jaeger']);
    asker.abort();
    await expect(counted).rejects.toMatchObject({ code: 'cancelled' });
    asked[1]?.answer(2);
    await second;
    const again = new AbortController();
    const running = count(again.signal);
    again.abort();
    asked[2]?.fail(new ContractError('cancelled', 'given up'));
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    await settled();
    expect(asked).toHaveLength(3);
    await pool.close();
  });

  it('drops a question that waits when its asker gives up, and tells the thread of one that runs', async () => {
    const { pool, asked, describeRun } = setUp();
    const [running, waiting] = [new AbortController(), new AbortController()];
    const first = describeRun('first', running.signal);
    const second = describeRun('second');
    const third = describeRun('third', waiting.signal);
    waiting.abort();
    await expect(third).rejects.toMatchObject({ code: 'cancelled' });
    running.abort();
    expect(asked[0]?.signal?.aborted).toBe(true);
    asked[0]?.fail(new ContractError('cancelled', 'given up'));
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    asked[1]?.answer(2);
    await second;
    expect(names(asked)).toEqual(['first', 'second']);
    await expect(describeRun('late', waiting.signal)).rejects.toMatchObject({ code: 'cancelled' });
    await pool.close();
  });

  it('starts another thread after a death, and says so', async () => {
    const { pool, asked, deaths, threads, describeRun } = setUp();
    const lost = describeRun('lost');
    threads[0]?.die('out of memory');
    asked[0]?.fail(new ContractError('internal', 'the reader stopped'));
    await expect(lost).rejects.toMatchObject({ code: 'internal' });
    expect(deaths).toEqual(['out of memory']);
    await settled();
    const next = describeRun('next');
    expect(asked[1]?.thread).toBe(1);
    asked[1]?.answer('ok');
    expect(await next).toBe('ok');
    await pool.close();
  });

  it('makes every thread let go of a file before anything that waits', async () => {
    const { pool, asked, describeRun } = setUp();
    const questions = ['a', 'b', 'c'].map((path) => describeRun(path));
    const forgotten = pool.forget('a');
    asked[0]?.answer(0);
    asked[1]?.answer(1);
    await settled();
    expect(asked.slice(2).map(({ question, thread }) => [question.kind, thread])).toEqual([
      ['forget', 0],
      ['forget', 1],
    ]);
    asked[2]?.answer(undefined);
    asked[3]?.answer(undefined);
    await forgotten;
    await settled();
    asked[4]?.answer(2);
    expect(await Promise.all(questions)).toEqual([0, 1, 2]);
    await pool.close();
  });

  it('does not listen any more to the asker of a question that left the queue', async () => {
    const { pool, asked, describeRun } = setUp();
    const { signal } = new AbortController();
    const listeners = () => getEventListeners(signal, 'abort').length;
    const answers = ['a', 'b', 'c', 'd'].map((path) => describeRun(path, signal));
    expect(listeners()).toBe(2);
    asked[0]?.answer('A');
    await settled();
    expect(listeners()).toBe(1);
    const ended = Promise.allSettled(answers.slice(3));
    await pool.close();
    expect((await ended)[0]).toMatchObject({ reason: { code: 'disconnected' } });
    expect(listeners()).toBe(0);
  });

  it('rejects what a closed pool was still to forget, and begins nothing any more', async () => {
    const { pool, asked, describeRun } = setUp();
    const running = describeRun('a');
    const forgotten = pool.forget('a');
    const refused = expect(forgotten).rejects.toMatchObject({ code: 'disconnected' });
    await pool.close();
    await refused;
    asked[0]?.answer('A');
    expect(await running).toBe('A');
    await settled();
    expect(names(asked)).toEqual(['a']);
    await expect(pool.forget('a')).rejects.toMatchObject({ code: 'disconnected' });
  });

  it('refuses when a thousand wait, and what waits when it is closed', async () => {
    const { pool, threads, describeRun } = setUp();
    for (let i = 0; i < 2; i++) void describeRun(String(i));
    const waiting = Array.from({ length: 1000 }, (_, i) => describeRun(String(i)));
    await expect(describeRun('one more')).rejects.toMatchObject({ code: 'busy' });
    const refusals = Promise.allSettled(waiting);
    await pool.close();
    expect(
      (await refusals).every(
        (one) => one.status === 'rejected' && (one.reason as ContractError).code === 'disconnected',
      ),
    ).toBe(true);
    expect(threads.every((one) => one.closed)).toBe(true);
    await expect(describeRun('late')).rejects.toMatchObject({ code: 'disconnected' });
  });
});
