// All series of a run by their labels, in two views: as Prometheus would name them, and as they were sent
// (`{"http.server.request.duration"}`), which only an exact name asks for, so that nothing appears twice. Scraped series
// have one view. Kept per reader and grown by what is new.
import { textForm } from '../../../contract/text-form.ts';
import type { Alive, MetricRow, MetricsSource, StreamLayout, StreamRow } from '../../store/reader-face.ts';
import { Labels, metricName } from '../promql/engine/labels.ts';
import type { Matcher } from '../promql/engine/matcher.ts';
import { LabelIndex } from './label-index.ts';
import { type LabelPair, resourceLabels, type ResourceLabels, translatedLabels } from './resource-labels.ts';
import { PairTable } from './pair-table.ts';
import { SenderLanes } from './sender-lanes.ts';
import {
  metricNames,
  type MetricNames,
  type SeriesSource,
  sentSeries,
  type StreamSeries,
  translatedSeries,
} from './stream-series.ts';

export type SeriesView = 'prometheus' | 'sent' | 'scraped' | 'target-info';

/** One series of the index. */
export interface IndexedSeries {
  readonly view: SeriesView;
  readonly labels: Labels;
  /** 0 of `target_info`, which belongs to a resource. */
  readonly stream: number;
  readonly metric: number;
  readonly resource: number;
  readonly source: SeriesSource;
}

/** Streams of a metric in the order in which they began. */
export interface MetricStreams {
  readonly streams: readonly number[];
  readonly jobs: ReadonlySet<string>;
  /** By `senderOf` a series: the first and the last stream. */
  readonly senders: ReadonlyMap<string, SenderStreams>;
}

export type SenderStreams = readonly [first: number, last: number];

const noStreams: MetricStreams = { streams: [], jobs: new Set<string>(), senders: new Map<string, SenderStreams>() };

/** What sends at one pace: a resource, or a target that is scraped. */
export function senderOf(series: Pick<IndexedSeries, 'resource' | 'labels'>): string {
  return senderKey(series.resource, (label) => series.labels.get(label));
}

function senderKey(resource: number, valueOf: (label: string) => string): string {
  return resource === 0 ? `${valueOf('job')}\0${valueOf('instance')}` : String(resource);
}

const wholeStream: SeriesSource = { kind: 'slot', slot: 0, accumulate: false };

