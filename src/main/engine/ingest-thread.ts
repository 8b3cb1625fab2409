// The engine's end of the ingest worker: calls with answers, events, and its life. A worker that dies is started again
// with back-off, on the ports and into the run it had, and the Problems view is told.
import { Worker } from 'node:worker_threads';
import type { Address } from './config.ts';
import type { FromIngest, IngestCallName, IngestCalls, IngestData, LiveRun, ToIngest } from './ingest-messages.ts';
import { packError, unpackError } from './packed-error.ts';
import { workerUrl } from './program-files.ts';
import { ContractError } from '../../contract/errors.ts';
import type { Endpoints, EndpointState } from '../../contract/ingest.ts';

export interface IngestThread {
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
  /** A new life begins; totals start from zero again. */
  onRestart(): void;
}

const off: Endpoints = { grpc: { kind: 'off' }, http: { kind: 'off' }, free: undefined };
/**
 * The heap stays near 30 MB. Told that it may not grow far, V8 collects early: without a bound, buffers of requests long
 * answered pile up behind it until the process is twice as large.
 */
const heapLimits = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 256 } as const;
const backOffMillis: readonly number[] = [200, 1000, 2000, 5000, 10_000, 30_000];
/** A worker that lived this long starts with a fresh back-off. */
const stableMillis = 60_000;

/** Resolves when both ports were tried. Rejects with the ContractError of a run file that cannot be written. */
export async function startIngestThread(first: IngestData, events: IngestEvents): Promise<IngestThread> {
  let data = first;
  let worker: Worker | undefined;
  let endpoints = off;
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
        data = { ...data, grpc: boundAs(endpoints.grpc, data.grpc), http: boundAs(endpoints.http, data.http) };
        return events.onEndpoints(endpoints);
      case 'moved':
        return events.onMoved(message);
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

  function start(): Promise<void> {
    const began = Date.now();
    const started = new Worker(workerUrl('ingest-worker'), {
      workerData: data,
      name: 'otterscope-ingest',
      resourceLimits: heapLimits,
    });
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
    endpoints = off;
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
      start().catch(() => undefined);
    }, wait);
  }

  function remember(call: IngestCallName, request: IngestCalls[IngestCallName]['request']): void {
    if (call === 'switchRun') data = { ...data, run: request as LiveRun };
    if (call === 'settings') data = { ...data, settings: request as IngestData['settings'] };
  }

  await start();

  const call: IngestThread['call'] = async (name, request) => {
    const target = worker;
    if (target === undefined)
      throw new ContractError('disconnected', 'receiving has stopped and will start again soon');
    const id = nextId++;
    const answer = await new Promise((resolve, reject) => {
      calls.set(id, { resolve, reject });
      target.postMessage({ id, call: name, request } satisfies ToIngest);
    });
    remember(name, request);
    return answer as never;
  };

  return {
    call,
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

/** After a restart the same port is wanted, also where the first wish was "any". */
function boundAs(state: EndpointState, wish: Address | undefined): Address | undefined {
  return state.kind === 'listening' && wish !== undefined ? { host: wish.host, port: state.port } : wish;
}
