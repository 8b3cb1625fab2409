// What can be chosen for a subject, and the order that becomes of it. Pure.
import type { CsvTable, ExportFormat, ExportOrder, ExportSignal } from '../../../contract/exports.ts';
import type { ExportSubject } from '../../data/export-subject.ts';

export interface ExportChoice {
  readonly format: ExportFormat;
  readonly signal: ExportSignal;
  readonly table: CsvTable;
  /** Attribute keys as typed, separated by commas or spaces. */
  readonly columns: string;
  readonly gzip: boolean;
  /** Redaction rules as typed. */
  readonly redact: string;
}

export interface FormatFacts {
  readonly format: ExportFormat;
  readonly title: string;
  readonly detail: string;
  readonly signals: readonly ExportSignal[];
}

const formats: readonly FormatFacts[] = [
  {
    format: 'otlp-jsonl',
    title: 'OTLP JSON lines',
    detail: 'lossless, one request per line, as the collector writes it',
    signals: ['all', 'traces', 'logs', 'metrics'],
  },
  {
    format: 'otlp-json',
    title: 'OTLP JSON',
    detail: 'lossless, one document',
    signals: ['traces', 'logs', 'metrics'],
  },
  {
    format: 'otlp-protobuf',
    title: 'OTLP protobuf',
    detail: 'lossless, one request (no length in front), the smallest',
    signals: ['traces', 'logs', 'metrics'],
  },
  {
    format: 'otter',
    title: 'Otterscope run',
    detail: 'lossless, one file that opens here at once',
    signals: ['all', 'traces', 'logs', 'metrics'],
  },
  {
    format: 'jaeger',
    title: 'Jaeger JSON',
    detail: 'for Jaeger’s UI: whole microseconds, simpler values',
    signals: ['traces'],
  },
  {
    format: 'csv',
    title: 'CSV',
    detail: 'a table for spreadsheets',
    signals: ['traces', 'logs', 'metrics'],
  },
  {
    format: 'openmetrics',
    title: 'OpenMetrics',
    detail: 'Prometheus’ text with times, as promtool imports it',
    signals: ['metrics'],
  },
];

export function formatsFor({ signals, what }: ExportSubject): readonly FormatFacts[] {
  // A query has series, no records.
  if (what.kind === 'query') return formats.filter(({ format }) => format === 'csv');
  return formats.filter((one) => signalsFor(one, signals).length > 0);
}

function signalsFor({ signals }: FormatFacts, held: ExportSubject['signals']): readonly ExportSignal[] {
  return signals.filter((one) => (one === 'all' ? held.length > 1 : held.includes(one)));
}

export function signalsOf(subject: ExportSubject, format: ExportFormat): readonly ExportSignal[] {
  const facts = formats.find((one) => one.format === format);
  return facts === undefined || format === 'csv' ? [] : signalsFor(facts, subject.signals);
}

export function firstChoice(subject: ExportSubject): ExportChoice {
  const { kind } = subject.what;
  const format = kind === 'run' ? 'otter' : kind === 'query' ? 'csv' : 'otlp-json';
  return {
    format,
    signal: signalsOf(subject, format)[0] ?? 'traces',
    table: subject.tables[0] ?? 'spans',
    columns: '',
    gzip: false,
    redact: '',
  };
}

/** The choice with another format, and a content that the format can hold. */
export function withFormat(choice: ExportChoice, subject: ExportSubject, format: ExportFormat): ExportChoice {
  const possible = signalsOf(subject, format);
  const signal = possible.includes(choice.signal) ? choice.signal : (possible[0] ?? choice.signal);
  return { ...choice, format, signal };
}

const ofMetrics: ReadonlySet<CsvTable> = new Set(['samples', 'long', 'wide'] as const);

export function orderOf(subject: ExportSubject, choice: ExportChoice): ExportOrder {
  const { run, what } = subject;
  const { format, gzip, redact } = choice;
  if (format !== 'csv') return { run, what, format, signal: choice.signal, gzip, redact };
  const columns = choice.columns.split(/[\s,]+/).filter((key) => key !== '');
  const signal = choice.table === 'logs' ? 'logs' : ofMetrics.has(choice.table) ? 'metrics' : 'traces';
  return { run, what, format, signal, table: choice.table, columns, gzip, redact };
}
