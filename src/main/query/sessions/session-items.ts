// Adds the records and spans of one block that belong to a session to the columns that its timeline is made of.
import { correlationKeys, nodeKeys, SessionEvent, stageKeys, turnKeys } from '../../../contract/session-keys.ts';
import { ItemFlag, ItemSource } from '../../../contract/sessions.ts';
import { unixNanos, type UnixNanos } from '../../../contract/time.ts';
import { ValueKind } from '../../../contract/values.ts';
import type { LogBlock } from '../../store/log-block.ts';
import type { RunReader } from '../../store/reader-face.ts';
import type { LogTimes } from '../logs/log-times.ts';
import { effectiveStart, isPlausible } from '../plausible-time.ts';
import type { TracePart } from '../trace-parts.ts';
import { failedRecords } from './failed-records.ts';
import type { KeyedBlock } from './key-rows.ts';
import type { ItemColumns } from './item-columns.ts';
import type { LaneNumbers } from './lane-numbers.ts';
import { rowNumbers, rowTexts, truncatedRows } from './row-texts.ts';
import { blockTexts, type TextNumbers } from './text-numbers.ts';

export interface Loss {
  readonly at: UnixNanos;
  readonly count: number;
  readonly why: string;
}

/** Where items go. */
export interface ItemSink {
  readonly reader: RunReader;
  readonly columns: ItemColumns;
  readonly texts: TextNumbers;
  readonly lanes: LaneNumbers;
  readonly losses: Loss[];
}

interface LogRows {
  readonly block: LogBlock;
  readonly rows: readonly number[];
  /** LogSequence of row 0. */
  readonly first: number;
  readonly times: LogTimes;
}

const pairKeys = ['span_id', 'segment_id'];
const tookKeys = ['latency_ms', 'elapsed_ms'];
const previewKeys = ['text_preview', 'message', 'model', 'gen_ai.request.model', 'http.route', 'url.path', 'error'];
const droppedKeys = ['dropped_due_to_rate_limit', 'dropped_due_to_full'];
const truncatedMark = '...[truncated]';
const longestPreview = 120;

const none = (): number => 0;
const nothing = (): number => -1;

/** What spans and records have alike. */
function partsOf(sink: ItemSink, block: KeyedBlock) {
  const textOf = blockTexts(block.strings, (text) => sink.texts.of(text));
  const previewOf = blockTexts(block.strings, (text) => sink.texts.add(shortened(text)));
  const texts = (keys: readonly string[]) => rowTexts(block, keys, sink.texts, textOf) ?? none;
  return {
    textOf,
    previewOf,
    texts,
    node: texts(nodeKeys),
    stage: texts(stageKeys),
    turn: texts(turnKeys),
    correlation: texts(correlationKeys),
    told: rowTexts(block, previewKeys, sink.texts, previewOf) ?? none,
    serviceOf: servicesOf(sink),
  };
}

