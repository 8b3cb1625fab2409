// The rows of the list as they come: pages in both directions, jumps to far places, and the live tail. Following shows
// what arrives; holding leaves the rows alone and counts. No React; use-log-feed.ts shows its state.
import type { ContractError } from '../../../../contract/errors.ts';
import type { LogKey, LogListAnswer, LogListRequest, LogTailAnswer } from '../../../../contract/logs.ts';
import { unixNanos, type UnixNanos } from '../../../../contract/time.ts';
import { rowsOf, type LogRow } from './log-row.ts';
import { emptyWindow, LogWindow, type Placed } from './log-window.ts';

export interface FeedState {
  readonly kind: 'following' | 'holding' | 'fixed';
  readonly window: LogWindow;
  /** true until the first rows are there. */
  readonly first: boolean;
  readonly loading: boolean;
  readonly error: ContractError | undefined;
  /** Records that match and arrived since the list holds. */
  readonly arrived: number;
  /** Those of them that `window` does not count: it was read before they came. */
  readonly beyond: number;
  /** Records that passed by while following, too many at once to be seen; they are in the list all the same. */
  readonly passed: number;
  /** false: there may be more rows than `window.count`. */
  readonly exact: boolean;
  /** Counts up when the window is another one, not the former one grown: the place to be shown is `landing`. */
  readonly moves: number;
  readonly landing: Landing | undefined;
}

/** Where the view goes: the live end, or a record that comes to the top or the middle of it. */
export type Landing = 'end' | { readonly place: Placed; readonly at: 'top' | 'middle' };

export interface FeedHost {
  list(
    request: Pick<LogListRequest, 'before' | 'after' | 'order' | 'limit'>,
    signal: AbortSignal,
  ): Promise<LogListAnswer>;
  /** undefined for a list that ends at a given time, or of a run that nothing is added to. */
  readonly tail:
    | ((request: { readonly after?: number; readonly limit: number }, signal: AbortSignal) => Promise<LogTailAnswer>)
    | undefined;
  /** About how many records of the selection are older than the time; undefined while nobody knows. */
  indexAt(time: UnixNanos): number | undefined;
  /** The reverse: about when the record with this index was. */
  timeAt(index: number): UnixNanos | undefined;
  /** Calls once after the delay, milliseconds. */
  after(millis: number, run: () => void): void;
  /** Records before this time do not belong here. */
  readonly from: UnixNanos | undefined;
}

const pageSize = 200;
/** More than a screen holds; when more arrive at once, the others are read when somebody scrolls to them. */
const tailLimit = 240;
/** Rest after so many: nobody reads along then, and the window has time for its frames. Milliseconds. */
const floodRest = 150;
/** Loaded rows at most; while following, only the newest ones are kept. */
const keptRows = 8000;
const keptFollowing = 2000;
/** A place farther than this from the loaded rows is jumped to. */
const reach = 3 * pageSize;
/** Questions for one jump to a far place. */
const jumpTries = 12;

/** Records on both sides of a place, ascending. */
interface Stretch {
  readonly rows: readonly LogRow[];
  readonly older: LogListAnswer;
  readonly newer: LogListAnswer;
  readonly total: number;
}

export class LogFeed {
  #state: FeedState;
  readonly #host: FeedHost;
  readonly #listeners = new Set<() => void>();
  #abort = new AbortController();
  #tailing = false;
  #heardMore = false;
  #next: number | undefined;
  /** The window counts what arrived before this record. */
  #countedTo = 0;
  #extending: 'older' | 'newer' | 'jump' | undefined;

  constructor(host: FeedHost) {
    this.#host = host;
    this.#state = {
      kind: host.tail === undefined ? 'fixed' : 'following',
      window: emptyWindow,
      first: true,
      loading: false,
      error: undefined,
      arrived: 0,
      beyond: 0,
      passed: 0,
      exact: false,
      moves: 0,
      landing: undefined,
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): FeedState => this.#state;

