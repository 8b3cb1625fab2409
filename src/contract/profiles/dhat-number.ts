// How DHAT's viewer writes numbers: thousands in groups, at most two decimals.

const format = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2, style: 'percent' });

export function dhatNumber(value: number): string {
  return format.format(value);
}

/** A share as percent, e.g. `12.5%` of 0.125: rounded from the share's own digits, not from a hundred times the share. */
export function dhatPercent(share: number): string {
  return percent.format(share);
}
