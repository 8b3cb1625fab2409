// Reads out of a run what an export asks for, as groups of records, a piece at a time (README.md says in which order).
// Memory is bounded by one block and one piece, whatever is asked for.
import type { ExportWhat } from '../../../contract/exports.ts';
import { spanIdAt, type TraceId } from '../../../contract/ids.ts';
import type { LogItem, RecordGroup, SpanRecord } from '../../../contract/otlp-records.ts';
import type { LogBlock } from '../../store/log-block.ts';
import type { Alive, RunReader } from '../../store/reader-face.ts';
import type { SpanBlock } from '../../store/span-block.ts';
import { uninterrupted, type Interruptible } from '../search/interruptible.ts';
import { logSearch } from '../search/log-search.ts';
import { readWhere } from '../search/read-where.ts';
import type { RowTest } from '../search/row-test.ts';
import { searchContext } from '../search/search-context.ts';
import { TextMisses } from '../text-misses.ts';
import { logRecord } from './log-record.ts';
import { Piece } from './piece.ts';
import type { RecordOwners } from './record-owners.ts';
import { spanRecord } from './span-record.ts';
import { subtreeOf } from './subtree.ts';
import { selectsAll, traceIdOf, traceNumbers, type SearchedWhat } from './trace-numbers.ts';
import { TraceSet } from './trace-set.ts';
import { walkBlocks, type BlockSource, type ChooseBlocks } from './walk-blocks.ts';

/** Rows looked at between two questions whether somebody still waits. */
const rowsPerCheck = 2048;

/** Rows of a block that belong to the export; `undefined` for all. */
interface Choice {
  readonly traces: TraceSet | undefined;
  /** Span ids within the traces. */
  readonly spans: ReadonlySet<string> | undefined;
  /** Log records that match; `undefined` for all. */
  readonly matcher: RowTest<LogBlock> | undefined;
  readonly from: bigint;
  readonly to: bigint;
}

interface Rows<Block> {
  readonly block: Block;
  readonly count: number;
  readonly wanted: (row: number) => boolean;
  readonly record: (row: number) => SpanRecord | LogItem;
  readonly resource: Uint32Array;
  readonly scope: Uint32Array;
}

/** `choose`: only some blocks, for a sample. Throws ContractError `cancelled` from `alive`, and as the search and the file say. */
export function* readRecords(
  reader: RunReader,
  owners: RecordOwners,
  what: ExportWhat,
  signal: 'traces' | 'logs',
  alive: Alive,
  interruptible: Interruptible = uninterrupted,
  choose?: ChooseBlocks,
): Generator<RecordGroup[]> {
  const choice = choiceOf(reader, what, signal, alive, interruptible);
  const piece = new Piece(signal, owners);
  const source =
    signal === 'traces' ? spanSource(reader, choice, piece, alive) : logSource(reader, choice, piece, alive);
  for (const _ of walkBlocks<SpanBlock | LogBlock>(reader, source as BlockSource<SpanBlock | LogBlock>, alive, choose))
    if (piece.full) yield piece.take();
  if (!piece.empty) yield piece.take();
}

function choiceOf(
  reader: RunReader,
  what: ExportWhat,
  signal: 'traces' | 'logs',
  alive: Alive,
  interruptible: Interruptible,
): Choice {
  const always = { from: 0n, to: (1n << 64n) - 1n, spans: undefined, matcher: undefined };
  switch (what.kind) {
    case 'run':
      return { ...always, traces: undefined };
    case 'metrics':
    case 'query':
      throw new TypeError('metrics are read by readMetrics');
    case 'traces':
      return { ...always, traces: new TraceSet(what.traceIds) };
    case 'spans': {
      reader.refresh();
      const { traceId, spanIds, subtree } = what;
      const spans = subtree ? subtreeOf(reader, traceId, spanIds, alive) : new Set<string>(spanIds);
      return { ...always, traces: new TraceSet([traceId]), spans };
    }
    case 'search': {
      if (signal === 'traces')
        return { ...always, traces: selectsAll(what) ? undefined : tracesFound(reader, what, alive, interruptible) };
      const { where, from = always.from, to = always.to } = what;
      return { ...always, traces: undefined, matcher: logMatcher(reader, where, interruptible), from, to };
    }
  }
}

