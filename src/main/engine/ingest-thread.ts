// The engine's end of the ingest worker: calls with answers, events, and its life. A worker that dies is started again
// with back-off, on the ports and into the run it had, and the Problems view is told.
import { Worker } from 'node:worker_threads';
import type { Address } from './config.ts';
import type { FromIngest, IngestCallName, IngestCalls, IngestData, LiveRun, ToIngest } from './ingest-messages.ts';
import { packError, unpackError } from './packed-error.ts';
import { workerUrl } from './program-files.ts';
import { ContractError } from '../../contract/errors.ts';
import type { RunId } from '../../contract/ids.ts';
import type { Endpoints, EndpointState } from '../../contract/ingest.ts';

export interface IngestThread {
  /** Resolves when both ports were tried. Rejects with the ContractError of a run file that cannot be written. */
  start(data: IngestData): Promise<void>;
  /** Rejects with ContractError `disconnected` while the worker is down. */
  call<C extends IngestCallName>(call: C, request: IngestCalls[C]['request']): Promise<IngestCalls[C]['answer']>;
  readonly endpoints: Endpoints;
  /** Seals and ends; the worker is stopped by force after `patience` milliseconds. */
  close(patience: number): Promise<void>;
}

export interface IngestEvents {
  onMoved(moved: Extract<FromIngest, { kind: 'moved' }>): void;
  onProblem(problem: Extract<FromIngest, { kind: 'problem' }>['problem']): void;
  onEndpoints(endpoints: Endpoints): void;
  onLost(run: RunId): void;
  onTargets(): void;
  /** A new life begins; totals start from zero again. */
  onRestart(): void;
}

export type StartWorker = (data: IngestData) => Worker;

const startWorker: StartWorker = (workerData) =>
  new Worker(workerUrl('ingest-worker'), { workerData, name: 'otterscope-ingest', resourceLimits: heapLimits });

/**
 * The heap stays near 30 MB, but with as many series as a run and its targets may have. Told that it may not grow far, V8 collects early: without a bound, buffers of requests long
 * answered pile up behind it until the process is twice as large.
 */
const heapLimits = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 384 } as const;
const backOffMillis: readonly number[] = [200, 1000, 2000, 5000, 10_000, 30_000];
/** A worker that lived this long starts with a fresh back-off. */
const stableMillis = 60_000;

