// How long questions about log records take on a stored run. Method: a run file is generated once through decoder and
// writer (bench/lib/many-logs.ts), then each question is asked in turn on one reader in this thread with texts that were
// not asked before: the reader remembers what it found. `cold` opens the file anew before each question. Milliseconds.
// Usage: node bench/query-logs.ts [records, default 5,000,000] [file to keep and use again]
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runId, traceIdAt } from '../src/contract/ids.ts';
import type { LogListAnswer } from '../src/contract/logs.ts';
import { createQueries, type RunQueries } from '../src/main/query/index.ts';
import { openRunReader } from '../src/main/store/reader.ts';
import { fillLogs } from './lib/fill-logs.ts';
import { percentile, round } from './lib/statistics.ts';

const run = runId('bench');
const alive = (): void => undefined;
const budgets = { warm: 300, cold: 600 };

export interface Figure {
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  /** Of processor time: what counts where others share the machine. */
  readonly cpu95: number;
  readonly found: string;
}

/** Texts to look for, several of a kind, so that none is asked twice in one reader. */
interface Kind {
  readonly title: string;
  readonly texts: readonly string[];
}

/** Milliseconds on the clock and of processor time. */
interface Taken {
  readonly millis: number;
  readonly cpu: number;
}

function taken(act: () => unknown): Taken {
  const cpu = process.cpuUsage();
  const begun = performance.now();
  act();
  const { user, system } = process.cpuUsage(cpu);
  return { millis: performance.now() - begun, cpu: (user + system) / 1000 };
}

function list(queries: RunQueries, where: string): LogListAnswer {
  return queries.methods['logs.list']({ run, where, order: 'newest', limit: 200 }, alive);
}

/** Ids that really occur, read from bodies spread over the whole run. */
function idsIn(queries: RunQueries, records: number, pattern: RegExp, count: number): string[] {
  const ids: string[] = [];
  for (let i = 0; ids.length < count && i < 100 * count; i++) {
    const sequence = Math.floor((records * (i + 0.5) * 0.6180339887) % records);
    const { body } = queries.methods['logs.record']({ run, sequence }, alive);
    const id = typeof body === 'string' ? pattern.exec(body)?.[0] : undefined;
    if (id !== undefined) ids.push(id);
  }
  return ids;
}

const absentIds = (count: number): string[] =>
  Array.from(
    { length: count },
    (_, i) => `${(0xabc0 + i).toString(16)}00fd-77aa-4e1c-9d0${i % 10}-5b1c8a7e${(0x1000 + i).toString(16)}`,
  );

function kindsOf(queries: RunQueries, records: number): readonly Kind[] {
  const uuids = idsIn(queries, records, /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/, 10);
  const keys = idsIn(queries, records, /cart:v2:[0-9a-f]{16}/, 10);
  return [
    { title: 'rare words', texts: ['quota exhausted', 'tenant zebra-', 'exhausted for tenant', 'QUOTA', 'zebra'] },
    { title: 'a request id that is there', texts: uuids },
    { title: 'a cache key that is there', texts: keys },
    {
      title: 'an order number that is there',
      texts: idsIn(queries, records, /order \d{6}/, 10).map((id) => `"${id}"`),
    },
    { title: 'frequent words', texts: ['"cache miss"', 'authorised', '"health check"', 'consumer', 'segments'] },
    { title: 'absent words', texts: ['xylophone', 'unrecoverable', 'quetzalcoatl', '"no such word"', 'Zürich'] },
    { title: 'absent ids', texts: absentIds(10) },
    { title: 'absent number', texts: ['"77777777777"', '"order 1234567"', '"88 888 888"'] },
    {
      title: 'service and word',
      texts: ['payments and refused', 'payments and "pool nearly"', 'payments and exhausted'].map(
        (text) => `service = ${text}`,
      ),
    },
    {
      title: 'severity and word',
      texts: [
        'severity >= error and refused',
        'severity = fatal and answer',
        'severity = fatal and zebra',
        'error and authorised',
      ],
    },
    {
      title: 'rare service',
      texts: ['service = rare-service', 'service = rare-service and severity >= info', 'service = none'],
    },
    { title: 'rare severity', texts: ['severity = fatal', 'severity >= fatal', 'severity > error'] },
    {
      title: 'attribute equality',
      texts: ['code.line.number = 77', 'thread.name = worker-3', 'http.route = /v1/pay', 'code.file.path = none'],
    },
    { title: 'attribute equality, rare id', texts: absentIds(5).map((id) => `request.id = "${id}"`) },
    {
      title: 'value in a body',
      texts: ['body.user.id = 77', 'body.user.id = 700 and service = payments', 'body.user.id = 5000'],
    },
    { title: 'everything', texts: [''] },
  ];
}

