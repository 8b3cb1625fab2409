// One order, carried out in rounds until it is done, cancelled, or has no more rounds. A round that fails does not end a
// series: the pause before the next one grows.
import {
  keptProfiles,
  type CapturedProfile,
  type CaptureOrder,
  type CaptureStatus,
} from '../../../contract/profiles/captures.ts';
import type { UnixNanos } from '../../../contract/time.ts';
import { CollectFailure } from '../collector.ts';
import { connectionHeaders } from '../connection-headers.ts';
import { captureRequests, type CaptureRequest } from './capture-request.ts';
import { fetchProfile } from './fetch-profile.ts';
import { pause } from '../pause.ts';

/** What was fetched, for the run. */
export interface FetchedProfile {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly service: string;
  /** Host and endpoint, e.g. `127.0.0.1:6060/debug/pprof/heap`. */
  readonly source: string;
  readonly startedAt: UnixNanos;
  readonly durationNanos: number;
}

export interface CaptureParts {
  /** Rejects with words when it could not be stored, and when it was cancelled before. */
  readonly store: (profile: FetchedProfile, signal: AbortSignal) => Promise<CapturedProfile>;
  readonly now: () => UnixNanos;
  /** The status is another one. */
  readonly onStatus: () => void;
}

export interface Capture {
  readonly status: CaptureStatus;
  /** Resolves when nothing more will be stored. */
  cancel(): Promise<void>;
}

/** A service that was started anew is soon back in its series; milliseconds. */
const longestPause = 15_000;

export function startCapture(id: string, order: CaptureOrder, { store, now, onStatus }: CaptureParts): Capture {
  const stopping = new AbortController();
  const requests = captureRequests(order.url, order.subject);
  const { url, service, subject, everySeconds } = order;
  let status: CaptureStatus = {
    id,
    order: { url, service, subject, everySeconds },
    state: 'running',
    startedAt: millis(),
    endedAt: undefined,
    roundStartedAt: millis(),
    nextAt: 0,
    expectedMillis: requests.reduce((sum, { expectedMillis }) => sum + expectedMillis, 0),
    bytes: 0,
    failures: 0,
    stored: [],
    storedCount: 0,
    failure: undefined,
  };

  function millis(): number {
    return Number(now() / 1_000_000n);
  }

  function update(change: Partial<CaptureStatus>): void {
    status = { ...status, ...change };
    onStatus();
  }

  async function fetchOne(request: CaptureRequest, before: number): Promise<number> {
    const startedAt = now();
    const bytes = await fetchProfile({
      request,
      subject: subject.kind,
      headers: connectionHeaders(order),
      signal: stopping.signal,
      onBytes: (received) => update({ bytes: before + received }),
    });
    if (stopping.signal.aborted) throw new CollectFailure('it was cancelled');
    const fetched: FetchedProfile = {
      bytes,
      name: request.name,
      service: service || request.url.host,
      source: request.url.host + request.endpoint,
      startedAt,
      durationNanos: request.expectedMillis * 1e6,
    };
    const stored = await store(fetched, stopping.signal);
    update({ stored: [stored, ...status.stored].slice(0, keptProfiles), storedCount: status.storedCount + 1 });
    return before + bytes.length;
  }

  async function round(): Promise<boolean> {
    update({ state: 'running', roundStartedAt: millis(), nextAt: 0, bytes: 0 });
    try {
      let bytes = 0;
      for (const request of requests) bytes = await fetchOne(request, bytes);
      update({ failure: undefined, failures: 0 });
      return true;
    } catch (error) {
      if (stopping.signal.aborted) return false;
      const failure =
        error instanceof CollectFailure
          ? { reason: error.reason, advice: error.advice }
          : { reason: error instanceof Error ? error.message : String(error), advice: '' };
      update({ failure, failures: status.failures + 1 });
      return false;
    }
  }

  async function run(): Promise<void> {
    for (;;) {
      const began = millis();
      const well = await round();
      if (stopping.signal.aborted) return update({ state: 'cancelled', endedAt: millis() });
      if (everySeconds === 0) return update({ state: well ? 'done' : 'failed', endedAt: millis() });
      const wait = Math.min(Math.max(longestPause, everySeconds * 1000), everySeconds * 1000 * 2 ** status.failures);
      const nextAt = Math.max(began + wait, millis());
      update({ state: 'pausing', nextAt });
      await pause(nextAt - millis(), stopping.signal);
      if (stopping.signal.aborted) return update({ state: 'cancelled', endedAt: millis() });
    }
  }

  const running = run();
  return {
    get status() {
      return status;
    },
    async cancel() {
      stopping.abort();
      await running;
    },
  };
}
