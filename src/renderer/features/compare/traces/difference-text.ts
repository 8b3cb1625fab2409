// Differences as people read them: with a sign, or as a share of what was before.
import { formatNanos } from '../../../../contract/duration-text.ts';

/** `+1.20 ms`, `−45 µs`, `0 ns`; empty for NaN. */
export function differenceText(nanos: number): string {
  if (Number.isNaN(nanos)) return '';
  if (nanos === 0) return '0 ns';
  return `${nanos > 0 ? '+' : '−'}${formatNanos(Math.abs(nanos))}`;
}

/** `+12 %`, `−50 %`, `×3.4` from a doubling on; empty where there is nothing to compare with. */
export function shareOfChange(before: number, difference: number): string {
  if (Number.isNaN(difference) || !(before > 0)) return '';
  const factor = (before + difference) / before;
  if (factor >= 1.995) return `×${factor < 9.95 ? factor.toFixed(1) : Math.round(factor).toLocaleString('en')}`;
  const percent = Math.round((factor - 1) * 100);
  return percent === 0 ? '0 %' : `${percent > 0 ? '+' : '−'}${Math.abs(percent)} %`;
}
