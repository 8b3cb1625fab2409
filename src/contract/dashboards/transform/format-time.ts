// Times as texts, in the letters of Moment (`YYYY-MM-DD HH:mm:ss`).
import { numberOf, type Frame } from '../frame.ts';
import { textAt, type JsonObject } from '../grafana/read-json.ts';
import { findField } from './rows.ts';

export function formatTime(frames: readonly Frame[], options: JsonObject): readonly Frame[] {
  const format = textAt(options, 'outputFormat') || 'YYYY-MM-DD HH:mm:ss';
  return frames.map((frame) => {
    const field = findField(frame, textAt(options, 'timeField'));
    if (field === undefined) return frame;
    const values = field.values.map((value) => {
      const time = numberOf(value);
      return time === undefined ? undefined : timeText(new Date(time), format);
    });
    return { ...frame, fields: frame.fields.map((one) => (one === field ? { ...one, kind: 'string', values } : one)) };
  });
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Local time; letters that are not known and what stands in brackets are written as they are. */
export function timeText(date: Date, format: string): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const hour12 = date.getHours() % 12 === 0 ? 12 : date.getHours() % 12;
  const parts: Readonly<Record<string, () => string>> = {
    YYYY: () => String(date.getFullYear()),
    YY: () => two(date.getFullYear() % 100),
    MMMM: () => months[date.getMonth()] ?? '',
    MMM: () => (months[date.getMonth()] ?? '').slice(0, 3),
    MM: () => two(date.getMonth() + 1),
    M: () => String(date.getMonth() + 1),
    DD: () => two(date.getDate()),
    D: () => String(date.getDate()),
    dddd: () => days[date.getDay()] ?? '',
    ddd: () => (days[date.getDay()] ?? '').slice(0, 3),
    HH: () => two(date.getHours()),
    H: () => String(date.getHours()),
    hh: () => two(hour12),
    h: () => String(hour12),
    mm: () => two(date.getMinutes()),
    m: () => String(date.getMinutes()),
    ss: () => two(date.getSeconds()),
    s: () => String(date.getSeconds()),
    SSS: () => String(date.getMilliseconds()).padStart(3, '0'),
    A: () => (date.getHours() < 12 ? 'AM' : 'PM'),
    a: () => (date.getHours() < 12 ? 'am' : 'pm'),
    X: () => String(Math.floor(date.getTime() / 1000)),
    x: () => String(date.getTime()),
  };
  return format.replace(
    /\[([^\]]*)\]|YYYY|YY|M{1,4}|D{1,2}|d{3,4}|H{1,2}|h{1,2}|m{1,2}|s{1,2}|SSS|A|a|X|x/g,
    (whole, kept?: string) => kept ?? parts[whole]?.() ?? whole,
  );
}