export class MetricIndex {
  readonly #reader: MetricsSource;
  readonly #alive: Alive;
  readonly #views: Record<'prometheus' | 'sent', { readonly index: LabelIndex; readonly series: Series[] }> = {
    prometheus: { index: new LabelIndex(), series: [] },
    sent: { index: new LabelIndex(), series: [] },
  };
  readonly #owners: Map<number, Owner> = new Map();
  readonly #lanes: SenderLanes;
  readonly #streamsOf: Map<number, number[]> = new Map();
  readonly #ofMetric: Map<number, { streams: number[]; jobs: Set<string>; senders: Map<string, SenderStreams> }> =
    new Map();
  readonly #names: Map<number, MetricNames> = new Map();
  readonly #labelNames: Map<string, string> = new Map();
  readonly #pairs: PairTable = new PairTable();
  /** What streams of a metric and a layout appear as, in both views. */
  readonly #appearances: Map<number, Map<StreamLayout, Appearance>> = new Map();
  #last = 0;
  /** The last stream that the lanes know. */
  #laned = 0;
  #cursor = -2;

  constructor(reader: MetricsSource, alive: Alive) {
    this.#reader = reader;
    this.#lanes = new SenderLanes(reader.metrics);
    this.#alive = alive;
  }

  /** Takes in the streams that are new since the last time; cheap when there is none. */
  refresh(): void {
    const { metrics } = this.#reader;
    if (metrics.cursor === this.#cursor) return;
    this.#take();
    // Whoever has another lane has other labels.
    if (this.#lanes.settle()) {
      this.#forget();
      this.#take();
    }
    this.#cursor = metrics.cursor;
  }

  #take(): void {
    const { metrics } = this.#reader;
    let taken = 0;
    for (const stream of metrics.streamsAfter(this.#last)) {
      if (stream.number > this.#laned && stream.resource !== 0) {
        const { key, sender } = this.#owner(stream.resource);
        this.#lanes.add(key, sender, stream);
        this.#laned = stream.number;
      }
      this.#add(stream, metrics.metric(stream.metric));
      this.#last = stream.number;
      if (++taken % 2048 === 0) this.#alive();
    }
  }

  /** Series that meet all matchers, in the order in which they came. Of the view as sent only by its exact name. */
  select(matchers: readonly Matcher[]): readonly IndexedSeries[] {
    const found = this.#in('prometheus', matchers);
    const named = matchers.some(({ name, exactly }) => name === metricName && exactly !== undefined);
    return named ? [...found, ...this.#in('sent', matchers)] : found;
  }

  /** Label names of the series that meet all matchers. */
  labelNames(matchers: readonly Matcher[] = []): readonly string[] {
    if (matchers.length === 0) return this.#views.prometheus.index.names().toSorted();
    const names = new Set<string>();
    for (const { labels } of this.select(matchers)) for (const name of labels.names) names.add(name);
    return [...names].toSorted();
  }

  /** Values of a label, with how many series have each; of `__name__` also the names as sent. */
  labelValues(name: string, matchers: readonly Matcher[] = []): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    if (matchers.length > 0) {
      for (const { labels } of this.select(matchers)) {
        const value = labels.get(name);
        if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      return counts;
    }
    for (const view of ['prometheus', 'sent'] as const) {
      if (view === 'sent' && name !== metricName) continue;
      for (const [value, numbers] of this.#views[view].index.values(name))
        counts.set(value, (counts.get(value) ?? 0) + numbers.length);
    }
    return counts;
  }

  /** The two names of a metric; of scraped families the family's name is the only one. */
  namesOf(metric: MetricRow): MetricNames {
    if (metric.kind >= scrapedKinds) return { translated: metric.name, sent: undefined };
    let names = this.#names.get(metric.number);
    if (names === undefined) this.#names.set(metric.number, (names = metricNames(metric)));
    return names;
  }

  /** Streams of a resource, for its `target_info`. */
  streamsOf(resource: number): readonly number[] {
    return this.#streamsOf.get(resource) ?? [];
  }

  ofMetric(metric: number): MetricStreams {
    return this.#ofMetric.get(metric) ?? noStreams;
  }

  /** Series of the view that an expression without an exact name sees. */
  get seriesCount(): number {
    return this.#views.prometheus.series.length;
  }

  /** Labels of the series that an expression without an exact name sees. */
  get labels(): LabelIndex {
    return this.#views.prometheus.index;
  }

  /** By number in `labels`: 1 where no sample of the series is older than `since`, Unix milliseconds. */
  seriesSince(since: number, alive: Alive): Uint8Array {
    const { metrics } = this.#reader;
    const { series } = this.#views.prometheus;
    const found = new Uint8Array(series.length);
    let last = 0;
    let lastFound = false;
    for (const [number, { stream, resource }] of series.entries()) {
      // Series of one stream follow each other; `target_info` has none and is as old as its resource.
      if (stream === 0 || stream !== last)
        lastFound =
          stream === 0
            ? this.streamsOf(resource).every((one) => metrics.firstTime(one) >= since)
            : metrics.firstTime(stream) >= since;
      last = stream;
      if (lastFound) found[number] = 1;
      if (number % 2048 === 0) alive();
    }
    return found;
  }

  #in(view: 'prometheus' | 'sent', matchers: readonly Matcher[]): Series[] {
    const { index, series } = this.#views[view];
    return index.find(matchers).map((number) => series[number] as Series);
  }

  #add(stream: StreamRow, metric: MetricRow): void {
    const attributes = stream.attributes.map(({ key, value }) => this.#pairs.of(key, textForm(value)));
    const base = { stream: stream.number, metric: stream.metric, resource: stream.resource };
    if (stream.resource === 0) {
      this.#count(stream, attributes);
      const source: SeriesSource =
        stream.layout.kind === 'native' ? { kind: 'native', accumulate: false } : wholeStream;
      this.#put('prometheus', new Series('scraped', attributes, undefined, undefined, base, source));
      return;
    }
    const owner = this.#owner(stream.resource);
    this.#count(stream, owner.labels.identity);
    const streams = this.#streamsOf.get(stream.resource);
    if (streams !== undefined) streams.push(stream.number);
    else {
      this.#streamsOf.set(stream.resource, [stream.number]);
      this.#addTargetInfo(stream.resource, owner.labels);
    }
    const own = this.#labelsOf(owner, stream.resource);
    const { translated, sent } = this.#appearance(metric, stream.layout);
    if (translated.length > 0) {
      const names = translatedLabels(attributes, this.#labelNames).filter(isFree);
      const labels = [...names.map(([name, value]) => this.#pairs.of(name, value)), ...own];
      for (const { name, extra, source } of translated)
        this.#put('prometheus', new Series('prometheus', labels, name, extra, base, source));
    }
    if (sent.length > 0) {
      const labels = [...attributes.filter(isFree), ...own];
      for (const { name, extra, source } of sent)
        this.#put('sent', new Series('sent', labels, name, extra, base, source));
    }
  }

  #appearance(metric: MetricRow, layout: StreamLayout): Appearance {
    let ofMetric = this.#appearances.get(metric.number);
    if (ofMetric === undefined) this.#appearances.set(metric.number, (ofMetric = new Map<StreamLayout, Appearance>()));
    let known = ofMetric.get(layout);
    if (known === undefined) {
      const { translated, sent } = this.namesOf(metric);
      known = {
        translated: translated === undefined ? [] : translatedSeries(translated, metric, layout),
        sent: sent === undefined ? [] : sentSeries(sent, layout),
      };
      ofMetric.set(layout, known);
    }
    return known;
  }

  #count({ number, metric, resource }: StreamRow, labels: readonly LabelPair[]): void {
    let of = this.#ofMetric.get(metric);
    if (of === undefined) {
      of = { streams: [], jobs: new Set<string>(), senders: new Map<string, SenderStreams>() };
      this.#ofMetric.set(metric, of);
    }
    of.streams.push(number);
    const valueOf = (label: string): string => labels.find(([name]) => name === label)?.[1] ?? '';
    const job = valueOf('job');
    if (job !== '') of.jobs.add(job);
    const sender = senderKey(resource, valueOf);
    of.senders.set(sender, [of.senders.get(sender)?.[0] ?? number, number]);
  }

  #owner(number: number): Owner {
    let owner = this.#owners.get(number);
    if (owner === undefined) {
      const { attributes, sender } = this.#reader.resource(number);
      const labels = resourceLabels(attributes, sender);
      owner = { sender, labels, key: labels.identity.map(([, value]) => value).join('\0') };
      this.#owners.set(number, owner);
    }
    return owner;
  }

  #labelsOf({ key, labels: { identity } }: Owner, resource: number): readonly LabelPair[] {
    const lane = this.#lanes.laneOf(key, resource);
    return lane === 0 ? identity : [...identity, [senderLabel, String(lane + 1)]];
  }

  /** Of an identity with several senders too there is one, so that it can be joined. */
  #addTargetInfo(resource: number, { info, identity }: ResourceLabels): void {
    if (info.length === 0) return;
    const all = [...info.filter(isFree), ...identity];
    const base = { stream: 0, metric: 0, resource };
    this.#put('prometheus', new Series('target-info', all, 'target_info', undefined, base, wholeStream));
  }

  /** Everything but what is known of names, owners and lanes. */
  #forget(): void {
    for (const view of ['prometheus', 'sent'] as const) this.#views[view] = { index: new LabelIndex(), series: [] };
    this.#streamsOf.clear();
    this.#ofMetric.clear();
    this.#last = 0;
  }

  #put(view: 'prometheus' | 'sent', series: Series): void {
    this.#views[view].index.add(series.pairs());
    this.#views[view].series.push(series);
  }
}

