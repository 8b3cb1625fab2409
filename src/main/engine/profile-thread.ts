// The engine's end of the profile worker: started with the first question, ended when nobody asked for a while. Questions wait
// in line, so that one whose asker gave up never reaches the worker. A worker that dies fails the question it had; the next
// one starts another.
import { Worker } from 'node:worker_threads';
import { ContractError } from '../../contract/errors.ts';
import { packError, unpackError } from './packed-error.ts';
import type {
  FromProfiles,
  InspectedProfile,
  OtlpIntake,
  ProfileQuestion,
  ProfilesData,
  TakenIn,
  ToProfiles,
} from './profile-messages.ts';
import { ProfilePatience } from './profile-patience.ts';
import { workerUrl } from './program-files.ts';

export interface ProfileThread {
  /** Rejects with ContractError `cancelled` when the signal fires, and with `internal` when the worker dies. */
  ask(question: Extract<ProfileQuestion, { kind: 'method' }>, signal?: AbortSignal): Promise<unknown>;
  inspect(file: Extract<ProfileQuestion, { kind: 'inspect' }>['file'], signal?: AbortSignal): Promise<InspectedProfile>;
  /** Masks, reads and packs a request of OTLP. */
  takeIn(request: OtlpIntake): Promise<TakenIn>;
  /** A question will come soon: the worker starts meanwhile. */
  warm(): void;
  /** Nothing of these profiles of a run file, or of all of it, is kept. */
  forget(path: string, profiles?: readonly number[]): void;
  close(): Promise<void>;
}

interface Waiting {
  readonly id: number;
  readonly question: ProfileQuestion;
  readonly signal: AbortSignal | undefined;
  readonly giveUp: () => void;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
}

const idleMillis = 300_000;
const mostWaiting = 200;

/** Columns lie outside of the heap, bounded by the limits of profiles; texts and tables of the moment lie in it. */
const defaultLimits = { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: 1024 };

/** @param onDeath is told in words why the worker ended */
export function createProfileThread(
  onDeath: (reason: string) => void,
  resourceLimits: Readonly<typeof defaultLimits> = defaultLimits,
): ProfileThread {
  const queue: Waiting[] = [];
  const patience = new ProfilePatience(queue);
  let worker: Worker | undefined;
  let running: Waiting | undefined;
  let idle: NodeJS.Timeout | undefined;
  let nextId = 1;
  let closed = false;

  function begin(): Worker {
    const begun = new Worker(workerUrl('profile-worker'), {
      workerData: { patience: patience.shared } satisfies ProfilesData,
      name: 'otterscope-profiles',
      resourceLimits,
    });
    let reason = '';
    begun.on('message', (message: FromProfiles) => {
      if (message.id !== running?.id) return;
      settle((one) => {
        if (message.kind === 'answer') one.resolve(message.answer as never);
        else one.reject(unpackError(message.error));
      });
    });
    begun.on('error', (error: unknown) => {
      reason = wordsOf(error);
    });
    begun.on('exit', (code) => {
      if (worker !== begun) return;
      worker = undefined;
      const why = reason === '' ? `exit code ${code}` : reason;
      onDeath(why);
      settle((one) => one.reject(new ContractError('internal', `The profile could not be worked on: ${why}.`)));
    });
    return begun;
  }

  function settle(tell: (one: Waiting) => void): void {
    const one = running;
    running = undefined;
    patience.settled();
    if (one !== undefined) {
      one.signal?.removeEventListener('abort', one.giveUp);
      tell(one);
    }
    next();
  }

  function next(): void {
    if (closed || running !== undefined) return;
    running = queue.shift();
    clearTimeout(idle);
    if (running === undefined) {
      rest();
      return;
    }
    const target = (worker ??= begin());
    target.ref();
    target.postMessage({ kind: 'ask', id: running.id, question: running.question } satisfies ToProfiles);
  }

  function rest(): void {
    worker?.unref();
    clearTimeout(idle);
    idle = setTimeout(() => void end(), idleMillis).unref();
  }

  async function end(): Promise<void> {
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  }

  function enqueue<A>(question: ProfileQuestion, signal: AbortSignal | undefined): Promise<A> {
    if (closed) return Promise.reject(closing());
    if (queue.length >= mostWaiting) return Promise.reject(new ContractError('busy', 'too many questions are waiting'));
    if (signal?.aborted === true) return Promise.reject(cancelled());
    return new Promise((resolve, reject) => {
      const id = nextId++;
      const giveUp = (): void => {
        if (running === one) patience.giveUp(one);
        else {
          queue.splice(queue.indexOf(one), 1);
          patience.look();
        }
        reject(cancelled());
      };
      const one: Waiting = { id, question, signal, giveUp, resolve, reject };
      signal?.addEventListener('abort', giveUp, { once: true });
      queue.push(one);
      patience.look();
      next();
    });
  }

  return {
    ask: (question, signal) => enqueue(question, signal),
    takeIn: (request) => enqueue({ kind: 'intake', ...request }, undefined),
    inspect: (file, signal) => enqueue({ kind: 'inspect', file }, signal),
    warm() {
      if (closed || running !== undefined) return;
      worker ??= begin();
      rest();
    },
    forget: (path, profiles) => worker?.postMessage({ kind: 'forget', path, profiles } satisfies ToProfiles),
    async close() {
      closed = true;
      clearTimeout(idle);
      for (const one of [...queue.splice(0), ...(running === undefined ? [] : [running])]) one.reject(closing());
      await end();
    },
  };
}

function wordsOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return 'it needs more memory than a profile may take';
  return packError(error).message;
}

function closing(): ContractError {
  return new ContractError('disconnected', 'the engine is closing');
}

function cancelled(): ContractError {
  return new ContractError('cancelled', 'the call was cancelled');
}
