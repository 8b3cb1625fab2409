// What the samples of a metric tell of it: how many streams it has, when the newest came and how far they lie apart.
// Kept between questions; the spacing is looked at anew when time has gone on by a few samples.
import type { Alive, MetricsReader, SampleSegment } from '../../store/reader-face.ts';
import type { MetricsRun } from './metrics-run.ts';

export interface MetricFacts {
  readonly streams: readonly number[];
  /** Unix milliseconds; 0 where nothing is stored (any more). */
  readonly last: number;
  /** Milliseconds between two samples of a stream; 0 where there are too few. */
  readonly spacing: number;
}

interface KeptSpacing {
  readonly spacing: number;
  readonly last: number;
}

/** Of a metric with more streams, so many of the oldest and of the newest are looked at. */
const mostStreams = 256;
/** Streams whose samples are looked at for the spacing, and samples of each. */
const spacingStreams = 5;
const spacingSamples = 20;
/** Samples that may come before the spacing is looked at again. */
const samplesUntilLook = 8;

export class MetricFactsKeeper {
  readonly #run: MetricsRun;
  readonly #spacings: Map<number, KeptSpacing> = new Map();

  constructor(run: MetricsRun) {
    this.#run = run;
  }

  /** As of the run's last refresh. */
  of(metric: number, alive: Alive): MetricFacts {
    const { metrics } = this.#run.reader;
    const { streams } = this.#run.index(alive).ofMetric(metric);
    let last = 0;
    for (const stream of someOf(streams, mostStreams)) last = Math.max(last, lastTime(metrics, stream));
    return { streams, last, spacing: this.#spacing(metric, streams, last) };
  }

  #spacing(metric: number, streams: readonly number[], last: number): number {
    const kept = this.#spacings.get(metric);
    if (kept !== undefined && kept.spacing > 0 && last < kept.last + samplesUntilLook * kept.spacing)
      return kept.spacing;
    if (last === 0) return 0;
    const spacing = spacingOf(this.#run.reader.metrics, streams);
    this.#spacings.set(metric, { spacing, last });
    return spacing;
  }
}

/** The middle one of what some streams show; 0 where all have too few samples. */
export function spacingOf(metrics: MetricsReader, streams: readonly number[]): number {
  const found: number[] = [];
  for (const stream of someOf(streams, spacingStreams)) {
    const newest = lastTime(metrics, stream);
    const segments = newest === 0 ? [] : newestSegments(metrics, stream, newest);
    const gap = middle(gapsOf(segments));
    if (gap > 0) found.push(gap);
  }
  return middle(found);
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
function someOf<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  const half = most >> 1;
  return [...all.slice(0, most - half), ...all.slice(-half)];
}
