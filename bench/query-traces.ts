// How long questions about traces take on a stored run. Method: a run file is generated once through decoder and writer
// (spans of test/support/otlp-payloads.ts, plus a few rare values and two large traces), then each question is asked
// in turn on one reader in this thread; `cold` opens the file anew before each question. Milliseconds, p50 and p95.
// Usage: node bench/query-traces.ts [spans, default 1,000,000]
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TraceId } from '../src/contract/ids.ts';
import { createQueries, pairAnswers, type RunQueries } from '../src/main/query/index.ts';
import { openRunReader } from '../src/main/store/reader.ts';
import { payloadStart } from '../test/support/otlp-payloads.ts';
import { fillRun, journalDecoder, run } from './lib/filled-run.ts';
import { traceFilter, type Conditions } from '../test/support/trace-filter.ts';

const alive = (): void => undefined;

export interface Figure {
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  /** What was answered, to show that the question was a real one. */
  readonly answer: string;
}

function percentile(times: readonly number[], part: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.round(10 * (sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] as number)) / 10;
}

function measure(repeat: number, ask: () => string): Figure {
  const times: number[] = [];
  let answer = '';
  for (let i = 0; i < repeat; i++) {
    const start = performance.now();
    answer = ask();
    times.push(performance.now() - start);
  }
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95), answer };
}

