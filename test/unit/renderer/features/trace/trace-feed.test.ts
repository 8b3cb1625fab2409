import { describe, expect, it } from 'vitest';
import { ContractError } from '../../../../../src/contract/errors.ts';
import type { TraceColumns } from '../../../../../src/contract/traces.ts';
import { paceOf, TraceFeed } from '../../../../../src/renderer/features/trace/trace-feed.ts';
import { traceOf } from '../../draw/waterfall/synthetic-trace.ts';

const columnsOf = (spans: number): TraceColumns =>
  traceOf(Array.from({ length: spans }, () => ({ parent: -1, offset: 0, length: 1 })));

/** A host whose clock and answers the test moves by hand. */
function host() {
  let now = 0;
  const timers = new Set<{ at: number; run: () => void }>();
  const calls: { resolve: (columns: TraceColumns) => void; reject: (error: Error) => void; signal: AbortSignal }[] = [];
  const feed = new TraceFeed({
    fetch: (signal) => new Promise((resolve, reject) => calls.push({ resolve, reject, signal })),
    now: () => now,
    after(millis, run) {
      const timer = { at: now + millis, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  });
  const settle = async (): Promise<void> => {
    await Promise.resolve();
    await Promise.resolve();
  };
  return {
    feed,
    calls,
    answer: async (spans: number): Promise<void> => {
      calls.at(-1)?.resolve(columnsOf(spans));
      await settle();
    },
    fail: async (error: Error): Promise<void> => {
      calls.at(-1)?.reject(error);
      await settle();
    },
    pass(millis: number): void {
      now += millis;
      for (const timer of timers) {
        if (timer.at > now) continue;
        timers.delete(timer);
        timer.run();
      }
    },
  };
}

describe('TraceFeed', () => {
  it('asks once, and not again for the version that came with the answer', async () => {
    const { feed, calls, answer, pass } = host();
    feed.start();
    feed.heard(4);
    await answer(10);
    feed.heard(4);
    pass(60_000);
    expect(calls).toHaveLength(1);
    expect(feed.read()).toMatchObject({ loading: false, added: 0, changes: 1 });
  });

  it('asks again after a new version, but not sooner than the pace', async () => {
    const { feed, calls, answer, pass } = host();
    feed.start();
    feed.heard(1);
    await answer(10);
    feed.heard(2);
    pass(299);
    expect(calls).toHaveLength(1);
    pass(1);
    expect(calls).toHaveLength(2);
    await answer(13);
    expect(feed.read().added).toBe(3);
  });

  it('has one request under way and catches up with the newest version afterwards', async () => {
    const { feed, calls, answer, pass } = host();
    feed.start();
    feed.heard(1);
    await answer(1);
    feed.heard(2);
    pass(300);
    feed.heard(3);
    feed.heard(4);
    pass(60_000);
    expect(calls).toHaveLength(2);
    await answer(2);
    pass(300);
    expect(calls).toHaveLength(3);
    await answer(3);
    pass(60_000);
    expect(calls).toHaveLength(3);
  });

  it('keeps what it has when a refresh fails, and tries again with the next version', async () => {
    const { feed, calls, answer, fail, pass } = host();
    feed.start();
    feed.heard(1);
    await answer(5);
    feed.heard(2);
    pass(300);
    await fail(new ContractError('busy', 'later'));
    expect(feed.read().columns?.spans).toBe(5);
    expect(feed.read().error?.code).toBe('busy');
    feed.heard(3);
    pass(300);
    await answer(6);
    expect(calls).toHaveLength(3);
    expect(feed.read().error).toBeUndefined();
  });

  it('finds a trace that arrives after the page', async () => {
    const { feed, answer, fail, pass } = host();
    feed.start();
    feed.heard(0);
    await fail(new ContractError('not-found', 'no such trace'));
    expect(feed.read().columns).toBeUndefined();
    feed.heard(1);
    pass(300);
    await answer(2);
    expect(feed.read().columns?.spans).toBe(2);
  });

  it('stops: aborts, forgets timers, ignores late answers, and can start anew', async () => {
    const { feed, calls, pass, answer } = host();
    feed.start();
    feed.stop();
    expect(calls[0]?.signal.aborted).toBe(true);
    calls[0]?.resolve(columnsOf(1));
    await Promise.resolve();
    expect(feed.read().columns).toBeUndefined();
    feed.heard(9);
    pass(60_000);
    expect(calls).toHaveLength(1);
    feed.start();
    await answer(2);
    expect(feed.read().columns?.spans).toBe(2);
  });

  it('goes slower with larger traces', () => {
    expect(paceOf(10)).toBe(300);
    expect(paceOf(100_000)).toBe(2000);
    expect(paceOf(10_000_000)).toBe(5000);
  });
});
