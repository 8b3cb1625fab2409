// Pages of one target into the store: references asked once per series, a staleness marker for what has vanished, and the
// series that tell of the scrape itself. All of a scrape is one batch with one time.
import type { ExposedSeries, Exposition, ExpositionReader } from '../../contract/exposition.ts';
import {
  type SampleBatch,
  type SampleExemplar,
  type SampleHistogram,
  type SampleOutcome,
  type SampleSink,
  type SeriesLabels,
} from '../../contract/sample-batch.ts';
import type { ScrapeTarget } from '../../contract/scrape.ts';
import { scrapedLabels, targetLabels } from './target-labels.ts';

/** What a scrape tells of itself. */
export interface ScrapeFacts {
  readonly up: boolean;
  readonly durationSeconds: number;
  readonly scraped: number;
}

export interface WrittenScrape extends SampleOutcome {
  /** Explicit timestamps beyond what clocks may differ by. */
  readonly tooFarAhead: number;
  /** Series that the scrape before did not have. */
  readonly added: number;
}

/** A sample may be this far in the future, as in Prometheus. */
const aheadMillis = 10 * 60_000;
const NONE = 0xffff_ffff;
const noSeries = new Uint32Array(0);

const facts = [
  'up',
  'scrape_duration_seconds',
  'scrape_samples_scraped',
  'scrape_samples_post_metric_relabeling',
  'scrape_series_added',
];

export class ScrapeWriter {
  readonly #target: ScrapeTarget;
  readonly #labels: SeriesLabels;
  readonly #sink: () => SampleSink;
  #of: SampleSink | undefined;
  #known: (ExposedSeries | undefined)[] = [];
  #references = new Uint32Array(1024);
  #previous: Uint32Array = noSeries;
  #factReferences: readonly number[] = [];

  constructor(target: ScrapeTarget, sink: () => SampleSink) {
    this.#target = target;
    this.#labels = targetLabels(target);
    this.#sink = sink;
  }

  /** A series with more labels than the target may have, if there is a new one. */
  overLabelled(page: Exposition, reader: ExpositionReader, limit: number): ExposedSeries | undefined {
    for (let i = 0; i < page.count; i++) {
      const series = reader.series(page.series[i] as number);
      if (series !== this.#known[page.series[i] as number] && series.labels.length + this.#labels.length > limit)
        return series;
    }
    return undefined;
  }

  /** Rejects with what the store rejects with; then nothing of the scrape is stored. */
  async write(page: Exposition, reader: ExpositionReader, at: number, scrape: ScrapeFacts): Promise<WrittenScrape> {
    const sink = this.#current();
    const latest = at + aheadMillis;
    let refused = 0;
    let refusal = '';
    let tooFarAhead = 0;
    const batch = new BatchColumns(page.count + this.#previous.length + facts.length, at, page.times !== undefined);
    const seen = new Uint32Array(page.count);
    let seenCount = 0;
    const rows = page.exemplars === undefined ? undefined : new Int32Array(page.count).fill(-1);
    for (let i = 0; i < page.count; i++) {
      const reference = this.#reference(sink, reader, page.series[i] as number, (reason) => {
        refusal ||= reason;
      });
      if (reference === NONE) {
        refused += 1;
        continue;
      }
      const own = page.times?.[i] ?? Number.NaN;
      if (own > latest) {
        tooFarAhead += 1;
        continue;
      }
      const row = batch.add(reference, page.values[i] as number, Number.isNaN(own) ? at : own);
      if (rows !== undefined) rows[i] = row;
      const histogram = page.histograms?.get(i);
      if (histogram !== undefined) batch.histogram(row, histogram);
      if (page.starts !== undefined) batch.start(row, page.starts[i] as number);
      // A target that gives times of its own decides itself when a series ends.
      if (Number.isNaN(own)) seen[seenCount++] = reference;
    }
    for (const exemplar of page.exemplars ?? []) {
      const row = rows?.[exemplar.sample] ?? -1;
      if (row >= 0)
        batch.exemplars.push({ ...exemplar, sample: row, time: Number.isNaN(exemplar.time) ? at : exemplar.time });
    }
    const current = seen.subarray(0, seenCount);
    const kept = batch.samples;
    const added = this.#markVanished(batch, current, at);
    this.#addFacts(sink, batch, at, [1, scrape.durationSeconds, scrape.scraped, kept, added]);
    const outcome = await sink.appendSamples(batch.batch());
    this.#previous = current;
    return {
      ...outcome,
      overLimit: outcome.overLimit + refused,
      message: outcome.message || refusal,
      tooFarAhead,
      added,
    };
  }

