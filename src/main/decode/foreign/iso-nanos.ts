// Times as texts of ISO 8601. Python's `isoformat()` in UTC, as most are, is read digit by digit, without a date or a match.
import { unixNanos, type UnixNanos } from '../../../contract/time.ts';

/** `2025-08-22T19:13:20.100000+00:00`, also with a blank for the T, without fraction, with Z or without a zone (UTC). */
export function nanosOfIso(value: unknown): UnixNanos | undefined {
  if (typeof value !== 'string') return undefined;
  return nanosOfUtc(value) ?? nanosOfAny(value);
}

const shape = '0000-00-00T00:00:00';
const zone = '+00:00';
const zero = 48;

/** `undefined` for what has another form or a day from 29 on: not every month has it. */
function nanosOfUtc(text: string): UnixNanos | undefined {
  const end = text.length - zone.length;
  if (end < shape.length || end === shape.length + 1 || end > shape.length + 10 || !text.endsWith(zone))
    return undefined;
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i);
    if (i === 10 && code === 32) continue;
    const wanted = i < shape.length ? shape.charCodeAt(i) : i === shape.length ? 46 : zero;
    if (wanted === zero ? code < zero || code > 57 : code !== wanted) return undefined;
  }
  const year = number(text, 0, 4);
  const month = number(text, 5, 7);
  const day = number(text, 8, 10);
  const hour = number(text, 11, 13);
  const minute = number(text, 14, 16);
  const second = number(text, 17, 19);
  if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 28 || hour > 23 || minute > 59 || second > 59)
    return undefined;
  const seconds = ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
  const digits = Math.max(0, end - shape.length - 1);
  // Whole microseconds since 1970 are exact in a double.
  if (digits === 6) return unixNanos(BigInt(seconds * 1_000_000 + number(text, shape.length + 1, end)) * 1000n);
  const fraction = number(text, shape.length + 1, end) * 10 ** (9 - digits);
  return unixNanos(BigInt(seconds) * 1_000_000_000n + BigInt(fraction));
}

function number(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) value = value * 10 + text.charCodeAt(i) - zero;
  return value;
}

/** Since 1970-01-01; a year begins in March here, so that its leap day is its last. */
function days(year: number, month: number, day: number): number {
  const from = month > 2 ? year : year - 1;
  const inYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return from * 365 + Math.floor(from / 4) - Math.floor(from / 100) + Math.floor(from / 400) + inYear - 719_468;
}

function nanosOfAny(text: string): UnixNanos | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9})\d*)?(Z|[+-]\d{2}:?\d{2})?$/.exec(text);
  if (match === null) return undefined;
  const [, day = '', time = '', fraction = '', offset = 'Z'] = match;
  const millis = Date.parse(
    `${day}T${time}${/^[+-]\d{4}$/.test(offset) ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset}`,
  );
  if (!Number.isFinite(millis) || millis < 0) return undefined;
  return unixNanos(BigInt(millis) * 1_000_000n + BigInt(fraction.padEnd(9, '0')));
}
