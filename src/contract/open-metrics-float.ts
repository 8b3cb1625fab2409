// Floats as values of the labels `le` and `quantile`: OpenMetrics wants them to look like floats ("1.0", not "1"), with the
// shortest digits, and with an exponent of at least two digits below 1e-4 and from 1e6 on.

export function openMetricsFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (value === 0) return '0.0';
  const size = Math.abs(value);
  if (size >= 1e-4 && size < 1e6) return Number.isInteger(value) ? `${value}.0` : String(value);
  return value.toExponential().replace(/([+-])(\d)$/, '$10$2');
}