export async function benchQueryLogs(records: number, file?: string): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'otterscope-bench-'));
  const path = file ?? join(folder, 'logs.otter');
  const figures: Record<string, Figure> = {};
  const facts: Record<string, unknown> = {};
  try {
    if (!existsSync(path)) facts['storeRecordsPerSecond'] = await fillLogs(path, records);
    facts['bytesPerRecord'] = round(statSync(path).size / records);
    const open = () => {
      const reader = openRunReader(path, { decodeJournal: () => undefined });
      return { reader, queries: createQueries(reader) };
    };
    const record = (title: string, each: readonly Taken[], found: string, budget: number): void => {
      const millis = each.map((one) => one.millis);
      const cpu95 = percentile(
        each.map((one) => one.cpu),
        95,
      );
      figures[title] = {
        p50: round(percentile(millis, 50)),
        p95: round(percentile(millis, 95)),
        cpu95: round(cpu95),
        found,
      };
      const late = percentile(millis, 95) > budget ? `  over budget${cpu95 > budget ? ', cpu too' : ''}` : '';
      console.log(
        `${title}: p50 ${round(percentile(millis, 50))} ms, p95 ${round(percentile(millis, 95))} ms (cpu ${round(cpu95)} ms), ${found}${late}`,
      );
    };
    const scout = open();
    const kinds = kindsOf(scout.queries, records);
    scout.reader.close();
    const warm = open();
    list(warm.queries, 'warmup');
    for (const { title, texts } of kinds) {
      const inMemory: Taken[] = [];
      const opened: Taken[] = [];
      let rows = 0;
      for (const text of texts) {
        inMemory.push(taken(() => (rows += list(warm.queries, text).rows)));
        opened.push(
          taken(() => {
            const cold = open();
            list(cold.queries, text);
            cold.reader.close();
          }),
        );
      }
      record(`${title}, newest 200`, inMemory, `${rows} rows of ${texts.length} searches`, budgets.warm);
      record(`${title}, newest 200, cold`, opened, '', budgets.cold);
    }
    const timed = (title: string, ask: () => string): void => {
      let found = '';
      record(title, [taken(() => (found = ask()))], found, Infinity);
    };
    const soFar = (total: number, exact: boolean): string => `${total} records, ${exact ? 'exact' : 'so far'}`;
    const { methods } = warm.queries;
    for (const where of ['', 'authorised']) {
      const what = where === '' ? 'everything' : 'a frequent word';
      for (const turn of ['first', 'again'])
        timed(`histogram of ${what}, ${turn}`, () => {
          const { total, exact } = methods['logs.histogram']({ run, where, buckets: 200 }, alive);
          return soFar(total, exact);
        });
      timed(`facets of ${what}`, () => {
        const { total, exact } = methods['logs.facets']({ run, where, field: 'http.route' }, alive);
        return soFar(total, exact);
      });
      timed(`patterns of ${what}`, () => {
        const { records: looked, exact } = methods['logs.patterns']({ run, where, buckets: 50, limit: 100 }, alive);
        return soFar(looked, exact);
      });
    }
    const { traceIds } = list(warm.queries, 'trace exists');
    record(
      'log records of a trace',
      Array.from({ length: 20 }, (_, i) =>
        taken(() => methods['trace.logs']({ run, traceId: traceIdAt(traceIds, 16 * i) }, alive)),
      ),
      '',
      Infinity,
    );
    timed('a page half way down', () => {
      const middle = methods['logs.record']({ run, sequence: records >> 1 }, alive);
      const page = methods['logs.list']({ run, where: '', order: 'newest', limit: 200, before: middle }, alive);
      return `${page.rows} rows`;
    });
    warm.reader.close();
    console.log(`memory ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { records, ...facts, ...figures };
}

if (import.meta.main) await benchQueryLogs(Number(process.argv[2] ?? 5_000_000), process.argv[3]);
