/** A part of a whole as `12.3%`; `<0.1%` for what is there but tiny, empty where the whole is nothing. */
export function shareText(part: number, whole: number): string {
  if (!(whole > 0) || part < 0) return '';
  const percent = (part / whole) * 100;
  if (percent > 0 && percent < 0.1) return '<0.1%';
  return `${Number(percent.toFixed(percent < 10 ? 1 : 0))}%`;
}
