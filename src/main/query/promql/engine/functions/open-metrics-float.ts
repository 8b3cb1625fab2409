// Floats as values of the labels `le` and `quantile`: OpenMetrics wants them to look like floats ("1.0", not "1").
import { goFloat } from '../../histogram/go-float.ts';

export function openMetricsFloat(value: number): string {
  const text = goFloat(value === 0 ? 0 : value);
  return Number.isFinite(value) && !/[e.]/.test(text) ? `${text}.0` : text;
}
