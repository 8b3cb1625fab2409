// Every question to a run file goes through here: in order, at most two at once, and at most one of them heavy,
// so that a search through everything never holds up the page somebody looks at. A count of everything that matches makes
// way even for other heavy ones: it is given up, and begun again when nothing heavy waits.
// The second thread is started when something waits for a heavy question, or for a light one that takes long, and ended
// when it was idle for a while: a thread costs memory.
import type { Question, QuestionKind, Questions } from './reader-messages.ts';
import { startReaderThread, type ReaderThread } from './reader-thread.ts';
import { ContractError } from '../../contract/errors.ts';
import type { RequestOf } from '../../contract/methods.ts';
import type { RunMethod } from '../../contract/run-methods.ts';
import { needsSpans } from '../query/index.ts';

export interface ReaderPool {
  /** Rejects with ContractError `cancelled` once the signal fired. */
  ask<K extends QuestionKind>(
    question: Questions[K]['question'] & { readonly kind: K },
    signal?: AbortSignal,
  ): Promise<Questions[K]['answer']>;
  /** Makes all threads let go of a file. */
  forget(path: string): Promise<void>;
  readonly waiting: number;
  /** Everything that was asked and not answered rejects with ContractError `disconnected`. */
  close(): Promise<void>;
}

interface Waiting {
  readonly question: Question;
  readonly heavy: boolean;
  /** Gives up its thread when another heavy question waits. Always heavy itself. */
  readonly yields: boolean;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
  /** Takes it out of the queue when its asker gives up; listens only while it is there. */
  readonly giveUp?: () => void;
}

interface Slot {
  thread: ReaderThread | undefined;
  running: Waiting | undefined;
  /** Since when it runs, performance.now(); `undefined` while its thread starts. */
  since: number | undefined;
  /** Interrupts what runs, where that yields. */
  pause: AbortController | undefined;
  /** For this thread alone, before anything from the queue. */
  readonly errands: Waiting[];
  idleTimer: NodeJS.Timeout | undefined;
}

const idleMillis = 30_000;
const maxWaiting = 1000;

/**
 * @param patienceMillis how long light questions wait for another light one before a second thread is started; a page asks
 * a few at once
 */
export function createReaderPool(
  onDeath: (reason: string) => void,
  start: typeof startReaderThread = startReaderThread,
  patienceMillis = 200,
): ReaderPool {
  const slots: readonly [Slot, Slot] = [emptySlot(), emptySlot()];
  const queue: Waiting[] = [];
  let closed = false;
  let patience: NodeJS.Timeout | undefined;

  /** Whether a second thread would be worth its start; if not yet, this is looked at again. */
  function worthwhile(): boolean {
    const [first, second] = slots;
    if (second.thread !== undefined || first.running === undefined || first.running.heavy) return true;
    // The start of the first does not count: a second one would not be there sooner.
    const { since } = first;
    const left = patienceMillis - (since === undefined ? 0 : performance.now() - since);
    if (left > 0 && since !== undefined) {
      clearTimeout(patience);
      patience = setTimeout(dispatch, left);
    }
    return left <= 0;
  }

  function dispatch(): void {
    if (closed) return;
    for (const slot of slots) {
      if (slot.running !== undefined) continue;
      if (slot === slots[1] && queue.length > 0 && !worthwhile()) continue;
      const next = slot.errands.shift() ?? dequeue(nextInQueue());
      if (next !== undefined) void run(slot, next);
    }
    if (queue.some((one) => one.heavy && !one.yields))
      for (const { running, pause } of slots) if (running?.yields === true) pause?.abort();
  }

  /** -1 when nothing can begin. */
  function nextInQueue(): number {
    const heavyRuns = slots.some((one) => one.running?.heavy === true);
    const ready = queue.findIndex((one) => !one.yields && !(one.heavy && heavyRuns));
    return ready === -1 && !heavyRuns ? queue.findIndex((one) => one.yields) : ready;
  }

  function dequeue(index: number): Waiting | undefined {
    if (index === -1) return undefined;
    const [entry] = queue.splice(index, 1);
    if (entry?.giveUp !== undefined) entry.signal?.removeEventListener('abort', entry.giveUp);
    return entry;
  }

  function begin(slot: Slot): ReaderThread {
    const thread = start((reason) => {
      slot.thread = undefined;
      onDeath(reason);
    });
    slot.thread = thread;
    slot.since = undefined;
    void thread.ready.then(() => {
      if (slot.thread !== thread) return;
      slot.since = performance.now();
      dispatch();
    });
    return thread;
  }

  async function run(slot: Slot, next: Waiting): Promise<void> {
    clearTimeout(slot.idleTimer);
    slot.running = next;
    slot.since = performance.now();
    slot.pause = next.yields ? new AbortController() : undefined;
    const signals = [next.signal, slot.pause?.signal].filter((one) => one !== undefined);
    try {
      const thread = slot.thread ?? begin(slot);
      next.resolve(
        (await thread.ask(next.question, signals.length > 1 ? AbortSignal.any(signals) : signals[0])) as never,
      );
    } catch (error) {
      if (slot.pause?.signal.aborted === true && next.signal?.aborted !== true && !closed) wait(next);
      else next.reject(error);
    }
    slot.running = undefined;
    if (slot === slots[1] && !closed) slot.idleTimer = setTimeout(() => void retire(slot), idleMillis).unref();
    dispatch();
  }

  async function retire(slot: Slot): Promise<void> {
    if (slot.running !== undefined || slot.errands.length > 0) return;
    const { thread } = slot;
    slot.thread = undefined;
    await thread?.close();
  }

  function enqueue<A>(question: Question, signal: AbortSignal | undefined): Promise<A> {
    if (closed) return Promise.reject(closing());
    if (queue.length >= maxWaiting) return Promise.reject(new ContractError('busy', 'too many questions are waiting'));
    if (signal?.aborted === true) return Promise.reject(cancelled());
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        dequeue(queue.indexOf(entry));
        reject(cancelled());
      };
      const yields = question.kind === 'method' && question.method === 'traces.count';
      const entry: Waiting = { question, heavy: isHeavy(question), yields, signal, resolve, reject, giveUp };
      wait(entry);
      dispatch();
    });
  }

  function wait(entry: Waiting): void {
    if (entry.giveUp !== undefined) entry.signal?.addEventListener('abort', entry.giveUp);
    queue.push(entry);
  }

  return {
    ask: (question, signal) => enqueue(question, signal),
    async forget(path) {
      if (closed) throw closing();
      const errands = slots
        .filter((one) => one.thread !== undefined)
        .map(
          (slot) =>
            new Promise<void>((resolve, reject) => {
              slot.errands.push({
                question: { kind: 'forget', path },
                heavy: false,
                yields: false,
                signal: undefined,
                resolve: () => resolve(),
                reject,
              });
            }),
        );
      dispatch();
      await Promise.all(errands);
    },
    get waiting() {
      return queue.length;
    },
    async close() {
      closed = true;
      clearTimeout(patience);
      while (queue.length > 0) dequeue(0)?.reject(closing());
      for (const slot of slots) {
        clearTimeout(slot.idleTimer);
        for (const one of slot.errands.splice(0)) one.reject(closing());
      }
      await Promise.all(slots.map((one) => one.thread?.close()));
    },
  };
}

