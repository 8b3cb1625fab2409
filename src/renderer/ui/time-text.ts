// Moments (Unix nanoseconds) as people read them. The zone is the machine's own, or UTC where asked;
// exact ISO text for copying is the contract's business.

export type Zone = 'local' | 'utc';

/** `14:03:07.512`; three fraction digits, as rows show it. */
export function formatClock(time: bigint, zone: Zone = 'local'): string {
  return clock(time, zone, 3);
}

/** `14:03:07.512 345 678`: exact to the nanosecond, for hover and details. */
export function formatExactClock(time: bigint, zone: Zone = 'local'): string {
  const nanos = (time % 1_000_000n).toString().padStart(6, '0');
  return `${clock(time, zone, 3)} ${nanos.slice(0, 3)} ${nanos.slice(3)}`;
}

/** `2026-11-21`. */
export function formatDay(time: bigint, zone: Zone = 'local'): string {
  const date = dateOf(time);
  const [year, month, day] =
    zone === 'utc'
      ? [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
      : [date.getFullYear(), date.getMonth(), date.getDate()];
  return `${year}-${pad(month + 1)}-${pad(day)}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** The day as briefly as `today` (a `formatDay`) allows: nothing for today, `09 Nov` this year, `2025-11-09` before. */
export function formatOtherDay(time: bigint, today: string, zone: Zone = 'local'): string {
  const day = formatDay(time, zone);
  if (day === today) return '';
  return day.slice(0, 4) === today.slice(0, 4) ? `${day.slice(8)} ${months[Number(day.slice(5, 7)) - 1]}` : day;
}

/** `2026-11-21 14:03:07`. */
export function formatDayTime(time: bigint, zone: Zone = 'local'): string {
  return `${formatDay(time, zone)} ${clock(time, zone, 0)}`;
}

/** Time alone for today, with the day for any other. */
export function formatMoment(time: bigint, now: bigint, zone: Zone = 'local'): string {
  return formatDay(time, zone) === formatDay(now, zone)
    ? formatClock(time, zone)
    : `${formatDay(time, zone)} ${formatClock(time, zone)}`;
}

/** `now`, `12 s ago`, `4 min ago`, `3 h ago`, `2 days ago`. Differences in milliseconds; the future counts as now. */
export function formatAge(millis: number): string {
  const seconds = Math.floor(millis / 1000);
  if (seconds < 2) return 'now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  const days = Math.floor(seconds / 86_400);
  return days === 1 ? '1 day ago' : `${days} days ago`;
}

/** The zone's short name, to stand next to times: `UTC`, `GMT+2`. */
export function zoneName(zone: Zone = 'local'): string {
  if (zone === 'utc') return 'UTC';
  const parts = new Intl.DateTimeFormat('en', { timeZoneName: 'short' }).formatToParts(new Date());
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? 'local';
}

function clock(time: bigint, zone: Zone, digits: 0 | 3): string {
  const date = dateOf(time);
  const [hours, minutes, seconds, millis] =
    zone === 'utc'
      ? [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds(), date.getUTCMilliseconds()]
      : [date.getHours(), date.getMinutes(), date.getSeconds(), date.getMilliseconds()];
  const text = `${pad(hours)}:${pad(minutes)}:${pad(seconds)}`;
  return digits === 0 ? text : `${text}.${millis.toString().padStart(3, '0')}`;
}

function dateOf(time: bigint): Date {
  return new Date(Number(time / 1_000_000n));
}

function pad(value: number): string {
  return value.toString().padStart(2, '0');
}
