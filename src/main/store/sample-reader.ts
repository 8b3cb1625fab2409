// The readers' door to metric samples (sample-face.ts): streams and their places, blocks as they are asked for, and the
// journal's tail. Nothing is read before somebody asks, and then only what is new.
import type { Database, Statement } from 'better-sqlite3';
import { ContractError } from '../../contract/errors.ts';
import { readAttributes } from './any-value.ts';
import { JournalReader } from './journal.ts';
import { openSampleBlock } from './sample-block.ts';
import { BlockMemory } from './sample-block-memory.ts';
import type {
  ExemplarRow,
  MetricRow,
  MetricsReader,
  SampleBlock,
  SampleSegment,
  StreamLayout,
  StreamRow,
  TimeRange,
} from './sample-face.ts';
import { layoutOfBytes, widthOf } from './sample-stream.ts';
import { StreamPlaces } from './stream-places.ts';
import { SampleTail } from './sample-tail.ts';
import { blobOf } from './stored-columns.ts';
import { damaged, readError } from './store-error.ts';
import { readStreamAttributes } from './stream-attributes.ts';

interface BlockFact {
  readonly block: number;
  readonly min: number;
  readonly max: number;
}

type Sql = Record<
  'epoch' | 'streams' | 'places' | 'metric' | 'metrics' | 'blocks' | 'bytes' | 'refused' | 'exemplars',
  Statement
>;

export class SampleReader implements MetricsReader {
  readonly #db: Database;
  readonly #memory: BlockMemory;
  readonly #tail: SampleTail;
  readonly #places: StreamPlaces = new StreamPlaces();
  readonly #layouts: Map<string, StreamLayout> = new Map();
  readonly #widths: number[] = [0];
  readonly #metrics: Map<number, MetricRow> = new Map();
  /** Blocks of a group in the order of their times. */
  readonly #blocks: Map<number, readonly BlockFact[]> = new Map();
  #sql: Sql | undefined;
  #lastPlace = 0;
  #epoch: string | undefined;
  #synced = -1;
  cursor = -1;

  constructor(db: Database, path: string, cacheBytes: number) {
    this.#db = db;
    this.#memory = new BlockMemory(cacheBytes);
    this.#tail = new SampleTail(new JournalReader(db, path), (stream) => {
      const width = this.#widths[stream];
      if (width === undefined) throw damaged(`there is no stream ${stream}`);
      return width;
    });
  }

  /** The reader sees another commit. */
  refreshed(cursor: number): void {
    this.cursor = cursor;
  }

  *streamsAfter(after: number): Generator<StreamRow> {
    for (let last: number | undefined = after; last !== undefined;) {
      const rows = this.#nextStreams(last);
      yield* rows;
      last = rows.length < STREAMS ? undefined : rows.at(-1)?.number;
    }
  }

  #nextStreams(after: number): readonly StreamRow[] {
    return this.#ask([], ({ streams }) =>
      (streams.all(after, STREAMS) as [number, number, number, number, unknown, unknown][]).map(
        ([number, metric, resource, scope, layout, attributes]) => {
          const read = readStreamAttributes(blobOf(attributes, 'attributes'));
          return { number, metric, resource, scope, layout: this.#layoutOf(number, layout), attributes: read };
        },
      ),
    );
  }

  metric(number: number): MetricRow {
    const known = this.#metrics.get(number);
    if (known !== undefined) return known;
    const row = this.#ask(undefined, ({ metric }) => metric.get(number)) as MetricCells | undefined;
    if (row === undefined) throw new ContractError('run-corrupt', `The run has no metric ${number}.`);
    const read = metricRow(row);
    this.#metrics.set(number, read);
    return read;
  }

  metrics(): readonly MetricRow[] {
    return this.#ask([], ({ metrics }) => (metrics.all() as MetricCells[]).map(metricRow));
  }

  segments(stream: number, from: number, to: number): readonly SampleSegment[] {
    return this.#ask([], (sql) => {
      const segments: SampleSegment[] = [];
      for (const { group, first } of this.#places.of(stream)) {
        for (const fact of this.#blocksOf(sql, group)) {
          if (fact.max < from || fact.min > to) continue;
          segments.push({ block: this.#open(sql, fact.block), first });
        }
      }
      const tail = overlaps(this.#tail.rangeOf(stream), from, to) ? this.#tail.of(stream) : undefined;
      if (tail !== undefined) segments.push({ block: tail, first: 0 });
      return segments;
    });
  }

  ranges(stream: number, from: number, to: number): readonly TimeRange[] {
    return this.#ask([], (sql) => {
      const ranges: TimeRange[] = [];
      for (const { group } of this.#places.of(stream)) {
        for (const { min, max } of this.#blocksOf(sql, group)) if (max >= from && min <= to) ranges.push([min, max]);
      }
      const tail = this.#tail.rangeOf(stream);
      if (tail !== undefined && overlaps(tail, from, to)) ranges.push(tail);
      return ranges;
    });
  }

  firstTime(stream: number): number {
    return this.#ask(Infinity, (sql) => {
      let first = this.#tail.rangeOf(stream)?.[0] ?? Infinity;
      for (const { group } of this.#places.of(stream))
        for (const { min } of this.#blocksOf(sql, group)) first = Math.min(first, min);
      return first;
    });
  }

  exemplars(stream: number, from: number, to: number, limit: number): readonly ExemplarRow[] {
    return this.#ask([], ({ exemplars }) =>
      (exemplars.all(stream, from, to, limit) as [number, number | null, unknown, unknown, unknown][]).map(
        ([time, value, traceId, spanId, attributes]) => ({
          stream,
          time,
          value: value ?? Number.NaN,
          traceId: blobOf(traceId, 'trace_id'),
          spanId: blobOf(spanId, 'span_id'),
          attributes: readAttributes(blobOf(attributes, 'attributes')),
        }),
      ),
    );
  }

  refused(): number {
    return this.#ask(0, ({ refused }) => Number(refused.get() ?? 0));
  }

  /** Of a file of version 1 the answer is `none`. */
  #ask<Answer>(none: Answer, read: (sql: Sql) => Answer): Answer {
    try {
      this.#sql ??= prepare(this.#db);
      if (this.#sql === undefined) return none;
      if (this.#synced !== this.cursor) this.#sync(this.#sql);
      return read(this.#sql);
    } catch (cause) {
      throw readError(cause, this.#db.name);
    }
  }

  #sync(sql: Sql): void {
    const epoch = String(sql.epoch.get());
    if (epoch !== this.#epoch) {
      this.#tail.reset();
      this.#blocks.clear();
    }
    this.#epoch = epoch;
    for (const [place, group, first, stream, layout] of sql.places.iterate(this.#lastPlace) as Iterable<
      [number, number, number, number, unknown]
    >) {
      this.#lastPlace = place;
      this.#widths[stream] = widthOf(this.#layoutOf(stream, layout));
      this.#places.add(stream, group, first);
    }
    this.#metrics.clear();
    this.#tail.update();
    this.#synced = this.cursor;
  }

  #blocksOf(sql: Sql, group: number): readonly BlockFact[] {
    let facts = this.#blocks.get(group);
    if (facts === undefined) {
      facts = (sql.blocks.all(group) as [number, number, number][]).map(([block, min, max]) => ({ block, min, max }));
      this.#blocks.set(group, facts);
    }
    return facts;
  }

  /** One for all streams that have it. NULL stands for the layout that most have. */
  #layoutOf(stream: number, cell: unknown): StreamLayout {
    if (cell === null) return oneNumber;
    const bytes = blobOf(cell, 'layout');
    const key = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    let layout = this.#layouts.get(key);
    if (layout === undefined) {
      layout = layoutOfBytes(bytes);
      if (layout === undefined) throw damaged(`the layout of stream ${stream} cannot be read`);
      this.#layouts.set(key, layout);
    }
    return layout;
  }

  #open(sql: Sql, block: number): SampleBlock {
    return this.#memory.get(block, () => {
      const bytes = sql.bytes.get(block);
      if (bytes === undefined) throw damaged(`there is no sample block ${block}`);
      return openSampleBlock(blobOf(bytes, 'bytes'));
    });
  }
}

