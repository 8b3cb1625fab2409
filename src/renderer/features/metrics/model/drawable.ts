// Whether an answer has anything that lines can show, and if not, what it has instead.
import { Presence, type MetricsResult } from '../../../../contract/metrics.ts';

/** `numbers`: at least one that fits on an axis. `not-finite`: only NaN and infinities. */
export type Drawable = 'nothing' | 'numbers' | 'histograms' | 'not-finite';

export function drawableOf(result: MetricsResult | undefined): Drawable {
  if (result === undefined || result.kind === 'failed') return 'nothing';
  if (result.kind !== 'matrix') return 'labels' in result && result.labels.rows === 0 ? 'nothing' : 'numbers';
  if (result.labels.rows === 0) return 'nothing';
  for (let at = 0; at < result.values.length; at++)
    if (result.present[at] === Presence.float && Number.isFinite(result.values[at])) return 'numbers';
  return (result.histograms?.count ?? 0) > 0 ? 'histograms' : 'not-finite';
}

/** What can be drawn of a query that answers with native histograms; `window`: of the rate of a plain metric, `1m`. */
export function numbersOfHistograms(
  query: string,
  window: string,
): readonly { readonly label: string; readonly query: string }[] {
  const text = query.trim();
  const plain = /^[a-zA-Z_:][\w:]*(?:\{[^}]*\})?$|^\{[^}]*\}$/.test(text);
  const of = plain ? `rate(${text}[${window}])` : text;
  return [
    { label: '95th percentile', query: `histogram_quantile(0.95, ${of})` },
    { label: 'mean', query: `histogram_avg(${of})` },
    { label: 'observations', query: `histogram_count(${of})` },
  ];
}