  /** The target could not be scraped: all its series end. */
  async fail(at: number, scrape: ScrapeFacts): Promise<void> {
    const sink = this.#current();
    const batch = new BatchColumns(this.#previous.length + facts.length, at, false);
    for (const reference of this.#previous) batch.stale(reference, at);
    this.#addFacts(sink, batch, at, [0, scrape.durationSeconds, scrape.scraped, 0, 0]);
    await sink.appendSamples(batch.batch());
    this.#previous = noSeries;
  }

  /** The target is scraped no more: all its series end, those about scrapes too. */
  async end(at: number): Promise<void> {
    const sink = this.#current();
    const ending = [...this.#previous, ...this.#factReferences.filter((one) => one !== NONE)];
    if (ending.length === 0) return;
    const batch = new BatchColumns(ending.length, at, false);
    for (const reference of ending) batch.stale(reference, at);
    await sink.appendSamples(batch.batch());
    this.#previous = noSeries;
  }

  /** References are those of a sink: another one stores in another run, or otherwise. */
  #current(): SampleSink {
    const sink = this.#sink();
    if (sink !== this.#of) {
      this.#of = sink;
      this.#known = [];
      this.#previous = noSeries;
      this.#factReferences = [];
    }
    return sink;
  }

  #reference(sink: SampleSink, reader: ExpositionReader, number: number, refused: (reason: string) => void): number {
    const series = reader.series(number);
    if (this.#known[number] === series) return this.#references[number] as number;
    if (number >= this.#references.length) {
      const larger = new Uint32Array(Math.max(2 * this.#references.length, number + 1));
      larger.set(this.#references);
      this.#references = larger;
    }
    const labels = scrapedLabels(series.labels, this.#labels, this.#target.honorLabels);
    const answer = sink.seriesOf(labels, { ...series.meta, target: this.#target.id });
    if (answer.kind === 'refused') {
      refused(answer.reason);
      return NONE;
    }
    this.#known[number] = series;
    this.#references[number] = answer.reference;
    return answer.reference;
  }

  /** The number of series that are new. */
  #markVanished(batch: BatchColumns, current: Uint32Array, at: number): number {
    const previous = this.#previous;
    if (current.length === previous.length && current.every((one, i) => one === previous[i])) return 0;
    const now = new Set(current);
    const before = new Set(previous);
    for (const reference of before) if (!now.has(reference)) batch.stale(reference, at);
    let added = 0;
    for (const reference of now) if (!before.has(reference)) added += 1;
    return added;
  }

  #addFacts(sink: SampleSink, batch: BatchColumns, at: number, values: readonly number[]): void {
    if (this.#factReferences.length === 0) {
      this.#factReferences = facts.map((name) => {
        const unit = name === 'scrape_duration_seconds' ? 'seconds' : '';
        const meta = { family: name, type: 'gauge', unit, help: '', target: this.#target.id } as const;
        const answer = sink.seriesOf([['__name__', name], ...this.#labels], meta);
        return answer.kind === 'ok' ? answer.reference : NONE;
      });
    }
    for (const [i, reference] of this.#factReferences.entries())
      if (reference !== NONE) batch.add(reference, values[i] as number, at);
  }
}

/** A batch that grows to a size that is known. */
class BatchColumns {
  #count = 0;
  readonly #at: number;
  readonly #references: Uint32Array;
  readonly #values: Float64Array;
  readonly #times: Float64Array | undefined;
  #stale: Uint8Array | undefined;
  #starts: Float64Array | undefined;
  #histograms: Map<number, SampleHistogram> | undefined;
  readonly exemplars: SampleExemplar[] = [];

  constructor(room: number, at: number, timed: boolean) {
    this.#at = at;
    this.#references = new Uint32Array(room);
    this.#values = new Float64Array(room);
    this.#times = timed ? new Float64Array(room) : undefined;
  }

  get samples(): number {
    return this.#count;
  }

  add(reference: number, value: number, time: number): number {
    const row = this.#count++;
    this.#references[row] = reference;
    this.#values[row] = value;
    if (this.#times !== undefined) this.#times[row] = time;
    return row;
  }

  stale(reference: number, time: number): void {
    const row = this.add(reference, 0, time);
    this.#stale ??= new Uint8Array(this.#references.length);
    this.#stale[row] = 1;
  }

  start(row: number, millis: number): void {
    this.#starts ??= new Float64Array(this.#references.length);
    this.#starts[row] = millis;
  }

  histogram(row: number, histogram: SampleHistogram): void {
    this.#histograms ??= new Map();
    this.#histograms.set(row, histogram);
  }

  batch(): SampleBatch {
    return {
      count: this.#count,
      references: this.#references,
      times: this.#times ?? this.#at,
      values: this.#values,
      ...(this.#stale === undefined ? {} : { stale: this.#stale }),
      ...(this.#starts === undefined ? {} : { starts: this.#starts }),
      ...(this.#histograms === undefined ? {} : { histograms: this.#histograms }),
      ...(this.exemplars.length === 0 ? {} : { exemplars: this.exemplars }),
    };
  }
}
