// One collector, kept alive: started, tried again with pauses that double from a second to half a minute, stopped cleanly.
// Counts what it stores, and tells its status.
import type { Collector, CollectorStatus } from '../../contract/collectors.ts';
import type { RecordGroup } from '../../contract/otlp-records.ts';
import type { ProblemReport } from '../../contract/problems.ts';
import type { UnixNanos } from '../../contract/time.ts';
import { CollectFailure, type Collect } from './collector.ts';
import type { KeptPlace } from './kept-places.ts';
import { RecentRate } from './recent-rate.ts';

export interface SuperviseParts {
  /** Answers how many of the records were stored, and why others were not. */
  readonly store: (groups: readonly RecordGroup[], source: string) => Promise<Stored>;
  readonly report: (problem: ProblemReport) => void;
  readonly now: () => UnixNanos;
  /** The status is another one. */
  readonly onStatus: () => void;
}

export interface Stored {
  readonly stored: number;
  readonly lost: number;
  readonly why: string;
}

export interface Supervised {
  readonly status: CollectorStatus;
  /** Does not wait for the next turn. */
  retry(): void;
  /** Resolves when nothing more will be stored. */
  stop(): Promise<void>;
}

const shortestPause = 1000;
const longestPause = 30_000;

export function supervise<C extends Collector>(
  collector: C,
  collect: Collect<C['kind']>,
  { store, report, now, onStatus, place }: SuperviseParts & { readonly place: KeptPlace },
  memory: Map<string, unknown> = new Map(),
): Supervised {
  const stopping = new AbortController();
  const rate = new RecentRate();
  let pause = shortestPause;
  let wake: () => void = () => undefined;
  let status: CollectorStatus = firstStatus(collector, 'connecting', millis());

  function millis(): number {
    return Number(now() / 1_000_000n);
  }

  function update(change: Partial<CollectorStatus>): void {
    const moved = change.state !== undefined && change.state !== status.state;
    status = { ...status, ...change, ...(moved ? { since: millis() } : {}) };
    onStatus();
  }

  async function emit(groups: readonly RecordGroup[]): Promise<void> {
    const { stored, lost, why } = await store(groups, collector.name);
    rate.add(millis(), stored);
    update({ records: status.records + stored, lastAt: stored > 0 ? millis() : status.lastAt });
    if (lost > 0) tellLost(lost, why);
  }

  function tellLost(count: number, why: string): void {
    update({ lost: status.lost + count });
    report({
      code: 'collect-lost',
      severity: 'warning',
      subject: collector.name,
      message: `${count === 1 ? '1 item is' : `${count} items are`} missing: ${why}`,
    });
  }

  async function once(): Promise<'again' | 'finished'> {
    update({ state: 'connecting', nextAt: 0 });
    return collect({
      collector: collector as never,
      emit,
      connected(facts = []) {
        pause = shortestPause;
        update({ state: 'live', failure: undefined, facts });
      },
      note: (note) => update({ note }),
      lost: tellLost,
      now,
      signal: stopping.signal,
      memory,
      place,
    });
  }

  function failed(error: unknown): void {
    const failure =
      error instanceof CollectFailure
        ? { reason: error.reason, advice: error.advice }
        : { reason: error instanceof Error ? error.message : String(error), advice: '' };
    if (error instanceof CollectFailure ? error.lasting : false) pause = longestPause;
    // Once for each time that it goes down, not for each attempt.
    if (status.failure?.reason !== failure.reason)
      report({
        code: 'collect-failed',
        severity: 'warning',
        subject: collector.name,
        message: `${failure.reason}.${failure.advice === '' ? '' : ` ${failure.advice}`}`,
      });
    update({ failure, failures: status.failures + 1 });
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        if ((await once()) === 'finished') return update({ state: 'ended' });
      } catch (error) {
        if (stopping.signal.aborted) return;
        failed(error);
      }
      if (stopping.signal.aborted) return;
      update({ state: 'waiting', nextAt: millis() + pause });
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pause);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      pause = Math.min(longestPause, pause * 2);
    }
  }

  const running = run();
  return {
    get status() {
      return { ...status, perSecond: rate.perSecond(millis()) };
    },
    retry() {
      pause = shortestPause;
      wake();
    },
    async stop() {
      stopping.abort();
      wake();
      await running;
    },
  };
}

export function firstStatus({ id }: Collector, state: CollectorStatus['state'], since: number): CollectorStatus {
  return {
    id,
    state,
    since,
    nextAt: 0,
    lastAt: 0,
    records: 0,
    perSecond: 0,
    lost: 0,
    failures: 0,
    failure: undefined,
    note: '',
    facts: [],
  };
}
