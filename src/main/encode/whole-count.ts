/** A count as OTLP has it, a whole number from 0 to 2^64-1: scraped histograms may have fractions, or NaN. */
export function wholeCount(value: number): number {
  return value >= 0 ? Math.min(Math.round(value), 18_446_744_073_709_549_568) : 0;
}
