// The metrics half of the writer: samples into groups and the journal, full groups into blocks. Unlike spans and logs,
// groups are sealed many at once, when at least half of the journal would go with them; what stays is written as one row.
import type { Database, Statement } from 'better-sqlite3';
import type { Payload } from '../../contract/ingest.ts';
import type { MetricBatch } from '../../contract/metric-batch.ts';
import type {
  SampleBatch,
  SampleOutcome,
  SeriesLabels,
  SeriesMeta,
  SeriesReference,
} from '../../contract/sample-batch.ts';
import { MOST_SERIES } from '../../contract/series-limit.ts';
import { ExemplarRows } from './exemplar-rows.ts';
import type { JournalReader, JournalWriter } from './journal.ts';
import { unpackHistogram } from './native-histogram.ts';
import type { RunCounters } from './run-counters.ts';
import type { RunRegistry } from './run-registry.ts';
import { encodeSampleBlock } from './sample-block.ts';
import { Cell, GROUP_ROWS, type SampleGroup } from './sample-group.ts';
import { SampleHead } from './sample-head.ts';
import { readSampleJournal } from './sample-journal.ts';
import { SamplePoints } from './sample-points.ts';
import { SampleRegistry } from './sample-registry.ts';
import { SampleSeries } from './sample-series.ts';
import { sampleSnapshot } from './sample-snapshot.ts';
import type { SampleStream } from './sample-stream.ts';

/** Bytes of journal below which nothing is sealed, */
const JOURNAL_BYTES = 8 << 20;
/** and above which everything is, whole blocks or not. */
const MOST_JOURNAL_BYTES = 96 << 20;

/** Smaller in tests. */
export interface SampleLimits {
  /** Journal below which nothing is sealed. */
  readonly journalBytes?: number | undefined;
  readonly series?: number | undefined;
}

export class SampleStore {
  readonly #counters: RunCounters;
  readonly #registry: SampleRegistry;
  readonly #journal: JournalWriter;
  readonly #rows: JournalReader;
  readonly #exemplars: ExemplarRows;
  readonly #addBlock: Statement;
  readonly #points: SamplePoints;
  readonly #series: SampleSeries;
  readonly #head: SampleHead;
  #journalBytes = 0;
  readonly #limit: number;

