// The columns of the page that is being read, used again for the next one.
import type { Exposition } from '../../../contract/exposition.ts';
import type { SampleExemplar, SampleHistogram } from '../../../contract/sample-batch.ts';

export class PageColumns {
  count = 0;
  #series = new Uint32Array(1024);
  #values = new Float64Array(1024);
  #times = new Float64Array(1024);
  #starts = new Float64Array(1024);
  #timed = false;
  #started = false;
  readonly histograms: Map<number, SampleHistogram> = new Map();
  exemplars: SampleExemplar[] = [];

  clear(): void {
    this.count = 0;
    this.#timed = this.#started = false;
    this.histograms.clear();
    this.exemplars = [];
  }

  /** @param time Unix milliseconds, or NaN */
  add(series: number, value: number, time: number): number {
    const row = this.count;
    if (row === this.#series.length) this.#grow();
    this.#series[row] = series;
    this.#values[row] = value;
    this.#times[row] = time;
    this.#starts[row] = 0;
    if (!Number.isNaN(time)) this.#timed = true;
    this.count = row + 1;
    return row;
  }

  seriesAt(row: number): number {
    return this.#series[row] as number;
  }

  startsAt(row: number, start: number): void {
    this.#starts[row] = start;
    this.#started = true;
  }

  page(): Exposition {
    return {
      count: this.count,
      series: this.#series.subarray(0, this.count),
      values: this.#values.subarray(0, this.count),
      ...(this.#timed ? { times: this.#times.subarray(0, this.count) } : {}),
      ...(this.#started ? { starts: this.#starts.subarray(0, this.count) } : {}),
      ...(this.histograms.size > 0 ? { histograms: this.histograms } : {}),
      ...(this.exemplars.length > 0 ? { exemplars: this.exemplars } : {}),
    };
  }

  #grow(): void {
    const room = 2 * this.#series.length;
    const series = new Uint32Array(room);
    series.set(this.#series);
    this.#series = series;
    this.#values = larger(this.#values, room);
    this.#times = larger(this.#times, room);
    this.#starts = larger(this.#starts, room);
  }
}

function larger(column: Float64Array, room: number): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(room);
  grown.set(column);
  return grown;
}