export function addLogItems(sink: ItemSink, { block, rows, first, times }: LogRows): void {
  const { columns, texts, lanes } = sink;
  const parts = partsOf(sink, block);
  const { textOf, previewOf, node, stage, turn, correlation, told, serviceOf } = parts;
  const pair = parts.texts(pairKeys);
  const failed = failedRecords(block);
  const took = rowNumbers(block, tookKeys) ?? nothing;
  const dropped = rowNumbers(block, ['dropped']) ?? nothing;
  const health = droppedKeys.map((key) => rowNumbers(block, [key]) ?? nothing);
  const gap = rowNumbers(block, ['gap.seconds']) ?? nothing;
  const truncated = truncatedRows(
    block,
    Array.from(block.attributeKeys, (key) => block.strings.text(key)),
    truncatedMark,
  );
  const since = times.since;
  const shift = Number(times.earliest - columns.base);
  const [lossName, healthName, gapName] = [SessionEvent.loss, 'telemetry.health', SessionEvent.gap].map((name) =>
    block.strings.find(name),
  );
  const logName = texts.of('log');
  const part = columns.blocks.push(block) - 1;
  let at = columns.count;
  for (const row of rows) {
    const event = block.eventName[row] as number;
    const name = event === 0 ? logName : textOf(event);
    const body = block.bodyKind[row] === ValueKind.text ? previewOf(block.bodyWords[2 * row] as number) : 0;
    const preview = body === 0 ? told(row) : body;
    let flags = failed(row) ? ItemFlag.error : 0;
    if (truncated.has(row)) flags |= ItemFlag.truncated;
    let millis = took(row);
    if (event !== 0 && (event === lossName || event === healthName)) {
      const lost =
        event === lossName ? dropped(row) : health.reduce((sum, numbers) => sum + Math.max(0, numbers(row)), 0);
      if (lost > 0) {
        flags |= ItemFlag.loss;
        const why = texts.text(preview) || `${texts.text(node(row)) || 'the sender'} dropped events`;
        sink.losses.push({ at: unixNanos(times.at[row] as bigint), count: lost, why });
      }
    } else if (event !== 0 && event === gapName && gap(row) > 0) {
      flags |= ItemFlag.gap;
      millis = gap(row) * 1000;
      sink.losses.push({ at: unixNanos(times.at[row] as bigint), count: 0, why: texts.text(preview) });
    }
    columns.at[at] =
      since === undefined ? Number((times.at[row] as bigint) - columns.base) : (since[row] as number) + shift;
    columns.took[at] = millis > 0 ? millis * 1e6 : -1;
    columns.name[at] = name;
    columns.lane[at] = lanes.of(node(row), stage(row), name, serviceOf(block.resource[row] as number));
    columns.pair[at] = pair(row);
    columns.preview[at] = preview;
    columns.turn[at] = turn(row);
    columns.correlation[at] = correlation(row);
    columns.flags[at] = flags;
    columns.source[at] = event === 0 ? ItemSource.log : ItemSource.event;
    columns.sequence[at] = first + row;
    columns.part[at] = part;
    columns.row[at] = row;
    at += 1;
  }
  columns.count = at;
}

export function addSpanItems(sink: ItemSink, { block, rows }: TracePart): void {
  const { columns, lanes } = sink;
  const { textOf, previewOf, node, stage, turn, correlation, told, serviceOf } = partsOf(sink, block);
  const part = columns.blocks.push(block) - 1;
  let at = columns.count;
  for (const row of rows) {
    const start = effectiveStart(block, row);
    const end = block.end[row] as bigint;
    const ended = end > start && isPlausible(end);
    const name = textOf(block.name[row] as number);
    const message = block.statusMessage[row] as number;
    // A time that no clock tells does not stretch the axis: such a span stands at the beginning.
    columns.at[at] = isPlausible(start) ? Number(start - columns.base) : 0;
    columns.took[at] = ended && isPlausible(start) ? Number(end - start) : 0;
    columns.name[at] = name;
    columns.lane[at] = lanes.of(node(row), stage(row), name, serviceOf(block.resource[row] as number));
    columns.preview[at] = message === 0 ? told(row) : previewOf(message);
    columns.turn[at] = turn(row);
    columns.correlation[at] = correlation(row);
    columns.flags[at] = (block.failed[row] === 1 ? ItemFlag.error : 0) | (ended ? 0 : ItemFlag.unfinished);
    columns.source[at] = ItemSource.span;
    columns.sequence[at] = -1;
    columns.part[at] = part;
    columns.row[at] = row;
    at += 1;
  }
  columns.count = at;
}

/** Services of resources as numbers of texts. */
function servicesOf({ reader, texts }: ItemSink): (resource: number) => number {
  const known = new Map<number, number>();
  return (resource) => {
    let service = known.get(resource);
    if (service === undefined) {
      service = texts.of(reader.serviceName(reader.serviceOfResource(resource)));
      known.set(resource, service);
    }
    return service;
  };
}

/** Runs of white space, and what is not a plain space. */
const uneven = /\s\s|[\t\n\r\f\v]|^\s|\s$/;

function shortened(text: string): string {
  if (text.length <= longestPreview && !uneven.test(text)) return text;
  const line = text.length > 4 * longestPreview ? text.slice(0, 4 * longestPreview) : text;
  const flat = line.replace(/\s+/g, ' ').trim();
  return flat.length > longestPreview ? `${flat.slice(0, longestPreview - 1)}…` : flat;
}
