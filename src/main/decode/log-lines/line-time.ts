// Times as loggers write them, to Unix nanoseconds. What has no zone is meant in the zone of this machine.
import { unixNanos, type UnixNanos } from '../../../contract/time.ts';

const datePattern =
  /^(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?: ?(Z|UTC|GMT|[+-]\d\d:?\d\d)(?![\d:]))?/;
const clockPattern = /^(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?=[\s\]]|$)/;
const syslogPattern =
  /^(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) ([ \d]\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?/;
const webPattern =
  /^(\d\d)\/(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-]\d{4})/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export interface TimeFound {
  readonly time: UnixNanos;
  /** Characters it takes. */
  readonly length: number;
}

/** A time at the beginning of a text. @param near of when the line is: gives the year or day to times without one */
export function timeAtStart(text: string, near: UnixNanos): TimeFound | undefined {
  const first = text.charCodeAt(0);
  // Neither a digit nor the letter of a month: most lines end here.
  if ((first < 48 || first > 57) && (first < 65 || first > 83)) return undefined;
  return dateAt(text) ?? clockAt(text, near) ?? syslogAt(text, near) ?? webAt(text);
}

/** A time that is a value of its own: any of the texts, or a number of seconds to nanoseconds since 1970. */
export function timeOfValue(value: unknown, near: UnixNanos): UnixNanos | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return timeOfEpoch(value);
  if (typeof value !== 'string') return undefined;
  const found = timeAtStart(value, near);
  if (found !== undefined) return found.time;
  if (!/^\d{9,19}(?:\.\d+)?$/.test(value)) return undefined;
  return timeOfEpoch(value.includes('.') ? Number(value) : BigInt(value));
}

function timeOfEpoch(value: number | bigint): UnixNanos | undefined {
  const size = Number(value);
  if (!(size > 1e8 && size < 1e19)) return undefined;
  const unit = size < 1e11 ? 1_000_000_000n : size < 1e14 ? 1_000_000n : size < 1e17 ? 1000n : 1n;
  if (typeof value === 'bigint') return unixNanos(value * unit);
  const whole = Math.floor(value);
  // Of a double of seconds, microseconds are what is left.
  const rest = unit === 1n ? 0n : (BigInt(Math.round((value - whole) * 1e6)) * unit) / 1_000_000n;
  return unixNanos(BigInt(whole) * unit + rest);
}

function dateAt(text: string): TimeFound | undefined {
  const match = datePattern.exec(text);
  if (match === null) return undefined;
  const [all, year, month, day, hour, minute, second, fraction, zone] = match;
  const parts = [Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)] as const;
  return timeOfParts(parts, fraction, zone, all.length);
}

function clockAt(text: string, near: UnixNanos): TimeFound | undefined {
  const match = clockPattern.exec(text);
  if (match === null) return undefined;
  const [all, hour, minute, second, fraction] = match;
  const day = new Date(Number(near / 1_000_000n));
  const parts = [
    day.getFullYear(),
    day.getMonth(),
    day.getDate(),
    Number(hour),
    Number(minute),
    Number(second),
  ] as const;
  const today = timeOfParts(parts, fraction, undefined, all.length);
  // Just before midnight, read just after it.
  if (today !== undefined && today.time > near + 12n * 3_600_000_000_000n)
    return { ...today, time: unixNanos(today.time - 86_400_000_000_000n) };
  return today;
}

function syslogAt(text: string, near: UnixNanos): TimeFound | undefined {
  const match = syslogPattern.exec(text);
  if (match === null) return undefined;
  const [all, month = '', day, hour, minute, second, fraction] = match;
  const year = new Date(Number(near / 1_000_000n)).getFullYear();
  const rest = [months.indexOf(month), Number(day), Number(hour), Number(minute), Number(second)] as const;
  const thisYear = timeOfParts([year, ...rest], fraction, undefined, all.length);
  if (thisYear !== undefined && thisYear.time > near + 2n * 86_400_000_000_000n)
    return timeOfParts([year - 1, ...rest], fraction, undefined, all.length);
  return thisYear;
}

function webAt(text: string): TimeFound | undefined {
  const match = webPattern.exec(text);
  if (match === null) return undefined;
  const [all, day, month = '', year, hour, minute, second, zone] = match;
  const parts = [
    Number(year),
    months.indexOf(month),
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  ] as const;
  return timeOfParts(parts, undefined, zone, all.length);
}

type Parts = readonly [year: number, month: number, day: number, hour: number, minute: number, second: number];

function timeOfParts(
  parts: Parts,
  fraction: string | undefined,
  zone: string | undefined,
  length: number,
): TimeFound | undefined {
  const [, month, day, hour, minute, second] = parts;
  if (month > 11 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return undefined;
  const millis = zone === undefined ? new Date(...parts).getTime() : Date.UTC(...parts) - offsetMillis(zone);
  if (!(millis > 0)) return undefined;
  return { time: unixNanos(BigInt(millis) * 1_000_000n + BigInt((fraction ?? '').padEnd(9, '0'))), length };
}

/** `+02:00`, `-0400`, `Z`. */
function offsetMillis(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
