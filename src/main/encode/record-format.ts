// The formats that are written from records alone: what comes before, for each piece, between pieces, and after.
import type { ExportFormat, ExportSignal } from '../../contract/exports.ts';
import type { RecordGroup } from '../../contract/otlp-records.ts';
import { csvHeader, csvRows } from './csv-columns.ts';
import { otlpJson } from './otlp-json.ts';
import { encodeOtlpProtobuf } from './otlp-protobuf.ts';

export interface RecordFormat {
  readonly before: string;
  /** Of one signal, at least one group. */
  readonly piece: (groups: readonly RecordGroup[]) => string | Uint8Array;
  readonly between: string;
  readonly after: string;
}

const listName = { traces: 'resourceSpans', logs: 'resourceLogs', metrics: 'resourceMetrics' } as const;

export function recordFormat(
  format: Exclude<ExportFormat, 'jaeger' | 'openmetrics' | 'otter'>,
  signal: ExportSignal,
  columns: readonly string[],
): RecordFormat {
  switch (format) {
    case 'otlp-json': {
      const name = listName[signal === 'all' ? 'traces' : signal];
      return { before: `{"${name}":[`, piece: otlpJson, between: ',', after: ']}\n' };
    }
    case 'otlp-jsonl':
      return {
        before: '',
        piece: (groups) => `{"${listName[groups[0]?.signal ?? 'traces']}":[${otlpJson(groups)}]}\n`,
        between: '',
        after: '',
      };
    case 'otlp-protobuf':
      return { before: '', piece: (groups) => encodeOtlpProtobuf(groups), between: '', after: '' };
    case 'csv': {
      const table = signal === 'logs' ? 'logs' : 'spans';
      return {
        before: csvHeader(table, columns),
        piece: (groups) => csvRows(groups, columns),
        between: '',
        after: '',
      };
    }
  }
}