  /** Shows the newest records and follows; or, given a place, the records around it, and holds. */
  start(landing?: Landing): void {
    this.#renew();
    if (landing === undefined || landing === 'end') void this.#run('jump', (signal) => this.#newest(signal));
    else {
      if (this.#host.tail !== undefined) this.#become({ kind: 'holding' });
      void this.#run('jump', (signal) => this.#around(landing.place, signal, landing));
    }
  }

  stop(): void {
    this.#abort.abort();
  }

  /** Back to the newest. */
  resume(): void {
    this.#renew();
    this.#become({ kind: this.#host.tail === undefined ? 'fixed' : 'following', arrived: 0, passed: 0 });
    void this.#run('jump', (signal) => this.#newest(signal));
  }

  /** The rows stay where they are; a list that does not follow lets go of its end. */
  hold(): void {
    const { kind, landing } = this.#state;
    if (kind === 'following') this.#become({ kind: 'holding', arrived: 0 });
    else if (kind === 'fixed' && landing === 'end') this.#become({ landing: undefined });
  }

  /** The engine stored more records. */
  heard(): void {
    if (this.#host.tail === undefined) return;
    if (this.#tailing || this.#next === undefined) this.#heardMore = true;
    else void this.#tail();
  }

  /** The oldest record: the reader went to the list's beginning. */
  toStart(): void {
    this.hold();
    this.#renew();
    void this.#run('jump', async (signal) => {
      const answer = await this.#host.list({ order: 'oldest', limit: pageSize }, signal);
      const rows = rowsOf(answer);
      const after = answer.more ? Math.max(1, answer.total - rows.length) : 0;
      const [first] = rows;
      this.#land(new LogWindow(rows, 0, after), first === undefined ? 'end' : { place: first, at: 'top' }, answer);
    });
  }

  /** Rows that are on screen, by index: what is missing of them is loaded. */
  show(first: number, last: number): void {
    const { window } = this.#state;
    if (this.#extending !== undefined || this.#state.first || this.#state.error !== undefined) return;
    const start = window.before;
    const end = start + window.rows.length;
    if (last < start - reach || first > end + reach) return this.#jump(Math.round((first + last) / 2));
    if (first < start + 60 && window.before > 0) return void this.#run('older', (signal) => this.#older(signal));
    if (last > end - 60 && window.after > 0) void this.#run('newer', (signal) => this.#newer(signal));
  }

  #jump(index: number): void {
    const time = this.#host.timeAt(index);
    if (time !== undefined) void this.#run('jump', (signal) => this.#toIndex(index, time, signal));
  }

  /**
   * Rows about the index. Where records are crowded into a small part of the estimate's time, a guess ends up before or
   * after all of them; it is then halved towards them. What cannot be met so is left: the view goes to the rows found.
   */
  async #toIndex(index: number, guess: UnixNanos, signal: AbortSignal): Promise<void> {
    let low = this.#host.timeAt(0) ?? guess;
    let high = this.#host.timeAt(this.#state.window.count) ?? guess;
    let time = guess;
    for (let tries = 1; ; tries++) {
      const { rows, older, newer, total } = await this.#stretch({ time, sequence: 0 }, signal);
      const early = !older.more && newer.more && index >= rows.length;
      const late = older.more && !newer.more && index < total - rows.length;
      if (!early && !late)
        return this.#landAround({ time, sequence: 0 }, undefined, index, { rows, older, newer, total });
      const edge = early ? rows.at(-1) : rows[0];
      if (edge !== undefined && early) low = edge.time;
      else if (edge !== undefined) high = edge.time;
      const next = unixNanos((low + high) / 2n);
      if (tries < jumpTries && low < high && next !== time) time = next;
      else {
        const before = early ? 0 : total - rows.length;
        const landing = edge === undefined ? 'end' : { place: edge, at: 'top' as const };
        return this.#land(new LogWindow(rows, before, total - rows.length - before), landing, older);
      }
    }
  }

  async #newest(signal: AbortSignal): Promise<void> {
    // What is told of meanwhile may be in the answer: it is asked for afterwards, from where the answer ends.
    this.#next = undefined;
    const answer = await this.#host.list({ order: 'newest', limit: pageSize }, signal);
    if (this.#host.tail !== undefined) this.#next = answer.next;
    const rows = rowsOf(answer).toReversed();
    const before = answer.more ? Math.max(1, answer.total - rows.length) : 0;
    this.#land(new LogWindow(rows, before, 0), 'end', answer);
    if (this.#heardMore) void this.#tail();
  }

  async #around(at: Placed, signal: AbortSignal, landing: Landing): Promise<void> {
    const found = await this.#stretch(at, signal);
    this.#landAround(at, landing, undefined, found);
    if (this.#host.tail !== undefined) this.#next ??= Math.max(found.older.next, found.newer.next);
    if (this.#heardMore) void this.#tail();
  }

  async #stretch(at: Placed, signal: AbortSignal): Promise<Stretch> {
    const key = (sequence: number): LogKey => ({ time: at.time, sequence });
    const [older, newer] = await Promise.all([
      this.#host.list({ before: key(at.sequence), order: 'newest', limit: pageSize }, signal),
      this.#host.list(
        at.sequence > 0
          ? { after: key(at.sequence - 1), order: 'oldest', limit: pageSize }
          : {
              after: { time: unixNanos(at.time === 0n ? 0n : at.time - 1n), sequence: Number.MAX_SAFE_INTEGER },
              order: 'oldest',
              limit: pageSize,
            },
        signal,
      ),
    ]);
    const rows = [...rowsOf(older).toReversed(), ...rowsOf(newer)];
    return { rows, older, newer, total: Math.max(older.total, newer.total, rows.length) };
  }

