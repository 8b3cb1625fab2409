// The export of a window: downloaded in pieces, written by the engine, cancelled, failed.
import { afterEach, expect, test, vi } from 'vitest';
import { ContractError } from '../../../../src/contract/errors.ts';
import type { ExportOrder, ExportPiece, ExportState } from '../../../../src/contract/exports.ts';
import { runId } from '../../../../src/contract/ids.ts';
import type { Asker } from '../../../../src/main/serve/asker.ts';
import { cancelExport, forgetExport, runExport, useExportJob } from '../../../../src/renderer/data/export-job.ts';
import type { Host } from '../../../../src/renderer/host/host.ts';
import { engineKit } from './engine-kit.ts';

const order: ExportOrder = {
  run: runId('r'),
  what: { kind: 'run' },
  format: 'csv',
  signal: 'traces',
  gzip: false,
  redact: '',
};
const started = { export: 'x', name: 'r-spans.csv', mediaType: 'text/csv', expected: 3 };

interface Script {
  readonly piece?: (number: number) => ExportPiece | Promise<ExportPiece>;
  readonly state?: (number: number) => ExportState;
}

/** An engine that answers by the script; `calls` are the methods it was asked. */
function scripted({ piece, state }: Script): { readonly ask: Asker; readonly calls: string[] } {
  const calls: string[] = [];
  let [pieces, states] = [0, 0];
  const ask = (async (method: string) => {
    calls.push(method);
    await Promise.resolve();
    if (method === 'export.start') return started;
    if (method === 'export.piece') return piece?.(pieces++);
    if (method === 'export.state') return state?.(states++);
    return {};
  }) as unknown as Asker;
  return { ask, calls };
}

const browser = (saved: Blob[]): Host =>
  ({
    saveExport: undefined,
    save: (_name: string, content: Blob) => {
      saved.push(content);
      return Promise.resolve(true);
    },
  }) as unknown as Host;
const desktop = (chosen: boolean): Host =>
  ({ saveExport: () => Promise.resolve(chosen), save: () => Promise.reject(new Error('not here')) }) as unknown as Host;

const job = () => useExportJob.getState().job;
afterEach(forgetExport);

test('a browser puts the pieces together', async () => {
  const { ask } = scripted({
    piece: (i) => ({ bytes: new TextEncoder().encode(`line ${i}\n`), items: 1, logs: 0, samples: 0, last: i === 2 }),
  });
  const saved: Blob[] = [];
  await runExport(engineKit(ask).client, browser(saved), order);
  expect(await saved[0]?.text()).toBe('line 0\nline 1\nline 2\n');
  expect(saved[0]?.type).toBe('text/csv');
  expect(job()).toEqual({
    kind: 'done',
    name: 'r-spans.csv',
    rows: 'records',
    items: 3,
    logs: 0,
    samples: 0,
    bytes: 21,
  });
});

test('on the desktop the engine writes, and is followed', async () => {
  const running = { kind: 'running', items: 1, logs: 0, samples: 0, bytes: 5, message: '' } as const;
  const { ask, calls } = scripted({ state: (i) => (i < 2 ? running : { ...running, kind: 'done', items: 3 }) });
  await runExport(engineKit(ask).client, desktop(true), order);
  expect(job()).toMatchObject({ kind: 'done', items: 3 });
  expect(calls).not.toContain('export.piece');
});

test('no place chosen: nothing is written, and the engine lets go of it', async () => {
  const { ask, calls } = scripted({});
  await runExport(engineKit(ask).client, desktop(false), order);
  expect(job()).toMatchObject({ kind: 'failed', cancelled: true });
  await vi.waitUntil(() => calls.includes('export.cancel'), 40_000);
});

test('cancelled in the middle', async () => {
  const never = new Promise<ExportPiece>(() => undefined);
  const { ask, calls } = scripted({
    piece: (i) => (i === 0 ? { bytes: new Uint8Array(4), items: 1, logs: 0, samples: 0, last: false } : never),
  });
  const saved: Blob[] = [];
  const ended = runExport(engineKit(ask).client, browser(saved), order);
  await vi.waitUntil(() => calls.filter((one) => one === 'export.piece').length === 2, 40_000);
  expect(job()).toEqual({ kind: 'running', name: 'r-spans.csv', items: 1, bytes: 4, expected: 3 });
  cancelExport();
  await ended;
  expect(job()).toMatchObject({ kind: 'failed', cancelled: true });
  expect(saved).toEqual([]);
  await vi.waitUntil(() => calls.includes('export.cancel'), 40_000);
});

test('what goes wrong is told in its own words', async () => {
  const { ask } = scripted({ piece: () => Promise.reject(new ContractError('run-corrupt', 'block 3 is damaged')) });
  await runExport(engineKit(ask).client, browser([]), order);
  expect(job()).toEqual({ kind: 'failed', name: 'r-spans.csv', message: 'block 3 is damaged', cancelled: false });
});
