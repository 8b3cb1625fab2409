// A list of numbers on its way into `MetricBatch.numbers`: a point's bounds and counts may come in turn and in pieces.
import { resizedDoubles } from './columns.ts';
import { limits } from './limits.ts';

export class NumberList {
  count = 0;
  values: Float64Array = new Float64Array(64);
  /** More came than `limits.buckets`; those are not in the list. */
  overfull = false;

  clear(): void {
    this.count = 0;
    this.overfull = false;
  }

  add(value: number): void {
    if (this.count === this.values.length) {
      if (this.count >= limits.buckets) {
        this.overfull = true;
        return;
      }
      this.values = resizedDoubles(this.values, Math.min(limits.buckets, 2 * this.count));
    }
    this.values[this.count++] = value;
  }
}

/** The lists of one point; one set per decoder. */
export interface PointLists {
  /** Explicit bounds, or quantile and value in turn. */
  readonly bounds: NumberList;
  /** Bucket counts, the positive ones of an exponential histogram. */
  readonly buckets: NumberList;
  readonly negative: NumberList;
}

export function makePointLists(): PointLists {
  return { bounds: new NumberList(), buckets: new NumberList(), negative: new NumberList() };
}

export function clearLists({ bounds, buckets, negative }: PointLists): void {
  bounds.clear();
  buckets.clear();
  negative.clear();
}
