// In which unit a query's values probably are: that of the metric it is about, changed by what is done to it. A guess, and
// one may choose another.
import { perSecond, plainUnit, valueUnit, type ValueUnit } from '../../../ui/value-unit.ts';
import type { MetricRow } from './metric-rows.ts';

export function queryUnit(query: string, rows: readonly MetricRow[]): ValueUnit {
  const found = metricIn(query, rows);
  if (found === undefined) return plainUnit;
  const { row, suffix } = found;
  const rated = /\b(?:rate|irate|deriv)\s*\(/.test(query);
  const counts = suffix === '_count' || suffix === '_bucket';
  const unit = ownUnit(row);
  if (/\bhistogram_(?:quantile|avg|stddev)\b/.test(query)) return unit;
  if (/\bhistogram_fraction\b/.test(query)) return valueUnit('ratio');
  if (/^\s*(?:count|group|absent|changes|resets)\b/.test(query)) return plainUnit;
  if (/\//.test(query.replaceAll(/"[^"]*"/g, '')))
    return suffix === '_sum' && query.includes('_count') ? unit : rated ? plainUnit : unit;
  if (counts || /\bhistogram_count\b/.test(query)) return rated ? perSecond(plainUnit) : plainUnit;
  return rated ? perSecond(unit) : unit;
}

/** The unit of the metric that a query is about, whatever is done to it: what its exemplars are measured in. */
export function metricUnit(query: string, rows: readonly MetricRow[]): ValueUnit {
  const found = metricIn(query, rows);
  return found === undefined ? plainUnit : ownUnit(found.row);
}

function ownUnit(row: MetricRow): ValueUnit {
  return valueUnit(row.unit === '' ? unitInName(row.translated) : row.unit);
}

/** The first metric of the list that the query names; longest names first, so that no name hides in another. */
function metricIn(
  query: string,
  rows: readonly MetricRow[],
): { readonly row: MetricRow; readonly suffix: string } | undefined {
  let best: { readonly row: MetricRow; readonly suffix: string; readonly length: number } | undefined;
  for (const row of rows) {
    for (const name of [row.translated, row.name]) {
      if (name === '' || name.length <= (best?.length ?? 0)) continue;
      const at = query.indexOf(name);
      if (at < 0 || /[\w:]/.test(query[at - 1] ?? '')) continue;
      const suffix = /^(?:_bucket|_sum|_count|_min|_max)?(?![\w:.])/.exec(query.slice(at + name.length));
      if (suffix !== null) best = { row, suffix: suffix[0], length: name.length };
    }
  }
  return best;
}

/** Prometheus' names say their unit at the end, before `_total`. */
function unitInName(name: string): string {
  return /_(seconds|milliseconds|bytes|ratio|percent|bits)(?:_total)?$/.exec(name)?.[1] ?? '';
}
