// The writer's metrics, streams and places. Numbers are given out at once, rows are written with the next commit; after a
// rollback `reset` forgets what was not written. Streams of a reopened file are loaded when they are first needed, and
// go on in groups of their own.
import type { Database, Statement } from 'better-sqlite3';
import { Temporality } from '../../contract/metric-batch.ts';
import { readAttributes } from './any-value.ts';
import { SampleGroup } from './sample-group.ts';
import { bytesOfLayout, layoutOfBytes, SampleStream, seriesOf } from './sample-stream.ts';
import type { MetricRow, StreamLayout } from './sample-face.ts';
import { damaged } from './store-error.ts';

export type MetricIdentity = Omit<MetricRow, 'number' | 'description'>;

export interface NewStream {
  /** 16 bytes: equal for equal streams only. */
  readonly contentKey: Buffer;
  readonly metric: number;
  readonly resource: number;
  readonly scope: number;
  readonly layout: StreamLayout;
  /** Body of a KeyValueList. */
  readonly attributes: Uint8Array;
  readonly groupKey: string;
  readonly delta: boolean;
}

type Group = SampleGroup<SampleStream>;

export class SampleRegistry {
  readonly #db: Database;
  readonly #sql: Record<
    'findMetric' | 'addMetric' | 'describe' | 'findStream' | 'stream' | 'addStream' | 'addPlace' | 'newest',
    Statement
  >;
  readonly #metrics: Map<string, { readonly number: number; description: string }> = new Map();
  readonly #byKey: Map<string, SampleStream> = new Map();
  readonly #byNumber: Map<number, SampleStream> = new Map();
  /** The group that new streams of a key join. */
  readonly #open: Map<string, Group> = new Map();
  readonly groups: Map<number, Group> = new Map();
  /** The file had streams when it was opened; all later ones are in memory. */
  #stored = false;
  /** As PromQL counts them. */
  #series = 0;
  readonly #mostSeries: number;
  #pending: (() => void)[] = [];
  #next: { metric: number; stream: number; place: number; group: number } = {
    metric: 1,
    stream: 1,
    place: 1,
    group: 1,
  };

  constructor(db: Database, mostSeries: number) {
    this.#db = db;
    this.#mostSeries = mostSeries;
    this.#sql = {
      findMetric: db
        .prepare(
          'SELECT metric_no, description FROM metrics WHERE name = ? AND unit = ? AND kind = ? AND temporality = ? AND monotonic = ?',
        )
        .raw(),
      addMetric: db.prepare('INSERT INTO metrics VALUES (?, ?, ?, ?, ?, ?, ?)'),
      describe: db.prepare('UPDATE metrics SET description = ? WHERE metric_no = ?'),
      findStream: db.prepare('SELECT stream_no FROM streams WHERE content_key = ?').pluck(),
      stream: db
        .prepare(
          'SELECT s.metric_no, s.resource_no, s.scope_no, s.layout, s.attributes, m.temporality FROM streams s JOIN metrics m USING (metric_no) WHERE stream_no = ?',
        )
        .raw(),
      addStream: db.prepare('INSERT INTO streams VALUES (?, ?, ?, ?, ?, ?, ?)'),
      addPlace: db.prepare('INSERT INTO sample_places VALUES (?, ?, ?, ?)'),
      newest: db
        .prepare(
          'SELECT max(b.max_ms) FROM sample_places p JOIN sample_blocks b USING (group_no) WHERE p.stream_no = ?',
        )
        .pluck(),
    };
    this.reset();
  }

  get streamCount(): number {
    return this.#next.stream - 1;
  }

  /** The run takes no further stream, however few series it has. */
  get full(): boolean {
    return this.#series >= this.#mostSeries;
  }

  /** Why a stream was refused. */
  get refusal(): string {
    return `the run has ${this.#series} series, and at most ${this.#mostSeries} are taken (begin a new run, or send fewer values of labels)`;
  }

  /** Streams that are in memory: all that had samples since the file was opened, and all with sums. */
  loaded(): Iterable<SampleStream> {
    return this.#byNumber.values();
  }

  /** The number of a metric; a description that is not empty replaces the one before. */
  metric(identity: MetricIdentity, description: string): number {
    const { name, unit, kind, temporality, monotonic } = identity;
    const key = `${kind}:${temporality}:${Number(monotonic)}:${unit.length}:${unit}${name}`;
    let known = this.#metrics.get(key);
    if (known === undefined) {
      const row = this.#sql.findMetric.get(name, unit, kind, temporality, Number(monotonic)) as
        | [number, string]
        | undefined;
      known = { number: row?.[0] ?? this.#next.metric++, description: row?.[1] ?? description };
      this.#metrics.set(key, known);
      const { number } = known;
      if (row === undefined) {
        this.#pending.push(() =>
          this.#sql.addMetric.run(number, name, unit, kind, temporality, Number(monotonic), description),
        );
      }
    }
    if (description !== '' && known.description !== description) {
      const { number } = (known = { number: known.number, description });
      this.#metrics.set(key, known);
      this.#pending.push(() => this.#sql.describe.run(description, number));
    }
    return known.number;
  }

  /** The stream with these contents, new when there is none; `undefined` when there are too many. */
  stream(wanted: NewStream): SampleStream | undefined {
    const id = wanted.contentKey.toString('latin1');
    const known = this.#byKey.get(id);
    if (known !== undefined) return known;
    const number = this.#stored ? (this.#sql.findStream.get(wanted.contentKey) as number | undefined) : undefined;
    const stream = number === undefined ? this.#add(wanted) : this.numbered(number);
    if (stream !== undefined) this.#byKey.set(id, stream);
    return stream;
  }

  /** Throws ContractError `run-corrupt` when the run has no such stream. */
  numbered(number: number): SampleStream {
    const known = this.#byNumber.get(number);
    if (known !== undefined) return known;
    const row = this.#sql.stream.get(number) as [number, number, number, Buffer, Buffer, number] | undefined;
    const layout = row === undefined ? undefined : layoutOfBytes(row[3]);
    if (row === undefined || layout === undefined) throw damaged(`there is no stream ${number}`);
    const [metric, resource, scope, , attributes, temporality] = row;
    const key = resource === 0 ? targetOf(attributes, layout) : `${metric}:${resource}:${scope}`;
    const stream = new SampleStream(number, layout, key, temporality === Temporality.delta);
    stream.last = (this.#sql.newest.get(number) as number | null) ?? Number.NEGATIVE_INFINITY;
    this.#byNumber.set(number, stream);
    return stream;
  }

  /** The group that the stream's next sample goes to. `alone`: its times do not fit those of the others. */
  place(stream: SampleStream, alone: boolean): Group {
    if (stream.group !== undefined) stream.group.left = true;
    let group = alone ? undefined : this.#open.get(stream.groupKey);
    if (group?.hasRoomFor(stream.width) !== true) {
      group = new SampleGroup<SampleStream>(this.#next.group++, stream.delta);
      this.groups.set(group.number, group);
      if (!alone) this.#open.set(stream.groupKey, group);
    }
    const first = (stream.first = group.join(stream));
    stream.group = group;
    stream.sealed();
    const place = this.#next.place++;
    const { number } = group;
    this.#pending.push(() => this.#sql.addPlace.run(place, number, first, stream.number));
    return group;
  }

  /** Inside the writer's transaction. */
  flush(): void {
    for (const write of this.#pending) write();
    this.#pending = [];
  }

  reset(): void {
    this.#pending = [];
    for (const memory of [this.#metrics, this.#byKey, this.#byNumber, this.#open, this.groups]) memory.clear();
    const next = (sql: string): number => ((this.#db.prepare(sql).pluck().get() as number | null) ?? 0) + 1;
    this.#next = {
      metric: next('SELECT max(metric_no) FROM metrics'),
      stream: next('SELECT max(stream_no) FROM streams'),
      place: next('SELECT max(place) FROM sample_places'),
      group: next('SELECT max(group_no) FROM sample_places'),
    };
    this.#stored = this.#next.stream > 1;
    this.#series = 0;
    const layouts = this.#db.prepare('SELECT layout, count(*) FROM streams GROUP BY layout').raw();
    for (const [bytes, streams] of layouts.iterate() as Iterable<[Buffer, number]>) {
      const layout = layoutOfBytes(bytes);
      if (layout !== undefined) this.#series += seriesOf(layout) * streams;
    }
  }

  #add({
    contentKey,
    metric,
    resource,
    scope,
    layout,
    attributes,
    groupKey,
    delta,
  }: NewStream): SampleStream | undefined {
    const series = seriesOf(layout);
    if (this.#series + series > this.#mostSeries) return undefined;
    this.#series += series;
    const number = this.#next.stream++;
    const stream = new SampleStream(number, layout, groupKey, delta);
    this.#byNumber.set(number, stream);
    this.#pending.push(() =>
      this.#sql.addStream.run(
        number,
        contentKey,
        metric,
        resource,
        scope,
        Buffer.from(bytesOfLayout(layout)),
        attributes,
      ),
    );
    return stream;
  }
}

/** Scraped series of a file that was opened again: one target has one job and instance. */
function targetOf(attributes: Buffer, layout: StreamLayout): string {
  const labels = new Map(readAttributes(attributes).map(({ key, value }) => [key, value]));
  return JSON.stringify([layout.kind, String(labels.get('job') ?? ''), String(labels.get('instance') ?? '')]);
}
