// A real ingest worker that dies and comes back: what is said meanwhile, and what the next life knows of the last.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { IngestData } from '../../../src/main/engine/ingest-messages.ts';
import { createIngestThread, type IngestThread } from '../../../src/main/engine/ingest-thread.ts';
import { diskTrouble, readiness } from '../../../src/main/engine/surface-sources.ts';
import { runId } from '../../../src/contract/ids.ts';
import type { EndpointState } from '../../../src/contract/ingest.ts';
import type { ProblemReport } from '../../../src/contract/problems.ts';
import { defaultSettings } from '../../../src/contract/runs.ts';

let folder: string;
let workers: Worker[];
let lives: IngestData[];
let problems: ProblemReport[];
let ingest: IngestThread;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otterscope-ingest-'));
  workers = [];
  lives = [];
  problems = [];
  ingest = createIngestThread(
    {
      onMoved: () => undefined,
      onProblem: (problem) => problems.push(problem),
      onEndpoints: () => undefined,
      onLost: () => undefined,
      onTargets: () => undefined,
      onRestart: () => undefined,
    },
    (workerData) => {
      const worker = new Worker(new URL('../../../src/main/engine/ingest-worker.ts', import.meta.url), { workerData });
      workers.push(worker);
      lives.push(workerData);
      return worker;
    },
  );
});
afterEach(async () => {
  await ingest.close(4000);
  rmSync(folder, { recursive: true, force: true });
});

const any = { host: '127.0.0.1', port: 0 };
const wanted = (ports: Pick<IngestData, 'grpc' | 'http'>): IngestData => ({
  run: { id: runId('r'), path: join(folder, 'r.otter'), name: 'r', named: false },
  settings: defaultSettings,
  maskSecret: 'key',
  host: 'h',
  version: '0',
  reservedPorts: [],
  watchProcesses: true,
  ...ports,
});
const portOf = (state: EndpointState): number => (state.kind === 'listening' ? state.port : 0);
const die = () => workers.at(-1)?.terminate();
const back = (): Promise<void> =>
  vi.waitFor(() => expect([ingest.endpoints.grpc.kind, ingest.endpoints.http.kind]).not.toContain('down'), 40_000);

it('is starting, ready, restarting and ready again, and a port that is off is off all the time', async () => {
  expect(readiness(ingest.endpoints)).toEqual({ ready: false, reasons: ['starting'] });
  await expect(ingest.call('recent', { limit: 1 })).rejects.toMatchObject({ code: 'disconnected' });
  await ingest.start(wanted({ grpc: any, http: undefined }));
  const { grpc } = ingest.endpoints;
  expect(readiness(ingest.endpoints)).toEqual({ ready: true, reasons: [] });

  await die();
  expect(ingest.endpoints).toMatchObject({ grpc: { kind: 'down', reason: 'restarting' }, http: { kind: 'off' } });
  expect(readiness(ingest.endpoints)).toEqual({ ready: false, reasons: ['restarting'] });
  await expect(ingest.call('recent', { limit: 1 })).rejects.toMatchObject({ code: 'disconnected' });
  expect(problems).toMatchObject([{ code: 'engine-restarted', subject: 'ingest' }]);

  await back();
  expect(ingest.endpoints).toMatchObject({ grpc, http: { kind: 'off' } });
  expect(readiness(ingest.endpoints)).toEqual({ ready: true, reasons: [] });
});

it('takes the ports again that it was moved to', async () => {
  await ingest.start(wanted({ grpc: any, http: undefined }));
  const http = portOf((await ingest.call('listen', { http: 0 })).http);
  const grpc = await freePort();
  expect(portOf((await ingest.call('listen', { grpc })).grpc)).toBe(grpc);
  expect(http).not.toBe(0);

  await die();
  await back();
  expect([portOf(ingest.endpoints.grpc), portOf(ingest.endpoints.http)]).toEqual([grpc, http]);
  expect(lives.at(-1)).toMatchObject({
    grpc: { host: '127.0.0.1', port: grpc },
    http: { host: '127.0.0.1', port: http },
  });
});

it('starts again with settings that were changed while it was down', async () => {
  await ingest.start(wanted({ grpc: undefined, http: any }));
  await die();
  await ingest.call('settings', { ...defaultSettings, durability: 'full' });
  await back();
  expect(lives.at(-1)).toMatchObject({ settings: { durability: 'full' } });
});

it('tells that a disk keeps exports from being stored, until a while after the last one', () => {
  const problem = { severity: 'error', subject: 'r', message: 'full', count: 1, firstAt: 0, lastAt: 1000 } as const;
  const ready = { kind: 'listening', host: 'h', port: 1 } as const;
  const at = (now: number) =>
    readiness({ grpc: ready, http: ready, free: undefined }, diskTrouble([{ ...problem, code: 'disk-full' }], now));
  expect(at(2000)).toEqual({ ready: false, reasons: ['full'] });
  expect(at(11_001)).toEqual({ ready: true, reasons: [] });
  expect(diskTrouble([{ ...problem, code: 'bug' }], 2000)).toBeUndefined();
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
