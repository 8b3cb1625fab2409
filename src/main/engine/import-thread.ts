// The engine's end of the import worker: started with the first import, ended when there was none for a while. A worker
// that dies fails the imports it had; the next one starts another.
import { Worker } from 'node:worker_threads';
import type { InspectedProfile } from './profile-messages.ts';
import type { Payload, Receipt } from '../../contract/ingest.ts';
import type {
  FromImport,
  ImportOrder,
  ImportOutcome,
  ImportProgress,
  ProfileAsk,
  ToImport,
} from './import-messages.ts';
import { isProfileFile } from './is-profile-file.ts';
import { packError } from './packed-error.ts';
import type { ProfileService } from './profile-service.ts';
import { workerUrl } from './program-files.ts';

export interface ImportThread {
  /** Never rejects. An abort of the signal cancels it. */
  run(order: ImportOrder, signal: AbortSignal, onProgress: (progress: ImportProgress) => void): Promise<ImportOutcome>;
  /** An import will come soon, maybe of a profile: its workers start meanwhile. */
  warm(profile: boolean): void;
  close(): Promise<void>;
}

interface Job {
  /** The worker that has it: one that ends takes only its own with it. */
  readonly worker: Worker;
  readonly signal: AbortSignal;
  progress: ImportProgress | undefined;
  readonly onProgress: (progress: ImportProgress) => void;
  readonly resolve: (outcome: ImportOutcome) => void;
}

const idleMillis = 5000;

/** Pieces are small; what grows are tables about a file (slices of a Chrome trace), most of them outside of the heap. */
const heapLimits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 192 } as const;

const nothing: ImportProgress = {
  format: undefined,
  compression: undefined,
  bytesRead: 0,
  bytesTotal: 0,
  spans: 0,
  logs: 0,
  samples: 0,
  profiles: 0,
  profile: undefined,
  skipped: [],
};

export interface ImportThreadParts {
  /** Puts a request into the live run. */
  readonly store: (payload: Payload) => Promise<Receipt>;
  readonly profiles: Pick<ProfileService, 'inspect' | 'storePacked' | 'warm'>;
}

export function createImportThread({ store, profiles }: ImportThreadParts): ImportThread {
  const jobs = new Map<number, Job>();
  /** Profiles that are decoded while the import worker starts, by their path. */
  const early = new Map<string, Promise<InspectedProfile>>();
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let nextJob = 1;

  function settle(job: number, outcome: ImportOutcome): void {
    const known = jobs.get(job);
    jobs.delete(job);
    known?.resolve(outcome);
    if (jobs.size === 0) rest();
  }

  /** While there is work the process stays for it. */
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

  function begin(): Worker {
    const begun = new Worker(workerUrl('import-worker'), { name: 'otterscope-import', resourceLimits: heapLimits });
    let reason = 'the import worker stopped';
    begun.on('message', (message: FromImport) => {
      switch (message.kind) {
        case 'progress': {
          const job = jobs.get(message.job);
          if (job === undefined) return;
          job.progress = message.progress;
          job.onProgress(message.progress);
          return;
        }
        case 'outcome':
          return settle(message.job, message.outcome);
        case 'request':
          void answer(begun, message.request, message.payload);
          return;
        case 'profile':
          void answerProfile(begun, message.request, message.ask, jobs.get(message.job)?.signal);
          return;
      }
    });
    begun.on('error', (cause: Error) => {
      reason = cause.message;
    });
    begun.on('exit', () => {
      if (worker === begun) worker = undefined;
      for (const [job, { progress, worker: own }] of jobs) {
        if (own !== begun) continue;
        settle(job, {
          ...(progress ?? nothing),
          kind: 'failed',
          error: `The import stopped: ${reason}.`,
          kept: (progress?.spans ?? 0) + (progress?.logs ?? 0) + (progress?.profiles ?? 0) > 0,
          settled: 0,
          follows: false,
        });
      }
    });
    return begun;
  }

  async function answer(to: Worker, request: number, payload: Payload): Promise<void> {
    const receipt = await store(payload).catch((error: unknown): Receipt => ({
      kind: 'busy',
      retryAfterMillis: 500,
      reason: error instanceof Error ? error.message : String(error),
    }));
    to.postMessage({ kind: 'receipt', request, receipt } satisfies ToImport);
  }

  async function answerProfile(
    to: Worker,
    request: number,
    ask: ProfileAsk,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    try {
      const answered = await (ask.kind === 'inspect' ? inspect(ask.file, signal) : profiles.storePacked(ask.profile));
      to.postMessage({ kind: 'profileAnswer', request, answer: answered } satisfies ToImport);
    } catch (error) {
      to.postMessage({ kind: 'profileFailed', request, error: packError(error) } satisfies ToImport);
    }
  }

  const inspect = (file: { readonly path: string }, signal: AbortSignal | undefined): Promise<InspectedProfile> =>
    early.get(file.path) ?? profiles.inspect(file, signal);

  function inspectEarly({ path, from, follow }: ImportOrder, signal: AbortSignal): void {
    if (from > 0 || follow || !isProfileFile(path)) return;
    const begun = profiles.inspect({ path }, signal);
    early.set(path, begun);
    // Who asks for it is told.
    begun.catch(() => undefined);
  }

  return {
    warm(profile) {
      worker ??= begin();
      if (jobs.size === 0) rest();
      if (profile) profiles.warm();
    },
    run(order, signal, onProgress) {
      clearTimeout(idle);
      inspectEarly(order, signal);
      const job = nextJob++;
      const target = (worker ??= begin());
      target.ref();
      const cancel = (): void => target.postMessage({ kind: 'cancel', job } satisfies ToImport);
      return new Promise<ImportOutcome>((resolve) => {
        jobs.set(job, { worker: target, signal, progress: undefined, onProgress, resolve });
        target.postMessage({ kind: 'import', job, order } satisfies ToImport);
        signal.addEventListener('abort', cancel, { once: true });
        // One signal may serve for thousands of readings of watched files.
      }).finally(() => {
        early.delete(order.path);
        signal.removeEventListener('abort', cancel);
      });
    },
    async close() {
      clearTimeout(idle);
      await end();
    },
  };
}
