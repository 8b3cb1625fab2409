// What a range function sees: the samples of one series in the window of one step, and where its result goes. One
// object moves over all steps of all series, so that nothing is allocated per window.
import type { FloatHistogram } from '../histogram/float-histogram.ts';
import type { HistogramWindow } from '../histogram/histogram-window.ts';
import type { MatrixSelector } from '../syntax/ast.ts';
import type { Note } from './annotations.ts';
import { ColumnSlab } from './column-slab.ts';
import { metricName } from './labels.ts';
import { type RangeSeries, floatSample, histogramSample } from './value.ts';
import type { Windows } from './windows.ts';

/** Works out the result of one window: leaves it with `float` or `histogram`, or leaves none. */
export type RangeFunction = (window: RangeWindow) => void;

/**
 * All windows of a series of floats at once, into the columns; for functions that are asked for over thousands of series.
 * Only asked where there are no histograms, no modifier and no start times.
 */
export type FloatColumnsFunction = (
  window: RangeWindow,
  windows: Windows,
  values: Float64Array,
  kinds: Uint8Array,
) => void;

export interface RangeCall {
  readonly rangeMillis: number;
  readonly modifier: 'none' | 'anchored' | 'smoothed';
  /** The scalar arguments, a value per step, in order without the range. */
  readonly args: readonly Float64Array[];
  /** Start times may be used. */
  readonly startTimestamps: boolean;
  readonly stepTimes: Float64Array;
  /** Right edges of the windows. */
  readonly ends: Float64Array;
  readonly report: (note: Note, metricName: string) => void;
}

const noIndexes = new Int32Array(0);

export class RangeWindow {
  readonly call: RangeCall;
  series: RangeSeries;
  step = 0;
  /** Floats from `from` up to, without, `to`. */
  from = 0;
  to = 0;
  histogramsFrom = 0;
  histogramsTo = 0;
  readonly #slab: ColumnSlab;
  #values: Float64Array = new Float64Array(0);
  #kinds: Uint8Array = new Uint8Array(0);
  #histograms: (FloatHistogram | undefined)[] | undefined;
  #drops: Int32Array | undefined;
  #knownResets: Uint8Array | undefined;

  constructor(call: RangeCall, series: RangeSeries) {
    this.call = call;
    this.series = series;
    this.#slab = new ColumnSlab(call.ends.length);
  }

  /** Evaluates all steps of a series; windows without samples leave no result. */
  run(
    series: RangeSeries,
    floats: Windows,
    histograms: Windows,
    of: RangeFunction,
    ofColumns: FloatColumnsFunction | undefined,
  ): RangeResult {
    this.series = series;
    this.#drops = undefined;
    this.#knownResets = undefined;
    const steps = this.call.ends.length;
    this.#values = this.#slab.values();
    this.#kinds = this.#slab.kinds();
    this.#histograms = undefined;
    const plain = series.histograms.length === 0 && this.call.modifier === 'none' && this.startTimes() === undefined;
    if (ofColumns !== undefined && plain) {
      ofColumns(this, floats, this.#values, this.#kinds);
      return { values: this.#values, kinds: this.#kinds, histograms: undefined };
    }
    for (let step = 0; step < steps; step++) {
      this.step = step;
      this.from = floats.from[step] as number;
      this.to = floats.to[step] as number;
      this.histogramsFrom = histograms.from[step] as number;
      this.histogramsTo = histograms.to[step] as number;
      if (this.from < this.to || this.histogramsFrom < this.histogramsTo) of(this);
    }
    return { values: this.#values, kinds: this.#kinds, histograms: this.#histograms };
  }

  get floatCount(): number {
    return this.to - this.from;
  }

  get histogramCount(): number {
    return this.histogramsTo - this.histogramsFrom;
  }

  /** The time of the step itself, Unix milliseconds. */
  get stepMillis(): number {
    return this.call.stepTimes[this.step] as number;
  }

  /** The right edge of the window. */
  get endMillis(): number {
    return this.call.ends[this.step] as number;
  }

  /** The left edge of the window, exclusive. */
  get startMillis(): number {
    return this.endMillis - this.call.rangeMillis;
  }

  /** The scalar argument at this step. */
  arg(index: number): number {
    return this.call.args[index]?.[this.step] as number;
  }

  float(value: number): void {
    this.#values[this.step] = value;
    this.#kinds[this.step] = floatSample;
  }

  histogram(histogram: FloatHistogram): void {
    this.#histograms ??= Array.from({ length: this.#kinds.length });
    this.#histograms[this.step] = histogram;
    this.#kinds[this.step] = histogramSample;
  }

  /** Tells something about this series. */
  readonly report = (note: Note): void => this.call.report(note, this.series.labels.get(metricName));

  /** Start times of the floats, if there are any and they may be used. */
  startTimes(): Float64Array | undefined {
    return this.call.startTimestamps ? this.series.startTimes : undefined;
  }

  /** The histograms of the window. */
  histogramWindow(): HistogramWindow {
    const { histogramTimes, histograms, histogramStartTimes } = this.series;
    this.#knownResets ??= new Uint8Array(histograms.length);
    return {
      times: histogramTimes,
      histograms,
      startTimes: this.call.startTimestamps ? histogramStartTimes : undefined,
      begin: this.histogramsFrom,
      end: this.histogramsTo,
      knownResets: this.#knownResets,
    };
  }

  /** Places of the series' floats that are lower than the one before: few, so that windows need not look for them. */
  drops(): Int32Array {
    if (this.#drops === undefined) this.#drops = dropsOf(this.series.values);
    return this.#drops;
  }
}

/** The columns of one result. */
export interface RangeResult {
  readonly values: Float64Array;
  readonly kinds: Uint8Array;
  readonly histograms: readonly (FloatHistogram | undefined)[] | undefined;
}

function dropsOf(values: Float64Array): Int32Array {
  let drops: number[] | undefined;
  for (let at = 1; at < values.length; at++) {
    if ((values[at] as number) < (values[at - 1] as number)) (drops ??= []).push(at);
  }
  return drops === undefined ? noIndexes : Int32Array.from(drops);
}

export function modifierOf(expr: MatrixSelector): RangeCall['modifier'] {
  const { anchored, smoothed } = expr.vectorSelector;
  return anchored ? 'anchored' : smoothed ? 'smoothed' : 'none';
}
