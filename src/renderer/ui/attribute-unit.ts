// What a number amounts to whose key names a unit (`busy_ns`, `latency_ms`, `size_bytes`).
import { formatValue, valueUnit } from './value-unit.ts';
import type { ShownValue } from './value-text.ts';

/** Shorter ones are no units: `image.h`, `grid_d`. */
const endings = /[._](ns|us|ms|nanoseconds|microseconds|milliseconds|seconds|bytes)$/;

/** `123 µs` for 123456 of `busy_ns`; empty where the key names no unit, or the number says the same already. */
export function unitNote(key: string, value: ShownValue): string {
  if (typeof value !== 'number' && typeof value !== 'bigint') return '';
  const name = endings.exec(key)?.[1];
  if (name === undefined) return '';
  const text = formatValue(Number(value), valueUnit(name));
  return text.startsWith(`${value} `) ? text.slice(`${value} `.length) : `= ${text}`;
}
