// The metrics of one run, as every question about them starts: the index of series, kept between questions and brought
// up to date with the file, and the samples behind it.
import type { Alive, MetricsSource } from '../../store/reader-face.ts';
import { MetricIndex } from '../metrics/metric-index.ts';
import { createRunQueryable } from '../metrics/run-queryable.ts';
import type { Queryable } from '../promql/engine/queryable.ts';

/** PromQL's own limit, which counts what an expression holds at once, is the same. */
export const mostSamples = 50_000_000;

export class MetricsRun {
  readonly reader: MetricsSource;
  #index: MetricIndex | undefined;

  constructor(reader: MetricsSource) {
    this.reader = reader;
  }

  /** Sees what was committed. Answers the commit cursor. */
  refresh(alive: Alive): number {
    const cursor = this.reader.refresh();
    this.index(alive).refresh();
    return cursor;
  }

  /** As of the last refresh. */
  index(alive: Alive): MetricIndex {
    return (this.#index ??= new MetricIndex(this.reader, alive));
  }

  queryable(alive: Alive, most = mostSamples): Queryable {
    return createRunQueryable(this.reader, this.index(alive), { alive, mostSamples: most });
  }
}