  #landAround(at: Placed, landing: Landing | undefined, index: number | undefined, found: Stretch): void {
    const { rows, older, newer, total } = found;
    const guess = index ?? this.#host.indexAt(at.time) ?? Math.round(total / 2);
    const outside = total - rows.length;
    const before = !older.more
      ? 0
      : newer.more
        ? Math.max(1, Math.min(outside, guess - older.rows))
        : Math.max(1, outside);
    const after = newer.more ? Math.max(1, outside - before) : 0;
    this.#land(new LogWindow(rows, before, after), landing, older);
  }

  async #older(signal: AbortSignal): Promise<void> {
    const { oldest } = this.#state.window;
    if (oldest === undefined) return;
    const answer = await this.#host.list({ before: keyOf(oldest), order: 'newest', limit: pageSize }, signal);
    const rows = rowsOf(answer).toReversed();
    const grown = this.#state.window.prepend(rows, answer.more);
    this.#become({ window: grown.trimmed(grown.before, grown.before + pageSize, keptRows) });
  }

  async #newer(signal: AbortSignal): Promise<void> {
    const { newest } = this.#state.window;
    if (newest === undefined) return;
    const answer = await this.#host.list({ after: keyOf(newest), order: 'oldest', limit: pageSize }, signal);
    const grown = this.#state.window.append(rowsOf(answer), answer.more);
    const end = grown.before + grown.rows.length;
    this.#become({ window: grown.trimmed(end - pageSize, end, keptRows) });
  }

  async #tail(): Promise<void> {
    const { tail } = this.#host;
    const { signal } = this.#abort;
    if (tail === undefined || this.#next === undefined) return;
    this.#tailing = true;
    this.#heardMore = false;
    try {
      const following = this.#state.kind === 'following';
      const answer = await tail({ after: this.#next, limit: following ? tailLimit : 1 }, signal);
      if (signal.aborted) return;
      this.#next = answer.next;
      this.#take(this.#belonging(answer), answer, following);
      if (following && answer.skipped > 0) await new Promise<void>((resolve) => this.#host.after(floodRest, resolve));
    } catch (error) {
      if (!signal.aborted) this.#become({ error: error as ContractError });
    } finally {
      // Another run of the tail may have begun since.
      if (!signal.aborted) this.#tailing = false;
    }
    if (this.#heardMore && !signal.aborted && this.#state.error === undefined) void this.#tail();
  }

  #take(rows: readonly LogRow[], { skipped, next }: LogTailAnswer, asked: boolean): void {
    const count = rows.length + skipped;
    if (count === 0) return;
    const { kind, window, arrived, beyond, passed } = this.#state;
    if (kind !== 'following') {
      const uncounted = Math.min(count, Math.max(0, next - this.#countedTo));
      return this.#become({ arrived: arrived + count, beyond: beyond + uncounted });
    }
    // Asked while holding: the rows between are not known; the newest ones are read anew.
    if (!asked) return this.resume();
    const grown = window.arrived(rows, skipped);
    this.#become({ window: grown.trimmed(grown.count, grown.count, keptFollowing), passed: passed + skipped });
  }

  #belonging(answer: LogTailAnswer): readonly LogRow[] {
    const { from } = this.#host;
    const rows = rowsOf(answer);
    return from === undefined ? rows : rows.filter((row) => row.time >= from);
  }

  #land(window: LogWindow, landing: FeedState['landing'], { totalIs, next }: LogListAnswer): void {
    this.#countedTo = next;
    const moves = landing === undefined ? this.#state.moves : this.#state.moves + 1;
    this.#become({ window, beyond: 0, first: false, exact: totalIs === 'exact', moves, landing });
  }

  async #run(what: 'older' | 'newer' | 'jump', work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.#abort;
    this.#extending = what;
    this.#become({ loading: true, error: undefined });
    try {
      await work(signal);
    } catch (error) {
      if (!signal.aborted) this.#become({ error: error as ContractError });
    }
    if (signal.aborted) return;
    this.#extending = undefined;
    this.#become({ loading: false });
  }

  /** Whatever is under way is given up. */
  #renew(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#extending = undefined;
    this.#tailing = false;
    this.#heardMore = false;
  }

  #become(patch: Partial<FeedState>): void {
    this.#state = { ...this.#state, ...patch };
    for (const listener of this.#listeners) listener();
  }
}

const keyOf = ({ time, sequence }: LogRow): LogKey => ({ time, sequence });
