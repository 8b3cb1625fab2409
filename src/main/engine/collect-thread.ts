// The engine's end of the collect worker: started with the first source, ended with the last. A worker that dies is started
// again with back-off, and the Problems view is told.
import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Collector, CollectorStatus, CollectorTrial } from '../../contract/collectors.ts';
import { ContractError } from '../../contract/errors.ts';
import type { Payload, Receipt } from '../../contract/ingest.ts';
import {
  captureTrouble,
  type CapturedProfile,
  type CaptureOrder,
  type CaptureStatus,
} from '../../contract/profiles/captures.ts';
import type { ProblemReport } from '../../contract/problems.ts';
import type { FetchedProfile } from '../collect/captures/capture.ts';
import { unixNanosOfMillis, type UnixNanos } from '../../contract/time.ts';
import type { CollectData, FromCollect, StoredProfile, ToCollect } from './collect-messages.ts';
import type { KeptCaptures } from './kept-captures.ts';
import { workerUrl } from './program-files.ts';

export interface CollectThread {
  use(collectors: readonly Collector[]): void;
  readonly statuses: readonly CollectorStatus[];
  retry(id: string): void;
  /** Never rejects. */
  try(collector: Collector): Promise<CollectorTrial>;
  /** Throws ContractError `bad-request` for an order that cannot be carried out. */
  capture(order: CaptureOrder): Promise<CaptureStatus>;
  /** Goes on with the repeated captures of the engine before. */
  resumeCaptures(): Promise<void>;
  readonly captures: readonly CaptureStatus[];
  cancelCapture(id: string): void;
  clearCaptures(): void;
  /** Stops what runs; the worker is ended by force after `patience` milliseconds. */
  close(patience: number): Promise<void>;
}

export interface CollectThreadParts {
  /** For what collectors remember over a restart; made when needed. */
  readonly folder: string;
  readonly kept: KeptCaptures;
  /** Puts a request into the live run. */
  readonly store: (payload: Payload) => Promise<Receipt>;
  /** Puts a profile that was fetched into the live run; rejects with words when that is not possible. */
  readonly storeProfile: (profile: FetchedProfile, signal: AbortSignal) => Promise<CapturedProfile>;
  readonly report: (problem: ProblemReport) => void;
  readonly onCaptures: () => void;
  readonly onStatus: () => void;
}

const heapLimits = { maxYoungGenerationSizeMb: 24, maxOldGenerationSizeMb: 192 } as const;
const backOffMillis: readonly number[] = [500, 2000, 5000, 10_000, 30_000];
const stableMillis = 60_000;