/** Generates a run of about `spanCount` spans in a temporary folder, asks, removes it, and answers a figure per question. */
export async function benchQueryTraces(spanCount: number): Promise<Readonly<Record<string, Figure>>> {
  const figures: Record<string, Figure> = {};
  const timed = (title: string, repeat: number, ask: () => string): void => {
    const figure = measure(repeat, ask);
    figures[title] = figure;
    const milliseconds = (value: number): string => value.toFixed(1).padStart(8);
    console.log(
      `${title.padEnd(50)} p50 ${milliseconds(figure.p50)}  p95 ${milliseconds(figure.p95)}   ${figure.answer}`,
    );
  };
  const folder = mkdtempSync(join(tmpdir(), 'otterscope-bench-'));
  const path = join(folder, 'bench.otter');
  try {
    const begun = performance.now();
    await fillRun(path, spanCount);
    console.log(
      `${spanCount} spans, ${(statSync(path).size / 2 ** 20).toFixed(0)} MiB, written in ${((performance.now() - begun) / 1000).toFixed(1)} s`,
    );
    const open = (): { queries: RunQueries; close: () => void } => {
      const reader = openRunReader(path, { decodeJournal: journalDecoder() });
      return { queries: createQueries(reader), close: () => reader.close() };
    };
    const cold = (ask: (queries: RunQueries) => string): string => {
      const { queries, close } = open();
      try {
        return ask(queries);
      } finally {
        close();
      }
    };
    const list = (queries: RunQueries, filter: Conditions, offset = 0): string => {
      const answer = queries.methods['traces.list']({ run, filter: traceFilter(filter), offset, limit: 100 }, alive);
      return `${answer.rows.length} rows of ${answer.total}${answer.totalIsExact ? '' : '+'}`;
    };
    const nanos = (millis: number): bigint => BigInt(millis * 1e6);
    const filters: readonly (readonly [string, Conditions])[] = [
      ['newest', {}],
      ['service, common', { service: 'payments' }],
      ['service, rare', { service: 'rare-service' }],
      ['errors', { errors: true }],
      ['no errors', { errors: false }],
      ['duration >= 50 ms', { minDuration: nanos(50) }],
      ['duration >= 78 ms', { minDuration: nanos(78) }],
      ['duration 3 to 4 ms', { minDuration: nanos(3), maxDuration: nanos(4) }],
      ['operation, common', { operation: 'GET /v1/orders' }],
      ['operation, rare', { operation: 'rare step 100' }],
      ['attribute, common', { attributes: [{ key: 'http.response.status_code', value: '504' }] }],
      ['attribute, one in 100,000', { attributes: [{ key: 'user.id', value: 'u-4711' }] }],
      ['attribute, nowhere', { attributes: [{ key: 'user.id', value: 'nobody' }] }],
      ['text, common', { text: 'upstream' }],
      ['text, rare', { text: 'rare step 9900' }],
      ['text, nowhere', { text: 'no such text' }],
      ['service and errors and duration', { service: 'payments', errors: true, minDuration: nanos(60) }],
      ['service and operation and errors', { service: 'payments', operation: 'POST /v1/pay', errors: true }],
    ];
    const warmReader = openRunReader(path, { decodeJournal: journalDecoder() });
    const warm = { queries: createQueries(warmReader) };
    for (const [title, filter] of filters) {
      // "warm": the reader's blocks are in memory as far as they fit, what was found for the filter is not.
      timed(`list, ${title}, cold`, 10, () => cold((queries) => list(queries, filter)));
      timed(`list, ${title}, warm, new filter`, 10, () => list(createQueries(warmReader), filter));
    }
    timed('list, newest, half way down', 20, () => list(warm.queries, {}, Math.floor(spanCount / 24)));
    timed('list, errors, 2000 down', 20, () => list(warm.queries, { errors: true }, 2000));
    timed(
      'scatter, 5000 of all',
      20,
      () => `${warm.queries.methods['traces.scatter']({ run, filter: {}, limit: 5000 }, alive).count} points`,
    );
    timed(
      'scatter, 5000 of a service',
      20,
      () =>
        `${warm.queries.methods['traces.scatter']({ run, filter: { where: 'service = payments' }, limit: 5000 }, alive).count} points`,
    );
    timed('facets', 20, () => `${warm.queries.methods['traces.facets']({ run }, alive).operations.length} operations`);
    const mapped = (queries: RunQueries): string =>
      `${queries.methods['services.map']({ run }, alive).edges.length} connections`;
    timed('services.map, cold', 5, () => cold(mapped));
    timed('services.map, again', 20, () => mapped(warm.queries));
    timed('services.operations', 5, () => {
      const { operations } = warm.queries.methods['services.operations']({ run, service: 'payments' }, alive);
      return `${operations.length} operations`;
    });
    timed('compare groups, all against errors', 5, () => {
      const sides = { left: { run, filter: {} }, right: { run, filter: { where: 'error' } } };
      const { left, right } = pairAnswers['traces.compareGroups'](warm.queries, warm.queries, sides, alive);
      return `${left.traces} and ${right.traces} traces`;
    });
    const large = (marker: number): TraceId => `${'09'.repeat(15)}0${marker}` as TraceId;
    for (const [marker, title] of [
      [1, '10,000'],
      [2, '100,000'],
    ] as const) {
      const get = (queries: RunQueries): string =>
        `${queries.methods['trace.get']({ run, traceId: large(marker) }, alive).rows} rows`;
      timed(`trace.get, ${title} spans, cold`, 10, () => cold(get));
      timed(`trace.get, ${title} spans, warm`, 10, () => get(warm.queries));
      timed(
        `trace.find, ${title} spans, warm`,
        10,
        () =>
          `${warm.queries.methods['trace.find']({ run, traceId: large(marker), where: '"rare step 9"' }, alive).spanIds.length / 8} spans`,
      );
      timed(
        `trace.find, ${title} spans, a number`,
        10,
        () =>
          `${warm.queries.methods['trace.find']({ run, traceId: large(marker), where: '997' }, alive).spanIds.length / 8} spans`,
      );
    }
    const day = 86_400_000_000_000n;
    const now = payloadStart + BigInt(spanCount) * 250_000n + 1_000_000_000n;
    timed('jaeger search, error=true, cold', 5, () =>
      cold(
        (queries) =>
          `${queries.jaeger.search({ service: ['payments'], tags: ['{"error":"true"}'], limit: ['20'] }, now, alive).body.data?.length ?? 0} traces`,
      ),
    );
    timed('jaeger dependencies, cold', 3, () =>
      cold(
        (queries) =>
          `${queries.jaeger.dependencies({ lookback: [String(Number(10n * day) / 1e6)] }, now, alive).body.data?.length ?? 0} links`,
      ),
    );
    warmReader.close();
    console.log(`memory ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return figures;
}

if (import.meta.main) await benchQueryTraces(Number(process.argv[2] ?? 1_000_000));
