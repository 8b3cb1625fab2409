// Life of a reusable LogBatch: made once per decoder, reset per request, grown by doubling, shrunk after a giant.
import type { LogBatch } from '../../contract/log-batch.ts';
import { NONE } from '../../contract/span-batch.ts';
import { resetShared } from './any-batch.ts';
import {
  grownCapacity,
  keptCapacity,
  makeAttributes,
  makeResources,
  makeScopes,
  resizedBytes,
  resizedWords,
} from './columns.ts';
import type { ValueSlot } from './value-slot.ts';

export function makeLogBatch(): LogBatch {
  const none = new Uint32Array(0);
  const noBytes = new Uint8Array(0);
  return {
    signal: 'logs',
    bytes: noBytes,
    count: 0,
    attributes: makeAttributes(),
    resources: makeResources(),
    scopes: makeScopes(),
    resource: none,
    scope: none,
    timeWords: none,
    observedWords: none,
    severity: noBytes,
    severityTextStart: none,
    severityTextLength: none,
    bodyKind: noBytes,
    bodyStart: none,
    bodyLength: none,
    bodyWords: none,
    attributeStart: none,
    attributeCount: none,
    droppedAttributes: none,
    flags: none,
    traceIdStart: none,
    spanIdStart: none,
    eventNameStart: none,
    eventNameLength: none,
    rejections: [],
    rejectedCount: 0,
  };
}

/** Empties the batch for a request whose slices will point into `bytes`. */
export function resetLogBatch(batch: LogBatch, bytes: Uint8Array): void {
  const rows = keptCapacity(batch.severity.length, batch.count, 8192);
  if (rows !== batch.severity.length) resizeLogs(batch, rows);
  resetShared(batch, bytes);
  batch.count = 0;
}

/** Makes room for the row at `batch.count`. */
export function reserveLog(batch: LogBatch): void {
  if (batch.count === batch.severity.length) resizeLogs(batch, grownCapacity(batch.count));
}

function resizeLogs(batch: LogBatch, rows: number): void {
  batch.resource = resizedWords(batch.resource, rows);
  batch.scope = resizedWords(batch.scope, rows);
  batch.timeWords = resizedWords(batch.timeWords, 2 * rows);
  batch.observedWords = resizedWords(batch.observedWords, 2 * rows);
  batch.severity = resizedBytes(batch.severity, rows);
  batch.severityTextStart = resizedWords(batch.severityTextStart, rows);
  batch.severityTextLength = resizedWords(batch.severityTextLength, rows);
  batch.bodyKind = resizedBytes(batch.bodyKind, rows);
  batch.bodyStart = resizedWords(batch.bodyStart, rows);
  batch.bodyLength = resizedWords(batch.bodyLength, rows);
  batch.bodyWords = resizedWords(batch.bodyWords, 2 * rows);
  batch.attributeStart = resizedWords(batch.attributeStart, rows);
  batch.attributeCount = resizedWords(batch.attributeCount, rows);
  batch.droppedAttributes = resizedWords(batch.droppedAttributes, rows);
  batch.flags = resizedWords(batch.flags, rows);
  batch.traceIdStart = resizedWords(batch.traceIdStart, rows);
  batch.spanIdStart = resizedWords(batch.spanIdStart, rows);
  batch.eventNameStart = resizedWords(batch.eventNameStart, rows);
  batch.eventNameLength = resizedWords(batch.eventNameLength, rows);
}

/** Writes the default of every field that may be missing from the request. */
export function clearLog(batch: LogBatch, row: number, resource: number, scope: number): void {
  batch.resource[row] = resource;
  batch.scope[row] = scope;
  batch.timeWords[2 * row] = 0;
  batch.timeWords[2 * row + 1] = 0;
  batch.observedWords[2 * row] = 0;
  batch.observedWords[2 * row + 1] = 0;
  batch.severity[row] = 0;
  batch.severityTextStart[row] = 0;
  batch.severityTextLength[row] = 0;
  batch.attributeStart[row] = batch.attributes.count;
  batch.attributeCount[row] = 0;
  batch.droppedAttributes[row] = 0;
  batch.flags[row] = 0;
  batch.traceIdStart[row] = NONE;
  batch.spanIdStart[row] = NONE;
  batch.eventNameStart[row] = 0;
  batch.eventNameLength[row] = 0;
}

export function keepBody(batch: LogBatch, row: number, body: ValueSlot): void {
  batch.bodyKind[row] = body.kind;
  batch.bodyStart[row] = body.start;
  batch.bodyLength[row] = body.length;
  batch.bodyWords[2 * row] = body.low;
  batch.bodyWords[2 * row + 1] = body.high;
}
