// The time range in force, in words; the day of its end only where it is another one.
import type { UnixNanos } from '../../../contract/time.ts';
import { formatClock, formatDay, type Zone } from '../../ui/time-text.ts';

export function rangeText(from: UnixNanos | undefined, to: UnixNanos | undefined, zone: Zone): string | undefined {
  if (from === undefined && to === undefined) return undefined;
  const text = (time: UnixNanos): string => `${formatDay(time, zone)} ${formatClock(time, zone)}`;
  if (to === undefined) return `from ${text(from as UnixNanos)}`;
  if (from === undefined) return `until ${text(to)}`;
  const sameDay = formatDay(from, zone) === formatDay(to, zone);
  return `${text(from)} – ${sameDay ? formatClock(to, zone) : text(to)}`;
}
