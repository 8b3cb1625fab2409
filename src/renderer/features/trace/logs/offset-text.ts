// Time from the start of a trace, exact enough that neighbours in a long trace differ: three decimals of µs or ms, and
// microseconds from a second up.
const second = 1_000_000_000;
const minute = 60 * second;

/** Nanoseconds to `+0 ns`, `+850 ns`, `+12.345 µs`, `+104.250 ms`, `+2.310451 s`, `+2 m 22.310451 s`; `−` before the start. */
export function offsetText(nanos: number): string {
  const size = Math.abs(nanos);
  if (!Number.isFinite(nanos)) return '?';
  return `${nanos < 0 ? '−' : '+'}${textOf(Math.round(size))}`;
}

function textOf(nanos: number): string {
  if (nanos < 1000) return `${nanos} ns`;
  if (nanos < 1_000_000) return `${(nanos / 1000).toFixed(3)} µs`;
  if (nanos < second) return `${fixed(nanos, 1_000_000, 3)} ms`;
  if (nanos < minute) return `${fixed(nanos, second, 6)} s`;
  const minutes = Math.floor(nanos / minute);
  return `${minutes} m ${fixed(nanos - minutes * minute, second, 6).padStart(9, '0')} s`;
}

/** Cut off, not rounded, so that nothing shows a time that is not reached yet and 59.9999999 s stays below a minute. */
function fixed(nanos: number, unit: number, digits: number): string {
  const scale = 10 ** digits;
  return (Math.floor((nanos / unit) * scale) / scale).toFixed(digits);
}
