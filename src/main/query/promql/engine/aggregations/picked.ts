// Series of which only some samples are kept: the results of topk, bottomk, limitk and limit_ratio, with all labels.
import { type StepSeries, absentSample } from '../value.ts';

export class Picked {
  readonly #kinds: (Uint8Array | undefined)[];
  readonly #series: readonly StepSeries[];
  /** Places of the series, in order of their first pick. */
  readonly #order: number[] = [];

  constructor(series: readonly StepSeries[]) {
    this.#series = series;
    this.#kinds = series.map(() => undefined);
  }

  /** Keeps the sample that the series at `place` has at a step. */
  pick(place: number, step: number): void {
    const { kinds } = this.#series[place] as StepSeries;
    let kept = this.#kinds[place];
    if (kept === undefined) {
      kept = new Uint8Array(kinds.length).fill(absentSample);
      this.#kinds[place] = kept;
      this.#order.push(place);
    }
    kept[step] = kinds[step] as number;
  }

  /** The series with the samples that were picked. */
  result(): readonly StepSeries[] {
    return this.#order.map((place) => {
      const series = this.#series[place] as StepSeries;
      const kinds = this.#kinds[place] as Uint8Array;
      const histograms = series.histograms?.map((one, step) => (kinds[step] === absentSample ? undefined : one));
      return { ...series, kinds, histograms };
    });
  }
}
