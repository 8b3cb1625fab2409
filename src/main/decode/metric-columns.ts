// Growing and shrinking the column sets that only metrics have (contract/metric-batch.ts).
import type { ExemplarColumns, MetricColumns } from '../../contract/metric-batch.ts';
import { resizedBytes, resizedWords } from './columns.ts';

export function resizeMetrics(columns: MetricColumns, rows: number): void {
  columns.resource = resizedWords(columns.resource, rows);
  columns.scope = resizedWords(columns.scope, rows);
  columns.nameStart = resizedWords(columns.nameStart, rows);
  columns.nameLength = resizedWords(columns.nameLength, rows);
  columns.unitStart = resizedWords(columns.unitStart, rows);
  columns.unitLength = resizedWords(columns.unitLength, rows);
  columns.descriptionStart = resizedWords(columns.descriptionStart, rows);
  columns.descriptionLength = resizedWords(columns.descriptionLength, rows);
  columns.kind = resizedBytes(columns.kind, rows);
  columns.temporality = resizedBytes(columns.temporality, rows);
  columns.monotonic = resizedBytes(columns.monotonic, rows);
}

export function resizeExemplars(columns: ExemplarColumns, rows: number): void {
  columns.timeWords = resizedWords(columns.timeWords, 2 * rows);
  columns.valueKind = resizedBytes(columns.valueKind, rows);
  columns.valueWords = resizedWords(columns.valueWords, 2 * rows);
  columns.traceIdStart = resizedWords(columns.traceIdStart, rows);
  columns.spanIdStart = resizedWords(columns.spanIdStart, rows);
  columns.attributeStart = resizedWords(columns.attributeStart, rows);
  columns.attributeCount = resizedWords(columns.attributeCount, rows);
}
