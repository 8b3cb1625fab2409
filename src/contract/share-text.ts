// Parts of a whole as people read them. One form everywhere: a space before the sign, one digit after the point below
// ten, none above.

/** `33 %`, `3.3 %`, `0 %`; `<0.1 %` for what is there but tiny. Empty where the whole or the part is nothing to speak of. */
export function formatShare(part: number, whole = 1): string {
  if (!(whole > 0) || !(part >= 0)) return '';
  const percent = (100 * part) / whole;
  if (percent > 0 && percent < 0.1) return '<0.1 %';
  return `${percent < 9.95 ? Number(percent.toFixed(1)) : Math.round(percent)} %`;
}
