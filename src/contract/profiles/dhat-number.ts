// How DHAT's viewer writes numbers: thousands in groups, at most two decimals.

const format = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

export function dhatNumber(value: number): string {
  return format.format(value);
}