/** `undefined` where every record matches. Throws ContractError `bad-request` for a text that cannot be read. */
function logMatcher(reader: RunReader, where: string, interruptible: Interruptible): RowTest<LogBlock> | undefined {
  const search = readWhere(where.trim(), 'logs');
  return search.kind === 'all' ? undefined : logSearch(searchContext(reader, new TextMisses(), interruptible), search);
}

function tracesFound(reader: RunReader, what: SearchedWhat, alive: Alive, interruptible: Interruptible): TraceSet {
  const ids: TraceId[] = [];
  for (const number of traceNumbers(reader, what, alive, interruptible)) {
    const id = traceIdOf(reader, number);
    if (id !== undefined) ids.push(id);
  }
  return new TraceSet(ids);
}

function spanSource(reader: RunReader, choice: Choice, piece: Piece, alive: Alive): BlockSource<SpanBlock> {
  const blocks = choice.traces?.blocks(reader);
  return {
    summaries: () => reader.spanBlocks(),
    open: (block) => reader.openSpanBlock(block),
    head: () => reader.headSpans(),
    wanted: ({ block }) => blocks?.has(block) ?? true,
    read(block, still) {
      const inTraces = choice.traces?.among(block.traceIds, block.traceCount);
      const { count, resource, scope } = block;
      return fill(
        {
          block,
          count,
          resource,
          scope,
          wanted: (row) =>
            inTraces?.[block.trace[row] as number] !== 0 &&
            (choice.spans === undefined || choice.spans.has(spanIdAt(block.spanIds, 8 * row))),
          record: (row) => spanRecord(block, row),
        },
        piece,
        still,
        alive,
      );
    },
  };
}

function logSource(reader: RunReader, choice: Choice, piece: Piece, alive: Alive): BlockSource<LogBlock> {
  const { from, to, matcher } = choice;
  return {
    summaries: () => reader.logBlocks(),
    open: (block) => reader.openLogBlock(block),
    head: () => reader.headLogs(),
    wanted: (summary) => summary.maxStart >= from && summary.minStart <= to && (matcher?.mayMatch(summary) ?? true),
    read(block, still) {
      const inTraces = choice.traces?.among(block.traceIds, block.traceIds.length / 16);
      const { count, resource, scope } = block;
      const matching = matcher?.rowsOf(block, new Uint8Array(count).fill(1), alive);
      return fill(
        {
          block,
          count,
          resource,
          scope,
          wanted(row) {
            if (inTraces?.[block.trace[row] as number] === 0 || matching?.[row] === 0) return false;
            if (choice.spans !== undefined && !choice.spans.has(spanIdAt(block.spanIds, 8 * row))) return false;
            const time = timeOf(block, row);
            return time >= from && time <= to;
          },
          record: (row) => logRecord(block, row),
        },
        piece,
        still,
        alive,
      );
    },
  };
}

/** A record without a time counts from when it was observed. */
function timeOf(block: LogBlock, row: number): bigint {
  const time = block.time[row] as bigint;
  return time === 0n ? (block.observed[row] as bigint) : time;
}

function* fill<Block>(rows: Rows<Block>, piece: Piece, still: () => boolean, alive: Alive): Generator<void> {
  for (let row = 0; row < rows.count; row++) {
    if (row % rowsPerCheck === 0) alive();
    if (!rows.wanted(row)) continue;
    piece.add(rows.record(row), rows.resource[row] as number, rows.scope[row] as number);
    if (!piece.full) continue;
    yield;
    if (!still()) return;
  }
}