export function createCollectThread({
  folder,
  kept,
  store,
  storeProfile,
  report,
  onCaptures,
  onStatus,
}: CollectThreadParts): CollectThread {
  const trials = new Map<number, (outcome: CollectorTrial) => void>();
  let wanted: readonly Collector[] = [];
  let statuses: readonly CollectorStatus[] = [];
  let captures: readonly CaptureStatus[] = [];
  const storing = new Map<number, AbortController>();
  const begunCaptures = new Map<string, (status: CaptureStatus) => void>();
  let worker: Worker | undefined;
  let retry: NodeJS.Timeout | undefined;
  let onClosed: () => void = () => undefined;
  let closing = false;
  let deaths = 0;
  let nextTrial = 1;
  const engine = randomUUID();
  let brokenOffAt: UnixNanos | undefined;
  let nextCapture = 1;

  function tell(message: ToCollect): void {
    worker?.postMessage(message);
  }

  function begin(): Worker {
    const began = Date.now();
    const begun = new Worker(workerUrl('collect-worker'), {
      name: 'otterscope-collect',
      resourceLimits: heapLimits,
      workerData: { folder, life: { engine, brokenOffAt } } satisfies CollectData,
    });
    let reason = 'it ended';
    begun.on('message', (message: FromCollect) => take(begun, message));
    begun.on('error', (cause: Error) => {
      reason = cause.message;
    });
    begun.on('exit', () => {
      if (worker === begun) worker = undefined;
      for (const settle of trials.values())
        settle({ kind: 'failed', reason: `the collect worker stopped: ${reason}`, advice: 'Try again.' });
      trials.clear();
      onClosed();
      if (!closing) died(reason, Date.now() - began);
    });
    begun.postMessage({ kind: 'use', collectors: wanted } satisfies ToCollect);
    return begun;
  }

  function take(from: Worker, message: FromCollect): void {
    switch (message.kind) {
      case 'statuses':
        ({ statuses } = message);
        return onStatus();
      case 'captures':
        return useCaptures(message.captures);
      case 'profile':
        void keep(from, message.request, message.profile);
        return;
      case 'profileCancelled':
        storing.get(message.request)?.abort();
        return;
      case 'trial':
        trials.get(message.trial)?.(message.outcome);
        trials.delete(message.trial);
        return;
      case 'problem':
        return report(message.problem);
      case 'request':
        void answer(from, message.request, message.payload);
        return;
      case 'closed':
        return onClosed();
    }
  }

  async function answer(to: Worker, request: number, payload: Payload): Promise<void> {
    const receipt = await store(payload).catch((error: unknown): Receipt => ({
      kind: 'busy',
      retryAfterMillis: 500,
      reason: error instanceof Error ? error.message : String(error),
    }));
    to.postMessage({ kind: 'receipt', request, receipt } satisfies ToCollect);
  }

  async function keep(to: Worker, request: number, profile: FetchedProfile): Promise<void> {
    const cancelling = new AbortController();
    storing.set(request, cancelling);
    const stored = await storeProfile(profile, cancelling.signal).then(
      (captured): StoredProfile => ({ kind: 'stored', ...captured }),
      (error: unknown): StoredProfile => ({
        kind: 'failed',
        why: error instanceof Error ? error.message : String(error),
      }),
    );
    // A worker that was begun anew counts its requests anew.
    if (storing.get(request) === cancelling) storing.delete(request);
    to.postMessage({ kind: 'profileStored', request, stored } satisfies ToCollect);
  }

  function useCaptures(next: readonly CaptureStatus[]): void {
    captures = next;
    for (const status of next) {
      begunCaptures.get(status.id)?.(status);
      begunCaptures.delete(status.id);
    }
    onCaptures();
  }

  function died(reason: string, lived: number): void {
    deaths = lived > stableMillis ? 1 : deaths + 1;
    const wait = backOffMillis[Math.min(deaths, backOffMillis.length) - 1] ?? 0;
    brokenOffAt = unixNanosOfMillis(Date.now());
    statuses = [];
    onStatus();
    useCaptures(
      captures.map((one) => {
        if (one.endedAt !== undefined) return one;
        return kept.orders.has(one.id) ? interrupted(one, reason, Date.now() + wait) : brokenOff(one, reason);
      }),
    );
    report({
      code: 'engine-restarted',
      severity: 'error',
      subject: 'collect',
      message: `Fetching from sources stopped (${reason}) and starts again in ${wait / 1000} s.`,
    });
    retry = setTimeout(() => {
      if (wanted.length > 0 || kept.orders.size > 0) worker ??= begin();
      for (const [id, order] of kept.orders) tell({ kind: 'capture', id, order });
    }, wait);
  }

  function capture(order: CaptureOrder): Promise<CaptureStatus> {
    const trouble = captureTrouble(order);
    if (trouble !== undefined) throw new ContractError('bad-request', trouble);
    worker ??= begin();
    const id = String(nextCapture++);
    if (order.everySeconds > 0) kept.set(id, order);
    return new Promise((resolve) => {
      begunCaptures.set(id, resolve);
      tell({ kind: 'capture', id, order });
    });
  }

  return {
    use(collectors) {
      wanted = collectors;
      if (worker !== undefined) return tell({ kind: 'use', collectors });
      if (collectors.length > 0 && !closing) worker = begin();
    },
    get statuses() {
      return statuses;
    },
    retry: (id) => tell({ kind: 'retry', id }),
    try(collector) {
      worker ??= begin();
      const trial = nextTrial++;
      return new Promise((resolve) => {
        trials.set(trial, resolve);
        tell({ kind: 'try', trial, collector });
      });
    },
    capture,
    async resumeCaptures() {
      for (const order of await kept.read()) {
        if (closing) return;
        if (captureTrouble(order) === undefined) void capture(order);
      }
    },
    get captures() {
      return captures;
    },
    cancelCapture(id) {
      kept.delete(id);
      // Between two lives of the worker there is nobody to cancel it.
      if (worker === undefined)
        useCaptures(captures.map((one) => (one.id === id ? { ...one, state: 'cancelled', endedAt: Date.now() } : one)));
      tell({ kind: 'cancelCapture', id });
    },
    clearCaptures() {
      useCaptures(captures.filter(({ endedAt }) => endedAt === undefined));
      tell({ kind: 'clearCaptures' });
    },
    async close(patience) {
      closing = true;
      clearTimeout(retry);
      const target = worker;
      if (target === undefined) return;
      const closed = new Promise<void>((resolve) => {
        onClosed = resolve;
      });
      const timer = setTimeout(() => onClosed(), patience);
      tell({ kind: 'close' });
      await closed;
      clearTimeout(timer);
      await target.terminate();
    },
  };
}

/** Of one that goes on when the worker does. */
function interrupted(status: CaptureStatus, reason: string, nextAt: number): CaptureStatus {
  return {
    ...status,
    state: 'pausing',
    nextAt,
    failure: { reason: `the collect worker stopped: ${reason}`, advice: '' },
  };
}

function brokenOff(status: CaptureStatus, reason: string): CaptureStatus {
  return {
    ...status,
    state: 'failed',
    endedAt: Date.now(),
    failure: { reason: `the collect worker stopped: ${reason}`, advice: 'Start it again.' },
  };
}