const oneNumber: StreamLayout = { kind: 'number' };
/** Streams that are read at once. */
const STREAMS = 4096;

type MetricCells = [number, string, string, number, number, number, string];

function metricRow([number, name, unit, kind, temporality, monotonic, description]: MetricCells): MetricRow {
  return { number, name, unit, kind, temporality, monotonic: monotonic === 1, description };
}

function overlaps(range: TimeRange | undefined, from: number, to: number): boolean {
  return range !== undefined && range[1] >= from && range[0] <= to;
}

/** `undefined` for a file of version 1 that no writer has opened since. */
function prepare(db: Database): Sql | undefined {
  if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'exemplars'").get() === undefined) return undefined;
  return {
    // Sealing and evicting both change which blocks there are.
    epoch: db
      .prepare(
        "SELECT (SELECT value FROM run WHERE key = 'samples_epoch') || ':' || coalesce((SELECT value FROM run WHERE key = 'evicted_blocks'), 0)",
      )
      .pluck(),
    streams: db
      .prepare(
        "SELECT stream_no, metric_no, resource_no, scope_no, nullif(layout, x'00'), attributes FROM streams WHERE stream_no > ? ORDER BY stream_no LIMIT ?",
      )
      .raw(),
    places: db
      .prepare(
        "SELECT p.place, p.group_no, p.first_slot, p.stream_no, nullif(s.layout, x'00') FROM sample_places p JOIN streams s USING (stream_no) WHERE p.place > ? ORDER BY p.place",
      )
      .raw(),
    metric: db.prepare('SELECT * FROM metrics WHERE metric_no = ?').raw(),
    metrics: db.prepare('SELECT * FROM metrics ORDER BY metric_no').raw(),
    blocks: db.prepare('SELECT block, min_ms, max_ms FROM sample_blocks WHERE group_no = ? ORDER BY max_ms').raw(),
    bytes: db.prepare('SELECT bytes FROM sample_blocks WHERE block = ?').pluck(),
    refused: db.prepare("SELECT value FROM run WHERE key = 'refused_samples'").pluck(),
    exemplars: db
      .prepare(
        'SELECT time_ms, value, trace_id, span_id, attributes FROM exemplars WHERE stream_no = ? AND time_ms BETWEEN ? AND ? ORDER BY time_ms DESC, exemplar DESC LIMIT ?',
      )
      .raw(),
  };
}