function emptySlot(): Slot {
  return { thread: undefined, running: undefined, since: 0, pause: undefined, idleTimer: undefined, errands: [] };
}

function closing(): ContractError {
  return new ContractError('disconnected', 'the engine is closing');
}

function cancelled(): ContractError {
  return new ContractError('cancelled', 'the call was cancelled');
}

/** Pages of log records without a condition are found by the times of their blocks; a live question has a place to begin at. */
function isHeavyList(method: RunMethod, request: RequestOf<RunMethod>): boolean {
  if (method === 'logs.histogram' || method === 'logs.facets' || method === 'logs.patterns') return true;
  if (method === 'logs.context') return 'of' in request && request.of !== 'all';
  if (!('where' in request) || (request.where ?? '').trim() === '') return false;
  const tails = method === 'logs.tail' || method === 'spans.tail';
  return method === 'logs.list' || (tails && !('after' in request && request.after !== undefined));
}

/** Milliseconds beyond which an evaluation may read many blocks. */
const longTime = 2 * 3_600_000;

/** Completion reads the index alone, a chart of the last minutes little more than what is new. */
function isHeavyMetrics(method: RunMethod, request: RequestOf<RunMethod>): boolean {
  if (method === 'metrics.cardinality' || method === 'metrics.explain') return true;
  if (!('start' in request) || !('end' in request)) return false;
  return request.end - request.start > longTime;
}

/** Might look at every block of a run, or takes long with large traces. The others are answered from indexes or from one trace. */
function isHeavy(question: Question): boolean {
  if (question.kind === 'jaeger') return question.segments[0] === 'traces' || question.segments[0] === 'dependencies';
  if (question.kind === 'prometheus') return question.request.segments[0]?.startsWith('query') === true;
  if (question.kind === 'tidy' || question.kind === 'pair') return true;
  if (question.kind !== 'method') return false;
  if (question.method === 'traces.count') return true;
  if (question.method === 'traces.list' || question.method === 'traces.scatter') {
    const filter = 'filter' in question.request ? question.request.filter : {};
    return filter.where !== undefined && needsSpans(filter.where);
  }
  if (
    question.method === 'trace.find' ||
    question.method.startsWith('services.') ||
    question.method.startsWith('sessions.') ||
    question.method.startsWith('tasks.')
  )
    return true;
  if (question.method.startsWith('metrics.')) return isHeavyMetrics(question.method, question.request);
  return isHeavyList(question.method, question.request);
}