  constructor(
    db: Database,
    owners: RunRegistry,
    counters: RunCounters,
    journal: JournalWriter,
    rows: JournalReader,
    { journalBytes = JOURNAL_BYTES, series = MOST_SERIES }: SampleLimits = {},
  ) {
    this.#counters = counters;
    this.#journal = journal;
    this.#rows = rows;
    this.#limit = journalBytes;
    this.#registry = new SampleRegistry(db, series);
    this.#exemplars = new ExemplarRows(db);
    this.#head = new SampleHead(this.#registry);
    const parts = { owners, registry: this.#registry, head: this.#head, exemplars: this.#exemplars };
    this.#points = new SamplePoints(parts);
    this.#series = new SampleSeries(parts);
    this.#addBlock = db.prepare('INSERT INTO sample_blocks VALUES (?, ?, ?, ?, ?, ?, ?)');
  }

  /** Samples in groups. */
  get count(): number {
    return this.#head.count;
  }

  get uncommitted(): number {
    return this.#head.uncommitted;
  }

  /** Bytes of the journal row that the next commit writes. */
  get pendingBytes(): number {
    return this.#head.journal.length;
  }

  get full(): boolean {
    const journal = this.#journalBytes + this.#head.journal.length;
    if (journal < this.#limit) return false;
    if (journal >= Math.max(this.#limit, MOST_JOURNAL_BYTES)) return true;
    let sealable = 0;
    for (const group of this.#registry.groups.values()) if (group.full) sealable += group.weight;
    return sealable >= journal / 2;
  }

  appendPoints(batch: MetricBatch, payload: Payload): SampleOutcome {
    return this.#counted(this.#points.append(batch, payload));
  }

  appendSamples(batch: SampleBatch): SampleOutcome {
    return this.#counted(this.#series.append(batch));
  }

  seriesOf(labels: SeriesLabels, meta: SeriesMeta): SeriesReference {
    const found = this.#series.seriesOf(labels, meta);
    // Whoever is refused has a sample of it, and keeps that.
    if (found.kind === 'refused') this.#counters.add('refused_samples', 1);
    return found;
  }

  /** Inside the transaction: new streams, and the journal row of what is not committed yet unless all of it is sealed. */
  flush(sealing: boolean): void {
    this.#registry.flush();
    this.#exemplars.flush();
    this.#counters.add('streams', this.#registry.streamCount - this.#counters.get('streams'));
    if (this.#head.uncommitted === 0) return;
    this.#counters.add('samples', this.#head.uncommitted);
    const bytes = this.#head.journal.take();
    if (sealing) return;
    this.#journal.addSamples(bytes, this.#head.uncommitted);
    this.#journalBytes += bytes.length;
  }

  /**
   * Inside the transaction: full groups (or all of them) become blocks numbered from `block`, the journal one row of what
   * is left. Answers how many blocks there are.
   */
  seal(block: number, everything: boolean): number {
    const all = everything || this.#journalBytes >= MOST_JOURNAL_BYTES;
    let next = block;
    let left = 0;
    const groups = [...this.#registry.groups.values()];
    for (const group of groups) {
      if (group.rows === 0) continue;
      if (!all && !group.full) {
        left += group.points;
        continue;
      }
      next = this.#sealGroup(group, next);
      if (group.scattered) this.#registry.groups.delete(group.number);
    }
    this.#journal.clearSamples();
    const rest = sampleSnapshot(this.#registry);
    this.#journalBytes = rest.length;
    if (rest.length > 0) this.#journal.addSamples(rest, left);
    this.#head.count = left;
    this.#counters.add('samples_epoch', 1);
    return next - block;
  }

  /** After COMMIT. */
  committed(): void {
    this.#head.uncommitted = 0;
  }

  /** After ROLLBACK: reads everything from the file again. */
  rolledBack(): void {
    this.#registry.reset();
    this.#exemplars.reset();
    this.#points.forget();
    this.#series.forget();
    this.#head.count = this.#head.uncommitted = 0;
    this.#head.journal.clear();
    this.restore();
  }

  /** Fills the groups from the journal. */
  restore(): void {
    this.#journalBytes = 0;
    for (const { bytes } of this.#rows.samples(0)) {
      this.#journalBytes += bytes.length;
      readSampleJournal(bytes, {
        width: (stream) => this.#registry.numbered(stream).width,
        sample: (record) => {
          this.#head.put(this.#registry.numbered(record.stream), record, true);
        },
        sums: (number, since, sums) => {
          const stream = this.#registry.numbered(number);
          stream.since = since;
          stream.sums = sums;
        },
        nativeSum: (number, packed) => {
          this.#registry.numbered(number).nativeSum = unpackHistogram(packed);
        },
      });
    }
  }

  #counted(outcome: SampleOutcome): SampleOutcome {
    this.#counters.add('duplicate_samples', outcome.duplicates);
    this.#counters.add('late_samples', outcome.outOfOrder);
    this.#counters.add('refused_samples', outcome.overLimit);
    return outcome;
  }

  #sealGroup(group: SampleGroup<SampleStream>, block: number): number {
    let next = block;
    for (let from = 0; from < group.rows;) {
      const to = group.rows - from >= 2 * GROUP_ROWS ? from + GROUP_ROWS : group.rows;
      const points = pointsIn(group, from, to);
      const bytes = encodeSampleBlock(group, from, to);
      const times = group.times;
      this.#addBlock.run(next++, group.number, to - from, points, times[from], times[to - 1], bytes);
      from = to;
    }
    group.clear();
    return next;
  }
}

/** Points, one per stream and row; whole groups count as they went. */
function pointsIn(group: SampleGroup<SampleStream>, from: number, to: number): number {
  if (from === 0 && to === group.rows) return group.points;
  let points = 0;
  for (let row = from; row < to; row++) {
    let first = row * group.stride;
    for (const { width } of group.streams) {
      if (group.cells.subarray(first, first + width).some((cell) => cell !== Cell.absent)) points += 1;
      first += width;
    }
  }
  return points;
}
