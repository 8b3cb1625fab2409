// Ends of a range as they are written: `now-15m`, `now-1d/d`, Unix milliseconds, ISO times.
import type { TimeRangeText } from '../model.ts';

const words = /^now((?:[+-]\d+[smhdwMQy])*)(?:\/(f?[smhdwMQy]))?$/;

export interface TimeRange {
  /** Unix milliseconds. */
  readonly from: number;
  readonly to: number;
}

/** undefined where one end cannot be read or the range is empty. */
export function resolveRange({ from, to }: TimeRangeText, now: number): TimeRange | undefined {
  const start = resolveTime(from, now, false);
  const end = resolveTime(to, now, true);
  return start === undefined || end === undefined || start >= end ? undefined : { from: start, to: end };
}

/** `end`: a `/d` means the end of the day instead of its beginning. Local time. */
export function resolveTime(text: string, now: number, end: boolean): number | undefined {
  if (/^\d{9,}$/.test(text)) return Number(text);
  const match = words.exec(text);
  if (match === null) {
    const time = Date.parse(text);
    return Number.isNaN(time) ? undefined : time;
  }
  const date = new Date(now);
  for (const [, sign, count, unit] of (match[1] ?? '').matchAll(/([+-])(\d+)([smhdwMQy])/g)) {
    shift(date, unit ?? 's', Number(count) * (sign === '-' ? -1 : 1));
  }
  const round = match[2]?.at(-1);
  if (round !== undefined) {
    floor(date, round);
    if (end) {
      shift(date, round, 1);
      date.setTime(date.getTime() - 1);
    }
  }
  return date.getTime();
}

/** Whether the range moves with the clock. */
export function isFollowing({ to }: TimeRangeText): boolean {
  return to === 'now';
}

function shift(date: Date, unit: string, count: number): void {
  switch (unit) {
    case 's':
      date.setTime(date.getTime() + count * 1000);
      break;
    case 'm':
      date.setTime(date.getTime() + count * 60_000);
      break;
    case 'h':
      date.setTime(date.getTime() + count * 3_600_000);
      break;
    case 'd':
      date.setDate(date.getDate() + count);
      break;
    case 'w':
      date.setDate(date.getDate() + count * 7);
      break;
    case 'M':
      date.setMonth(date.getMonth() + count);
      break;
    case 'Q':
      date.setMonth(date.getMonth() + count * 3);
      break;
    default:
      date.setFullYear(date.getFullYear() + count);
  }
}

function floor(date: Date, unit: string): void {
  date.setMilliseconds(0);
  if (unit === 's') return;
  date.setSeconds(0);
  if (unit === 'm') return;
  date.setMinutes(0);
  if (unit === 'h') return;
  date.setHours(0);
  if (unit === 'w') date.setDate(date.getDate() - ((date.getDay() + 6) % 7));
  if (unit === 'd' || unit === 'w') return;
  date.setDate(1);
  if (unit === 'Q') date.setMonth(date.getMonth() - (date.getMonth() % 3));
  if (unit === 'y') date.setMonth(0);
}
