// Label sets of one target by number, whatever way the target spells them.
import type { ExposedSeries, NameEscaping } from '../../../contract/exposition.ts';
import { openMetricsFloat } from '../../../contract/open-metrics-float.ts';
import type { SeriesLabels } from '../../../contract/sample-batch.ts';
import { restoreName } from './escaped-name.ts';
import { TooManySeries } from './exposition-fault.ts';
import { metaOf, type Family } from './family-table.ts';
import { floatOf } from './float-text.ts';

/** Series of one target; what is known of them has to stay in memory. */
export const MOST_TARGET_SERIES = 100_000;

export class SeriesTable {
  readonly #numbers: Map<string, number> = new Map();
  readonly #series: ExposedSeries[] = [];

  get size(): number {
    return this.#series.length;
  }

  at(number: number): ExposedSeries {
    return this.#series[number] as ExposedSeries;
  }

  /** `labels` are as written, without the name, and stand at the byte `at`. Throws TooManySeries. */
  numberOf(name: string, labels: SeriesLabels, family: Family, escaping: NameEscaping, at: number): number {
    const written: [string, string][] = [['__name__', restoreName(name, escaping)]];
    for (const [label, value] of labels)
      if (value !== '') written.push([restoreName(label, escaping), normalised(label, value, family)]);
    written.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    const key = JSON.stringify([family.name, family.type, family.unit, written]);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#series.length;
    if (number >= MOST_TARGET_SERIES)
      throw new TooManySeries(`a target may have ${MOST_TARGET_SERIES} series, and this one has more`, at);
    const meta = metaOf(family);
    this.#series.push({ labels: written, meta: { ...meta, family: restoreName(meta.family, escaping) } });
    this.#numbers.set(key, number);
    return number;
  }

  clear(): void {
    this.#numbers.clear();
    this.#series.length = 0;
  }
}

/** Bounds and quantiles look like floats, so that a target may change its format and keep its series. */
function normalised(label: string, value: string, { type }: Family): string {
  const bound = (label === 'le' && type === 'histogram') || (label === 'quantile' && type === 'summary');
  if (!bound) return value;
  const number = floatOf(value);
  return number === undefined ? value : openMetricsFloat(number);
}