interface Appearance {
  readonly translated: readonly StreamSeries[];
  readonly sent: readonly StreamSeries[];
}

const scrapedKinds = 16;

/** On the series of the second and further resources that are sent under one identity at the same time: "2", "3". */
const senderLabel = 'otterscope_sender';

interface Owner {
  readonly sender: string;
  readonly labels: ResourceLabels;
  readonly key: string;
}

/** A resource's labels and the name stand above those of attributes. */
const isFree = ([name]: LabelPair): boolean => name !== 'job' && name !== 'instance' && name !== metricName;

/** Labels are made when they are asked for, and then kept: most series of a run are never read. */
class Series implements IndexedSeries {
  readonly view: SeriesView;
  readonly stream: number;
  readonly metric: number;
  readonly resource: number;
  readonly source: SeriesSource;
  readonly #base: readonly LabelPair[];
  readonly #name: string | undefined;
  readonly #extra: LabelPair | undefined;
  #labels: Labels | undefined;

  constructor(
    view: SeriesView,
    base: readonly LabelPair[],
    name: string | undefined,
    extra: LabelPair | undefined,
    of: { readonly stream: number; readonly metric: number; readonly resource: number },
    source: SeriesSource,
  ) {
    this.view = view;
    this.#base = base;
    this.#name = name;
    this.#extra = extra;
    this.stream = of.stream;
    this.metric = of.metric;
    this.resource = of.resource;
    this.source = source;
  }

  get labels(): Labels {
    return (this.#labels ??= Labels.from(this.pairs()));
  }

  pairs(): readonly LabelPair[] {
    const extra = this.#extra;
    if (this.#name === undefined) return this.#base;
    if (extra === undefined) return [...this.#base, [metricName, this.#name]];
    return [...this.#base.filter(([name]) => name !== extra[0]), [metricName, this.#name], extra];
  }
}