/** Nothing runs before `start`; everything can be asked for already. */
export function createIngestThread(events: IngestEvents, newWorker: StartWorker = startWorker): IngestThread {
  let data: IngestData | undefined;
  let worker: Worker | undefined;
  let endpoints: Endpoints = { grpc: down('starting'), http: down('starting'), free: undefined };
  let closing = false;
  let deaths = 0;
  let nextId = 1;
  let everReady = false;
  let retry: NodeJS.Timeout | undefined;
  const calls = new Map<
    number,
    { readonly resolve: (answer: never) => void; readonly reject: (error: unknown) => void }
  >();

  function take(message: FromIngest): void {
    switch (message.kind) {
      case 'ready':
      case 'endpoints':
        endpoints = message.endpoints;
        rememberPorts(endpoints, {});
        return events.onEndpoints(endpoints);
      case 'moved':
        return events.onMoved(message);
      case 'lost':
        return events.onLost(message.run);
      case 'targets':
        return events.onTargets();
      case 'problem':
        return events.onProblem(message.problem);
      case 'answer':
        calls.get(message.id)?.resolve(message.answer as never);
        calls.delete(message.id);
        return;
      case 'failed':
        calls.get(message.id)?.reject(unpackError(message.error));
        calls.delete(message.id);
        return;
      case 'unable':
        return;
    }
  }

  function begin(wanted: IngestData): Promise<void> {
    const began = Date.now();
    const started = newWorker(wanted);
    worker = started;
    return new Promise((resolve, reject) => {
      let failure: Error | undefined;
      started.on('message', (message: FromIngest) => {
        if (message.kind === 'unable') failure = unpackError(message.error);
        take(message);
        if (message.kind === 'ready') {
          everReady = true;
          resolve();
        }
      });
      started.on('error', (error: unknown) => {
        failure = unpackError(packError(error));
      });
      started.on('exit', (code) => {
        worker = undefined;
        for (const one of calls.values()) one.reject(new ContractError('disconnected', 'the ingest worker stopped'));
        calls.clear();
        const reason = failure ?? new Error(`the ingest worker stopped with code ${code}`);
        reject(reason);
        if (!closing && everReady) died(reason, Date.now() - began);
      });
    });
  }

  function died(reason: Error, lived: number): void {
    endpoints = {
      grpc: data?.grpc === undefined ? { kind: 'off' } : down('restarting'),
      http: data?.http === undefined ? { kind: 'off' } : down('restarting'),
      free: undefined,
    };
    events.onEndpoints(endpoints);
    deaths = lived > stableMillis ? 1 : deaths + 1;
    const wait = backOffMillis[Math.min(deaths, backOffMillis.length) - 1] ?? 0;
    events.onProblem({
      code: 'engine-restarted',
      severity: 'error',
      subject: 'ingest',
      message: `Receiving stopped (${reason.message}) and starts again in ${wait / 1000} s. What was acknowledged is stored.`,
    });
    retry = setTimeout(() => {
      events.onRestart();
      // A failure comes back here through `exit`.
      if (data !== undefined) begin(data).catch(() => undefined);
    }, wait);
  }

  /** A port that was moved stays moved, and one picked by the system is wanted again. */
  function rememberPorts({ grpc, http }: Endpoints, moved: IngestCalls['listen']['request']): void {
    if (data === undefined) return;
    data = {
      ...data,
      grpc: boundAs(grpc, movedTo(data.grpc, moved.grpc)),
      http: boundAs(http, movedTo(data.http, moved.http)),
    };
  }

  /** What the worker was told since its start, for the next one. */
  function remember(name: IngestCallName, request: ToIngest['request'], answer: unknown): void {
    if (data === undefined) return;
    if (name === 'switchRun') data = { ...data, run: request as LiveRun };
    if (name === 'listen') rememberPorts(answer as Endpoints, request as IngestCalls['listen']['request']);
  }

  const call: IngestThread['call'] = async (name, request) => {
    const target = worker;
    // They hold for the next life too, and may change while there is none.
    if (name === 'settings' && data !== undefined) {
      data = { ...data, settings: request as IngestData['settings'] };
      if (target === undefined) return undefined;
    }
    if (target === undefined)
      throw new ContractError(
        'disconnected',
        everReady ? 'receiving has stopped and will start again soon' : 'the engine is starting',
      );
    const id = nextId++;
    const answer = await new Promise((resolve, reject) => {
      calls.set(id, { resolve, reject });
      target.postMessage({ id, call: name, request } satisfies ToIngest);
    });
    remember(name, request, answer);
    return answer as never;
  };

  return {
    call,
    start(wanted) {
      data = wanted;
      return begin(wanted);
    },
    get endpoints() {
      return endpoints;
    },
    async close(patience) {
      closing = true;
      clearTimeout(retry);
      const target = worker;
      if (target === undefined) return;
      const timer = setTimeout(() => void target.terminate(), patience);
      await call('close', {}).catch(() => undefined);
      clearTimeout(timer);
      await target.terminate();
    },
  };
}

function down(reason: 'starting' | 'restarting'): EndpointState {
  return { kind: 'down', reason };
}

function movedTo(wish: Address | undefined, port: number | undefined): Address | undefined {
  return port === undefined ? wish : { host: wish?.host ?? '127.0.0.1', port };
}

/** After a restart the same port is wanted, also where the wish was "any". */
function boundAs(state: EndpointState, wish: Address | undefined): Address | undefined {
  return wish?.port === 0 && state.kind === 'listening' ? { host: wish.host, port: state.port } : wish;
}
