// Reads what a path below /api/export/ and its parameters ask for; the command line has the same ones. docs/http-api.md lists them.
import type { CsvTable, ExportFormat, ExportOrder, ExportSignal, ExportWhat } from './exports.ts';
import { parseSpanId, parseTraceId, runId, type RunId, type SpanId } from './ids.ts';
import { unixNanosOfIso } from './iso-time.ts';
import { millisOfUnixNanos, type UnixNanos } from './time.ts';

/** Parameters, each with any number of values; URLSearchParams is one. */
export interface ExportParams {
  get(name: string): string | null;
  getAll(name: string): string[];
  keys(): Iterable<string>;
}

export interface ExportRequest {
  /** `undefined`: the live run; for a trace, the first open run that holds it. */
  readonly run: RunId | undefined;
  readonly order: Omit<ExportOrder, 'run'>;
}

export type ReadExport =
  | { readonly kind: 'request'; readonly request: ExportRequest }
  | { readonly kind: 'wrong'; readonly status: 400 | 404; readonly message: string };

const formats: readonly ExportFormat[] = [
  'otlp-json',
  'otlp-jsonl',
  'otlp-protobuf',
  'jaeger',
  'csv',
  'openmetrics',
  'otter',
];
const signals: readonly ExportSignal[] = ['traces', 'logs', 'metrics', 'all'];
const tables: readonly CsvTable[] = ['traces', 'spans', 'logs', 'samples', 'long', 'wide'];
const parameters = new Set(
  'run format signal table column gzip redact where from to span subtree metric query step'.split(' '),
);
const kinds = ['run', 'trace', 'search', 'metrics', 'query'] as const;
type Kind = (typeof kinds)[number];
/** Kinds that are named by an id. */
const named: ReadonlySet<Kind> = new Set(['run', 'trace'] as const);

class Wrong extends Error {}

/** `segments`: the path below /api/export/. */
export function readExportParams(segments: readonly string[], query: ExportParams): ReadExport {
  const [first, id] = segments;
  const kind = kinds.find((one) => one === first);
  if (kind === undefined || segments.length !== (named.has(kind) ? 2 : 1))
    return {
      kind: 'wrong',
      status: 404,
      message:
        'Exports are at /api/export/run/<run>, /api/export/trace/<trace id>, /api/export/search, /api/export/metrics and /api/export/query.',
    };
  try {
    const unknown = [...query.keys()].find((name) => !parameters.has(name));
    if (unknown !== undefined) throw new Wrong(`${unknown}: not a parameter of exports.`);
    return { kind: 'request', request: read(kind, id ?? '', query) };
  } catch (error) {
    if (error instanceof Wrong) return { kind: 'wrong', status: 400, message: error.message };
    throw error;
  }
}

function read(kind: Kind, id: string, query: ExportParams): ExportRequest {
  const run = kind === 'run' ? (id === 'live' ? null : id) : query.get('run');
  const format = oneOf(query, 'format', formats) ?? usualFormat[kind];
  const table = oneOf(query, 'table', tables);
  if (table !== undefined && format !== 'csv') throw new Wrong('table: only CSV has tables.');
  const order = {
    what: whatOf(kind, id, query),
    format,
    signal: oneOf(query, 'signal', signals) ?? usualSignal(kind, format, table),
    table: table ?? usualTable(kind, format, query),
    columns: query.getAll('column'),
    gzip: flag(query, 'gzip'),
    redact: query.get('redact') ?? '',
  };
  return { run: run === null || run === '' ? undefined : runId(run), order };
}

const usualFormat: Readonly<Record<Kind, ExportFormat>> = {
  run: 'otlp-jsonl',
  trace: 'otlp-json',
  search: 'otlp-json',
  metrics: 'otlp-json',
  query: 'csv',
};

function usualSignal(kind: Kind, format: ExportFormat, table: CsvTable | undefined): ExportSignal {
  if (kind === 'metrics' || kind === 'query' || format === 'openmetrics' || table === 'samples') return 'metrics';
  if (table === 'logs') return 'logs';
  return kind !== 'trace' && (format === 'otlp-jsonl' || format === 'otter') ? 'all' : 'traces';
}

function usualTable(kind: Kind, format: ExportFormat, query: ExportParams): CsvTable | undefined {
  if (format !== 'csv') return undefined;
  if (kind === 'metrics') return 'samples';
  if (kind === 'query') return 'long';
  const ofTraces = (oneOf(query, 'signal', signals) ?? 'traces') === 'traces';
  return kind === 'search' && ofTraces ? 'traces' : undefined;
}

function whatOf(kind: Kind, id: string, query: ExportParams): ExportWhat {
  if (kind === 'trace') {
    const traceId = parseTraceId(id);
    if (traceId === undefined) throw new Wrong(`trace ${id}: not a trace id (32 hex digits).`);
    const spanIds = query.getAll('span').map(spanOf);
    return spanIds.length === 0
      ? { kind: 'traces', traceIds: [traceId] }
      : { kind: 'spans', traceId, spanIds, subtree: flag(query, 'subtree') };
  }
  const [from, to] = [time(query, 'from'), time(query, 'to')];
  if (kind === 'metrics') return { kind: 'metrics', metrics: query.getAll('metric'), from, to };
  if (kind === 'query') return queryOf(query, from, to);
  const where = query.get('where') ?? '';
  const whole = kind === 'run' && where.trim() === '' && from === undefined && to === undefined;
  return whole ? { kind: 'run' } : { kind: 'search', where, from, to };
}

/** Without `from` a query is asked for one moment. */
function queryOf(query: ExportParams, from: UnixNanos | undefined, to: UnixNanos | undefined): ExportWhat {
  const queries = query.getAll('query').filter((text) => text.trim() !== '');
  if (queries.length === 0) throw new Wrong('query: a PromQL expression; may be repeated.');
  if (to === undefined) throw new Wrong('to: the time of the query, or the end of its range.');
  const end = millisOfUnixNanos(to);
  if (from === undefined) return { kind: 'query', queries, start: end, end, step: 0 };
  const start = millisOfUnixNanos(from);
  const text = query.get('step') ?? '';
  const seconds = text === '' ? Math.max(1, Math.ceil((end - start) / 250_000)) : Number(text.replace(/s$/, ''));
  if (!(seconds > 0) || !Number.isFinite(seconds)) throw new Wrong('step: seconds between two points.');
  if (start > end) throw new Wrong('from: before to.');
  return { kind: 'query', queries, start, end, step: Math.max(1, Math.round(1000 * seconds)) };
}

function spanOf(text: string): SpanId {
  const id = parseSpanId(text);
  if (id === undefined) throw new Wrong(`span ${text}: not a span id (16 hex digits).`);
  return id;
}

function oneOf<Name extends string>(query: ExportParams, name: string, known: readonly Name[]): Name | undefined {
  const value = query.get(name);
  if (value === null) return undefined;
  const found = known.find((one) => one === value);
  if (found === undefined) throw new Wrong(`${name}: one of ${known.join(', ')}.`);
  return found;
}

function flag(query: ExportParams, name: string): boolean {
  const value = query.get(name);
  if (value === null || value === '0' || value === 'false') return false;
  if (value === '' || value === '1' || value === 'true') return true;
  throw new Wrong(`${name}: 1 or 0.`);
}

function time(query: ExportParams, name: string): UnixNanos | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  const value = unixNanosOfIso(text);
  if (value === undefined) throw new Wrong(`${name}: a time such as 2026-11-21T03:44:32Z, or Unix nanoseconds.`);
  return value;
}
