// `otterscope tail spans` against a running engine that a real SDK sends to: with a search, quickly, slowly, and over the
// blocks that are sealed meanwhile.
import { ROOT_CONTEXT, trace, type Span } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { afterEach, expect, it } from 'vitest';
import { openPipe } from './kit/pipe-client.ts';
import { serve, start, tempFolder, type Program, type Running } from './kit/program.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of cleanups.splice(0).toReversed()) await one();
});

/** Resolves when it holds. What is waited for comes from other processes, on a machine that may be busy. */
async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1200 && !holds(); turn++) await new Promise((wake) => setTimeout(wake, 50));
  expect(holds()).toBe(true);
}

/** A service with the OpenTelemetry SDK, which sends at most 120 spans a request. */
function service(program: Program, name: string): BasicTracerProvider {
  const exporter = new OTLPTraceExporter({
    url: `http://${program.ready.otlp_http}/v1/traces`,
    concurrencyLimit: 1000,
  });
  const queue = { maxQueueSize: 100_000, maxExportBatchSize: 120, scheduledDelayMillis: 20 };
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': name }),
    spanProcessors: [new BatchSpanProcessor(exporter, queue)],
  });
  cleanups.push(() => provider.shutdown());
  return provider;
}

interface Made {
  readonly all: string[];
  /** Those of 9 ms; the others are shorter. */
  readonly long: string[];
}

/** Twelve spans a round, in traces of which six are open at a time. Resolves when all are stored. */
async function makeSpans(provider: BasicTracerProvider, rounds: number): Promise<Made> {
  const tracer = provider.getTracer('shop');
  const startTime = Date.now();
  const made: Made = { all: [], long: [] };
  const open: Span[] = [];
  const end = (span: Span | undefined, millis: number): void => {
    if (span === undefined) return;
    made.all.push(span.spanContext().spanId);
    if (millis > 5) made.long.push(span.spanContext().spanId);
    span.end(startTime + millis);
  };
  for (let round = 0; round < rounds; round++) {
    open.push(tracer.startSpan('root', { startTime }));
    for (let i = 0; i < 11; i++) {
      const parent = trace.setSpan(ROOT_CONTEXT, open[i % open.length] as Span);
      end(tracer.startSpan(`step ${i}`, { startTime }, parent), round % 4 === 0 && i === 7 ? 9 : 2);
    }
    if (open.length > 5) end(open.shift(), 1);
    if (round % 100 === 99) await new Promise((wake) => setTimeout(wake, 20));
  }
  for (const root of open) end(root, 1);
  await provider.forceFlush();
  return made;
}

const idsOf = (lines: readonly string[]): string[] =>
  lines.map((line) => (JSON.parse(line) as { readonly spanId: string }).spanId);

/** How many it said it left out. */
const leftOut = (tail: Running): number =>
  [...tail.stderr().matchAll(/^(\d+) spans came too fast/gm)].reduce((sum, [, count]) => sum + Number(count), 0);

it(
  'misses nothing and repeats nothing, quickly and slowly, while blocks are sealed',
  { timeout: 180_000 },
  async () => {
    const folder = tempFolder();
    cleanups.push(folder.remove);
    const program = await serve(folder.path);
    cleanups.push(() => program.stop());
    const tails = [
      start(['tail', 'spans', 'service = "x" and duration > 5ms', '-n', '1000', '--data', folder.path, '--json']),
      start(['tail', 'spans', '-n', '1000', '--data', folder.path, '--json']),
      start(['tail', 'spans', '-n', '1000', '--data', folder.path, '--json', '--where', 'service = x']),
    ] as const;
    cleanups.push(() => Promise.all(tails.map((tail) => tail.stop('SIGKILL'))));
    const x = service(program, 'x');
    const y = service(program, 'y');
    const first = [await makeSpans(x, 1), await makeSpans(y, 1)];
    const [searching, quick, slow] = tails;
    await until(() => searching.lines.length === 1 && quick.lines.length === 24 && slow.lines.length === 12);
    // Two thousand rounds: three blocks.
    const parts = [];
    for (let part = 0; part < 4; part++) {
      slow.send(part % 2 === 0 ? 'SIGSTOP' : 'SIGCONT');
      parts.push(...(await Promise.all([makeSpans(x, 400), makeSpans(y, 100)])));
    }
    const made = [...first, ...parts];
    const all = made.flatMap((one) => one.all);
    const ofX = made.filter((_, i) => i % 2 === 0);
    await until(
      () =>
        searching.lines.length >= ofX.flatMap(({ long }) => long).length &&
        quick.lines.length + leftOut(quick) >= all.length &&
        slow.lines.length + leftOut(slow) >= ofX.flatMap((one) => one.all).length,
    );
    expect(all.length).toBe(24_024);
    expect(idsOf(searching.lines).toSorted()).toEqual(ofX.flatMap(({ long }) => long).toSorted());
    expect(leftOut(searching)).toBe(0);
    expect(leftOut(slow)).toBeGreaterThan(0);
    for (const [tail, expected] of [
      [quick, all],
      [slow, ofX.flatMap((one) => one.all)],
    ] as const) {
      const seen = idsOf(tail.lines);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length + leftOut(tail)).toBe(expected.length);
      const known = new Set(expected);
      expect(seen.filter((id) => !known.has(id))).toEqual([]);
    }
    expect(await searching.stop('SIGINT')).toBe(0);
    expect(await quick.stop('SIGTERM')).toBe(0);
  },
);

it('prints a line per span, goes on with a new run, and ends with the engine', { timeout: 120_000 }, async () => {
  const folder = tempFolder();
  cleanups.push(folder.remove);
  const program = await serve(folder.path);
  cleanups.push(() => program.stop());
  const x = service(program, 'x');
  await makeSpans(x, 1);
  const tail = start(['tail', 'spans', 'duration > 5ms or root', '-n', '1', '--data', folder.path]);
  cleanups.push(() => tail.stop('SIGKILL'));
  await until(() => tail.lines.length === 1);
  expect(tail.lines[0]).toMatch(/^20\S+Z - {5}internal +9\.00 ms {2}x {2}step 7 {2}[0-9a-f]{32}$/);
  const pipe = await openPipe(program.ready);
  cleanups.push(() => pipe.close());
  await pipe.call('runs.create', { name: 'next' });
  await makeSpans(x, 1);
  await until(() => tail.lines.length === 3);
  expect(tail.lines.slice(1).map((line) => line.split('  ').at(-2))).toEqual(['root', 'step 7']);
  await program.stop();
  expect(await tail.ended).toBe(1);
  expect(tail.stderr()).toContain('engine');
});
