// Times and durations as Go prints them by default.

/** e.g. `2026-11-20 23:31:45.74183707 +0000 UTC` */
export function goTime(nanos: bigint): string {
  const millis = Number(nanos / 1_000_000n);
  const [day = '', clock = ''] = new Date(millis).toISOString().split('T');
  const fraction = String(nanos % 1_000_000_000n)
    .padStart(9, '0')
    .replace(/0+$/, '');
  return `${day} ${clock.slice(0, 8)}${fraction === '' ? '' : `.${fraction}`} +0000 UTC`;
}

/** e.g. `3.143280592s`, `1m2.5s`, `250ms` */
export function goDuration(nanos: number): string {
  const size = Math.abs(nanos);
  const sign = nanos < 0 ? '-' : '';
  if (size === 0) return '0s';
  if (size < 1e3) return `${sign}${size}ns`;
  if (size < 1e6) return `${sign}${decimal(size, 3)}µs`;
  if (size < 1e9) return `${sign}${decimal(size, 6)}ms`;
  const minutes = Math.floor(size / 60e9);
  const seconds = `${decimal(size - minutes * 60e9, 9)}s`;
  if (minutes === 0) return `${sign}${seconds}`;
  const hours = Math.floor(minutes / 60);
  return `${sign}${hours > 0 ? `${hours}h` : ''}${minutes % 60}m${seconds}`;
}

/** A whole number of nanoseconds with the point moved to the left. */
function decimal(nanos: number, places: number): string {
  const digits = String(Math.round(nanos)).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return `${digits.slice(0, -places)}${fraction === '' ? '' : `.${fraction}`}`;
}
