// What the samples of a metric tell of it: how many streams it has, when the newest came and how far they lie apart.
// Kept between questions; the spacing is looked at anew when time has gone on by a few samples.
import type { Alive, MetricsReader, SampleSegment } from '../../store/reader-face.ts';
import type { MetricsRun } from './metrics-run.ts';

export interface MetricFacts {
  readonly streams: readonly number[];
  /** Unix milliseconds; 0 where nothing is stored (any more). */
  readonly last: number;
  /** Milliseconds between two samples, of the slowest sender; 0 where there are too few. */
  readonly spacing: number;
}

interface Pace {
  /** Milliseconds between two samples; 0 where there are too few. */
  readonly spacing: number;
  /** Unix milliseconds of the newest sample. */
  readonly last: number;
}

/** Of a metric with more streams, so many of the oldest and of the newest are looked at. */
const mostStreams = 256;
/** Senders of a metric that are looked at for the spacing, where a question names none. */
const spacingSenders = 8;
/** Samples of a stream that are looked at for the spacing. */
const spacingSamples = 20;
/** Samples that may come before the spacing is looked at again. */
const samplesUntilLook = 8;
/** A sender is taken for gone when it is so much behind: samples of its own, and milliseconds at least. */
const goneSamples = 4;
const goneMillis = 300_000;

export class MetricFactsKeeper {
  readonly #run: MetricsRun;
  /** By metric and sender. */
  readonly #paces: Map<number, Map<string, Pace>> = new Map();

  constructor(run: MetricsRun) {
    this.#run = run;
  }

  /** As of the run's last refresh. */
  of(metric: number, alive: Alive): MetricFacts {
    const { metrics } = this.#run.reader;
    const { streams, senders } = this.#run.index(alive).ofMetric(metric);
    let last = 0;
    for (const stream of someOf(streams, mostStreams)) last = Math.max(last, lastTime(metrics, stream));
    const some = someOf([...senders.keys()], spacingSenders);
    return { streams, last, spacing: this.spacing(metric, some, alive) };
  }

  /**
   * Milliseconds between two samples of the slowest of these senders of a metric that still send, so that what holds two
   * samples of it holds two of each; 0 where all have too few.
   */
  spacing(metric: number, senders: readonly string[], alive: Alive): number {
    const known = this.#run.index(alive).ofMetric(metric).senders;
    const paces: Pace[] = [];
    for (const sender of senders) {
      alive();
      paces.push(this.#pace(metric, sender, known.get(sender) ?? []));
    }
    const newest = Math.max(...paces.map(({ last }) => last));
    return paces.reduce(
      (most, { spacing, last }) =>
        last < newest - Math.max(goneMillis, goneSamples * spacing) ? most : Math.max(most, spacing),
      0,
    );
  }

  /** Of two streams of a sender the steadier one tells: some only have samples when something happened. */
  #pace(metric: number, sender: string, streams: readonly number[]): Pace {
    const { metrics } = this.#run.reader;
    const last = Math.max(0, ...streams.map((stream) => lastTime(metrics, stream)));
    let paces = this.#paces.get(metric);
    if (paces === undefined) this.#paces.set(metric, (paces = new Map<string, Pace>()));
    const kept = paces.get(sender);
    if (kept !== undefined && kept.spacing > 0 && last < kept.last + samplesUntilLook * kept.spacing)
      return { ...kept, last };
    const gaps = [...new Set(streams)].map((stream) => gapOf(metrics, stream)).filter((gap) => gap > 0);
    const pace = { spacing: gaps.length === 0 ? 0 : Math.min(...gaps), last };
    paces.set(sender, pace);
    return pace;
  }
}

/** The middle distance of a stream's newest samples; 0 where there are too few. */
function gapOf(metrics: MetricsReader, stream: number): number {
  const newest = lastTime(metrics, stream);
  return newest === 0 ? 0 : middle(gapsOf(newestSegments(metrics, stream, newest)));
}

/** Unix milliseconds; 0 of a stream without samples. */
export function lastTime(metrics: MetricsReader, stream: number): number {
  return metrics.ranges(stream, -Infinity, Infinity).reduce((last, [, to]) => Math.max(last, to), 0);
}

/** What holds the newest sample, and where that has but few, all of the hour before. */
function newestSegments(metrics: MetricsReader, stream: number, newest: number): readonly SampleSegment[] {
  const segments = metrics.segments(stream, newest, newest);
  const rows = segments.reduce((sum, { block }) => sum + block.rows, 0);
  return rows >= spacingSamples / 2 ? segments : metrics.segments(stream, newest - 3_600_000, newest);
}

function gapsOf(segments: readonly SampleSegment[]): readonly number[] {
  const times: number[] = [];
  for (const { block, first } of segments) {
    const { cells } = block.slot(first);
    for (let row = Math.max(0, block.rows - spacingSamples); row < block.rows; row++)
      if (cells === undefined || cells[row] === 1) times.push(block.times[row] as number);
  }
  times.sort((a, b) => a - b);
  const gaps: number[] = [];
  for (let at = 1; at < times.length; at++) gaps.push((times[at] as number) - (times[at - 1] as number));
  return gaps.slice(-spacingSamples);
}

function middle(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
}

/** The first and the last of many. */
export function someOf<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  const half = most >> 1;
  return [...all.slice(0, most - half), ...all.slice(-half)];
}
