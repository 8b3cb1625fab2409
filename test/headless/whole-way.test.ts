// The whole way: a real program, the real SDK in all three encodings, questions through the pipe and through /jaeger,
// and the same answers after a restart.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPipe, type PipeClient } from './kit/pipe-client.ts';
import { serve, tempFolder, type Program } from './kit/program.ts';
import { encodings, exportWithSdk } from './kit/sdk.ts';
import type { TraceId } from '../../src/contract/ids.ts';
import { runId } from '../../src/contract/ids.ts';

const folder = tempFolder();
const sent = new Map<string, string>();
let program: Program;
let pipe: PipeClient;

beforeAll(async () => {
  program = await serve(folder.path);
  pipe = await openPipe(program.ready);
});

afterAll(async () => {
  pipe.close();
  await program.stop();
  folder.remove();
});

async function jaeger(path: string): Promise<{ readonly data: unknown }> {
  const response = await fetch(`${program.ready.ui}/jaeger/api${path}`, {
    headers: { Authorization: `Bearer ${program.ready.token}` },
  });
  expect(response.status).toBe(200);
  return (await response.json()) as { data: unknown };
}

/** The same questions before and after the restart. */
async function expectAll(run: string): Promise<void> {
  const { rows, total } = await pipe.call('traces.list', { run: runId(run), filter: {}, offset: 0, limit: 100 });
  expect(total).toBe(3);
  expect(rows.map((one) => one.rootService).toSorted()).toEqual(encodings.map((one) => `shop ${one}`).toSorted());
  for (const encoding of encodings) {
    const traceId = sent.get(encoding) as TraceId;
    expect(rows.find((one) => one.traceId === traceId)).toMatchObject({
      rootOperation: 'GET /cart',
      rootMissing: false,
      spans: 4,
      errors: 1,
    });
    const columns = await pipe.call('trace.get', { run: runId(run), traceId });
    expect(columns.rows).toBe(4);
    expect([...columns.depth]).toEqual([0, 1, 1, 1]);
    const { data } = await jaeger(`/traces/${traceId}?run=${encodeURIComponent(run)}`);
    expect(data).toMatchObject([{ traceID: traceId, spans: [{}, {}, {}, {}] }]);
  }
  const info = (await pipe.call('runs.list', {})).find((one) => one.id === run);
  expect(info).toMatchObject({ traces: 3, spans: 12, logs: 6 });
}

describe('from the SDK to the window', () => {
  it.each(encodings)('stores traces and logs sent as %s before it acknowledges', async (encoding) => {
    const noticed = pipe.watch('traces', (notice) => notice.cursor > 0);
    sent.set(encoding, await exportWithSdk(encoding, program.ready, `shop ${encoding}`));
    await noticed;
  });

  it('answers through the pipe and as Jaeger does', async () => {
    const { liveRun } = await pipe.call('app.info', {});
    await expectAll(liveRun);
    expect(await jaeger('/services')).toMatchObject({ data: encodings.map((one) => `shop ${one}`).toSorted() });
    expect(await jaeger('/services/shop%20grpc/operations')).toMatchObject({
      data: ['GET /cart', 'step 0', 'step 1', 'step 2'],
    });
    expect((await jaeger('/traces?service=shop%20http%2Fjson&tags={"error":"true"}')).data).toHaveLength(1);
  });

  it('shows every request in the inspector, with its service and encoding', async () => {
    const { records, totals } = await pipe.call('ingest.recent', { limit: 100 });
    expect(totals).toMatchObject({ spans: 12, logs: 6, refused: 0 });
    const traces = records.filter((one) => one.signal === 'traces');
    expect(traces.map((one) => `${one.transport} ${one.encoding} ${one.services.join()}`).toSorted()).toEqual([
      'grpc protobuf shop grpc',
      'http json shop http/json',
      'http protobuf shop http/protobuf',
    ]);
  });

  it.each(['grpc', 'http'] as const)('sends a test span through the %s port', async (transport) => {
    const { run, traceId } = await pipe.call('app.sendTestSpan', { transport });
    const columns = await pipe.call('trace.get', { run, traceId });
    expect([columns.rows, columns.names]).toEqual([1, ['test span']]);
    expect(columns.serviceNames).toContain('otterscope-test');
  });

  it('counts itself in /metrics', async () => {
    const text = await (
      await fetch(`${program.ready.ui}/metrics`, { headers: { Authorization: `Bearer ${program.ready.token}` } })
    ).text();
    expect(text).toMatch(/^otterscope_spans_total 14$/m);
    expect(text).toMatch(/^otterscope_logs_total 6$/m);
    expect(text).toMatch(/^otterscope_up 1$/m);
    expect(text).toMatch(/^otterscope_sealed_blocks_total 0$/m);
    // The documentation lists them all, each by its kind.
    const docs = readFileSync(join(import.meta.dirname, '../../docs/http-api.md'), 'utf8');
    for (const [heading, kind] of [
      ['Counters', 'counter'],
      ['Gauges', 'gauge'],
    ] as const) {
      const listed = new RegExp(`^${heading}:([^]*?)\\n\\n`, 'm').exec(docs)?.[1] ?? '';
      const names = [...text.matchAll(new RegExp(`^# TYPE (\\w+) ${kind}$`, 'gm'))].map(([, name]) => name ?? '');
      expect([...listed.matchAll(/`(\w+)[`{]/g)].map(([, name]) => name ?? '').toSorted()).toEqual(names.toSorted());
    }
    const ready = await fetch(`${program.ready.ui}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, reasons: [] }]);
  });
});

describe('after a new run and a restart', () => {
  it('keeps the past run and answers the same from it', async () => {
    const before = (await pipe.call('app.info', {})).liveRun;
    const created = await pipe.call('runs.create', { name: 'Second try' });
    expect(created).toMatchObject({ name: 'Second try', state: 'live', spans: 0 });
    const list = await pipe.call('runs.list', {});
    expect(list.map((one) => one.state)).toEqual(['live', 'past']);
    expect(list[1]).toMatchObject({ id: before, spans: 14 });
    const other = await exportWithSdk('grpc', program.ready, 'other');
    expect(
      (await pipe.call('traces.list', { run: created.id, filter: {}, offset: 0, limit: 10 })).rows[0]?.traceId,
    ).toBe(other);

    pipe.close();
    expect(await program.stop()).toBe(0);
    program = await serve(folder.path);
    pipe = await openPipe(program.ready);
    const after = await pipe.call('runs.list', {});
    expect(after.map((one) => [one.state, one.spans])).toEqual([
      ['live', 0],
      ['past', 4],
      ['past', 14],
    ]);
    const { rows } = await pipe.call('traces.list', {
      run: before,
      filter: { where: 'service = "shop grpc"' },
      offset: 0,
      limit: 10,
    });
    expect(rows.map((one) => one.traceId)).toEqual([sent.get('grpc')]);
  });
});
