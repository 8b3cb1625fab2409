// Reads what a path below /api/export/ and its parameters ask for; the command line has the same ones. docs/http-api.md lists them.
import type { CsvTable, ExportFormat, ExportOrder, ExportSignal, ExportWhat } from './exports.ts';
import { parseSpanId, parseTraceId, runId, type RunId, type SpanId } from './ids.ts';
import { unixNanosOfIso } from './iso-time.ts';
import type { UnixNanos } from './time.ts';

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

const formats: readonly ExportFormat[] = ['otlp-json', 'otlp-jsonl', 'otlp-protobuf', 'jaeger', 'csv', 'otter'];
const signals: readonly ExportSignal[] = ['traces', 'logs', 'all'];
const tables: readonly CsvTable[] = ['traces', 'spans', 'logs'];
const parameters = new Set('run format signal table column gzip redact where from to span subtree'.split(' '));

class Wrong extends Error {}

/** `segments`: the path below /api/export/. */
export function readExportParams(segments: readonly string[], query: ExportParams): ReadExport {
  const [kind, id] = segments;
  const expected = kind === 'search' ? 1 : 2;
  if (segments.length !== expected || (kind !== 'run' && kind !== 'trace' && kind !== 'search'))
    return {
      kind: 'wrong',
      status: 404,
      message: 'Exports are at /api/export/run/<run>, /api/export/trace/<trace id> and /api/export/search.',
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

function read(kind: 'run' | 'trace' | 'search', id: string, query: ExportParams): ExportRequest {
  const named = kind === 'run' ? (id === 'live' ? null : id) : query.get('run');
  const format = oneOf(query, 'format', formats) ?? (kind === 'run' ? 'otlp-jsonl' : 'otlp-json');
  const table = oneOf(query, 'table', tables);
  if (table !== undefined && format !== 'csv') throw new Wrong('table: only CSV has tables.');
  const whole = kind !== 'trace' && (format === 'otlp-jsonl' || format === 'otter');
  const signal = oneOf(query, 'signal', signals) ?? (table === 'logs' ? 'logs' : whole ? 'all' : 'traces');
  const order = {
    what: whatOf(kind, id, query),
    format,
    signal,
    table: table ?? (format === 'csv' && kind === 'search' && signal === 'traces' ? 'traces' : undefined),
    columns: query.getAll('column'),
    gzip: flag(query, 'gzip'),
    redact: query.get('redact') ?? '',
  };
  return { run: named === null || named === '' ? undefined : runId(named), order };
}

function whatOf(kind: 'run' | 'trace' | 'search', id: string, query: ExportParams): ExportWhat {
  if (kind === 'trace') {
    const traceId = parseTraceId(id);
    if (traceId === undefined) throw new Wrong(`trace ${id}: not a trace id (32 hex digits).`);
    const spanIds = query.getAll('span').map(spanOf);
    return spanIds.length === 0
      ? { kind: 'traces', traceIds: [traceId] }
      : { kind: 'spans', traceId, spanIds, subtree: flag(query, 'subtree') };
  }
  const where = query.get('where') ?? '';
  const [from, to] = [time(query, 'from'), time(query, 'to')];
  const whole = kind === 'run' && where.trim() === '' && from === undefined && to === undefined;
  return whole ? { kind: 'run' } : { kind: 'search', where, from, to };
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
