// Items of one session, growing lists of what the timeline is made of: events of records first, to be paired, then spans.
import { correlationKeys, nodeKeys, SessionEvent, stageKeys, turnKeys } from '../../../contract/session-keys.ts';
import { ItemFlag, ItemSource, type SessionTimelineRequest } from '../../../contract/sessions.ts';
import { unixNanos, type UnixNanos } from '../../../contract/time.ts';
import { ValueKind } from '../../../contract/values.ts';
import type { LogBlock } from '../../store/log-block.ts';
import type { RunReader } from '../../store/reader-face.ts';
import type { TracePart } from '../trace-parts.ts';
import { effectiveStart } from '../plausible-time.ts';
import { rowNumbers, rowTexts, truncatedRows } from './row-texts.ts';

export interface RawItem {
  readonly name: string;
  /** Unix nanoseconds. */
  readonly at: bigint;
  /** Nanoseconds; of events what they say they took, -1 where they say nothing. */
  readonly took: number;
  readonly lane: string;
  readonly laneKind: SessionTimelineRequest['lanes'];
  readonly pair: string;
  readonly preview: string;
  readonly turn: string;
  readonly correlation: string;
  readonly flags: number;
  readonly source: number;
  /** LogSequence, or -1. */
  readonly sequence: number;
  readonly traceId: Uint8Array | undefined;
  readonly spanId: Uint8Array | undefined;
}

export interface Loss {
  readonly at: UnixNanos;
  readonly count: number;
  readonly why: string;
}

const pairKeys = ['span_id', 'segment_id'];
const tookKeys = ['latency_ms', 'elapsed_ms'];
const previewKeys = ['text_preview', 'message', 'model', 'gen_ai.request.model', 'http.route', 'url.path', 'error'];
const truncatedMark = '...[truncated]';
const longestPreview = 120;
const error = 17;

/** `first`: LogSequence of row 0. */
export function itemsOfLogs(
  reader: RunReader,
  { block, rows, first, times }: LogRows,
  lanes: SessionTimelineRequest['lanes'],
  losses: Loss[],
): RawItem[] {
  const node = rowTexts(block, nodeKeys);
  const stage = rowTexts(block, stageKeys);
  const pair = rowTexts(block, pairKeys);
  const turn = rowTexts(block, turnKeys);
  const correlation = rowTexts(block, correlationKeys);
  const status = rowTexts(block, ['status']);
  const problem = rowTexts(block, ['error', 'error.type']);
  const told = rowTexts(block, previewKeys);
  const took = rowNumbers(block, tookKeys);
  const dropped = rowNumbers(block, ['dropped']);
  const droppedByRate = rowNumbers(block, ['dropped_due_to_rate_limit']);
  const droppedByRoom = rowNumbers(block, ['dropped_due_to_full']);
  const gap = rowNumbers(block, ['gap.seconds']);
  const truncated = truncatedRows(block, keysOf(block), truncatedMark);
  return rows.map((row): RawItem => {
    const name = block.strings.text(block.eventName[row] as number);
    const at = times[row] as bigint;
    const service = reader.serviceName(reader.serviceOfResource(block.resource[row] as number));
    const body =
      block.bodyKind[row] === ValueKind.text ? block.strings.text(block.bodyWords[2 * row] as number) : told(row);
    let flags =
      (block.severity[row] as number) >= error || failed(status(row)) || problem(row) !== '' ? ItemFlag.error : 0;
    if (truncated.has(row)) flags |= ItemFlag.truncated;
    const lost =
      name === SessionEvent.loss
        ? dropped(row)
        : name === 'telemetry.health'
          ? Math.max(0, droppedByRate(row)) + Math.max(0, droppedByRoom(row))
          : 0;
    if (lost > 0) {
      flags |= ItemFlag.loss;
      losses.push({ at: unixNanos(at), count: lost, why: body === '' ? `${node(row)} dropped events` : body });
    }
    const seconds = name === SessionEvent.gap ? gap(row) : -1;
    if (seconds > 0) {
      flags |= ItemFlag.gap;
      losses.push({ at: unixNanos(at), count: 0, why: body });
    }
    const millis = seconds > 0 ? seconds * 1000 : took(row);
    return {
      name: name === '' ? 'log' : name,
      at,
      took: millis > 0 ? millis * 1e6 : -1,
      ...laneOf(lanes, node(row), stage(row), name, service),
      pair: pair(row),
      preview: shortened(body),
      turn: turn(row),
      correlation: correlation(row),
      flags,
      source: name === '' ? ItemSource.log : ItemSource.event,
      sequence: first + row,
      traceId: block.trace[row] === 0 ? undefined : slice(block.traceIds, block.trace[row] as number, 16),
      spanId: block.trace[row] === 0 ? undefined : slice(block.spanIds, row, 8),
    };
  });
}

interface LogRows {
  readonly block: LogBlock;
  readonly rows: readonly number[];
  readonly first: number;
  readonly times: BigUint64Array;
}

export function itemsOfSpans(
  reader: RunReader,
  { block, rows }: TracePart,
  lanes: SessionTimelineRequest['lanes'],
): RawItem[] {
  const node = rowTexts(block, nodeKeys);
  const stage = rowTexts(block, stageKeys);
  const turn = rowTexts(block, turnKeys);
  const correlation = rowTexts(block, correlationKeys);
  const told = rowTexts(block, previewKeys);
  return Array.from(rows, (row): RawItem => {
    const at = effectiveStart(block, row);
    const end = block.end[row] as bigint;
    const name = block.strings.text(block.name[row] as number);
    const message = block.strings.text(block.statusMessage[row] as number);
    const service = reader.serviceName(reader.serviceOfResource(block.resource[row] as number));
    return {
      name,
      at,
      took: end > at ? Number(end - at) : 0,
      ...laneOf(lanes, node(row), stage(row), name, service),
      pair: '',
      preview: shortened(message === '' ? told(row) : message),
      turn: turn(row),
      correlation: correlation(row),
      flags: (block.failed[row] === 1 ? ItemFlag.error : 0) | (end > at ? 0 : ItemFlag.unfinished),
      source: ItemSource.span,
      sequence: -1,
      traceId: slice(block.traceIds, block.trace[row] as number, 16),
      spanId: slice(block.spanIds, row, 8),
    };
  });
}

/** A lane of the asked kind, or what comes nearest to it. */
function laneOf(
  lanes: SessionTimelineRequest['lanes'],
  node: string,
  stage: string,
  name: string,
  service: string,
): Pick<RawItem, 'lane' | 'laneKind'> {
  if (lanes === 'node' && node !== '') return { lane: node, laneKind: 'node' };
  if (lanes === 'stage') {
    const dot = name.indexOf('.');
    const prefix = dot > 0 ? name.slice(0, dot) : name;
    return { lane: stage === '' ? prefix : stage, laneKind: 'stage' };
  }
  return { lane: service, laneKind: 'service' };
}

function keysOf(block: LogBlock): string[] {
  return Array.from(block.attributeKeys, (key) => block.strings.text(key));
}

function failed(status: string): boolean {
  return /^(?:error|failed|failure|timeout)$/i.test(status);
}

function shortened(text: string): string {
  const line = text.length > 4 * longestPreview ? text.slice(0, 4 * longestPreview) : text;
  const flat = line.replace(/\s+/g, ' ').trim();
  return flat.length > longestPreview ? `${flat.slice(0, longestPreview - 1)}…` : flat;
}

function slice(ids: Uint8Array, index: number, length: number): Uint8Array {
  return ids.subarray(length * index, length * index + length);
}
