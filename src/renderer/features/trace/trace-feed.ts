// Keeps the columns of one trace fresh: one request at a time, again only after the trace's version moved, and the
// larger the trace the more rarely. No React; use-trace.ts shows its state.
import type { ContractError } from '../../../contract/errors.ts';
import type { TraceColumns } from '../../../contract/traces.ts';

export interface FeedState {
  /** The newest columns; they stay while a later request fails. */
  readonly columns: TraceColumns | undefined;
  /** How the last request failed. */
  readonly error: ContractError | undefined;
  readonly loading: boolean;
  /** Spans that the last change added, and how many changes there were: shown as a short flash. */
  readonly added: number;
  readonly changes: number;
}

export interface FeedHost {
  fetch(signal: AbortSignal): Promise<TraceColumns>;
  /** Milliseconds. */
  now(): number;
  /** Calls once after the delay; the answer cancels. */
  after(millis: number, run: () => void): () => void;
}

/** Least time between the ends of one fetch and the start of the next: 300 ms, or 2 s for 100,000 rows. */
export function paceOf(rows: number): number {
  return Math.max(300, Math.min(5000, rows / 50));
}

export class TraceFeed {
  #state: FeedState = { columns: undefined, error: undefined, loading: false, added: 0, changes: 0 };
  readonly #host: FeedHost;
  readonly #listeners = new Set<() => void>();
  #abort: AbortController | undefined;
  #cancelWait: (() => void) | undefined;
  #fetchedVersion: number | undefined;
  #wantedVersion: number | undefined;
  #endedAt = Number.NEGATIVE_INFINITY;
  #stopped = false;

  constructor(host: FeedHost) {
    this.#host = host;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): FeedState => this.#state;

  start(): void {
    this.#stopped = false;
    if (this.#abort === undefined) this.#fetch();
  }

  stop(): void {
    this.#stopped = true;
    this.#abort?.abort();
    this.#abort = undefined;
    this.#cancelWait?.();
    this.#cancelWait = undefined;
  }

  /** Asks again at once, as after an error. */
  retry(): void {
    this.#cancelWait?.();
    this.#cancelWait = undefined;
    if (this.#abort === undefined) this.#fetch();
  }

  /** The engine's version of the trace, as last heard. The first one heard during the first fetch belongs to it. */
  heard(version: number): void {
    this.#wantedVersion = version;
    if (this.#fetchedVersion === undefined && this.#abort !== undefined) this.#fetchedVersion = version;
    this.#plan();
  }

  #plan(): void {
    if (this.#stopped || this.#abort !== undefined || this.#cancelWait !== undefined) return;
    if (this.#wantedVersion === undefined || this.#wantedVersion === this.#fetchedVersion) return;
    const rest = this.#endedAt + paceOf(this.#state.columns?.rows ?? 0) - this.#host.now();
    this.#cancelWait = this.#host.after(Math.max(0, rest), () => {
      this.#cancelWait = undefined;
      this.#fetch();
    });
  }

  #fetch(): void {
    const abort = new AbortController();
    this.#abort = abort;
    this.#fetchedVersion = this.#wantedVersion;
    this.#become({ ...this.#state, loading: true });
    this.#host.fetch(abort.signal).then(
      (columns) =>
        this.#done(abort, (before) => ({
          columns,
          error: undefined,
          loading: false,
          added: before.columns === undefined ? 0 : columns.spans - before.columns.spans,
          changes: before.changes + 1,
        })),
      (error: ContractError) => this.#done(abort, (before) => ({ ...before, error, loading: false })),
    );
  }

  #done(abort: AbortController, next: (before: FeedState) => FeedState): void {
    if (this.#abort !== abort) return;
    this.#abort = undefined;
    this.#endedAt = this.#host.now();
    this.#become(next(this.#state));
    this.#plan();
  }

  #become(state: FeedState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
