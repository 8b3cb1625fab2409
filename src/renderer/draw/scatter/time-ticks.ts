// Marks of a time axis at round local times, labelled as finely as their step needs. A new day shows its date; on an
// axis over several days the first mark shows its own.
import type { Tick } from './duration-ticks.ts';
import type { Scale } from './value-scale.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const steps = [
  1,
  2,
  5,
  10,
  20,
  50,
  100,
  200,
  500,
  second,
  2 * second,
  5 * second,
  10 * second,
  15 * second,
  30 * second,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
  14 * day,
  28 * day,
  91 * day,
  365 * day,
  3650 * day,
  36500 * day,
] as const;

/**
 * At most `most` ticks between the scale's ends (Unix milliseconds).
 * `offsetMinutes` answers the zone's offset from UTC at a time, as Date.getTimezoneOffset does (west is positive).
 */
export function timeTicks(scale: Scale, most: number, offsetMinutes = localOffset): readonly Tick[] {
  const { min, max } = scale;
  const rough = (max - min) / Math.max(1, most);
  const step = steps.find((one) => one >= rough) ?? 36500 * day;
  const shift = offsetMinutes(min) * minute;
  const ticks: Tick[] = [];
  let lastDay = Math.floor((min - shift) / day);
  const oneDay = lastDay === Math.floor((max - shift) / day);
  for (let index = Math.ceil((min - shift) / step); index * step <= max - shift; index++) {
    const local = index * step;
    const today = Math.floor(local / day);
    const dated = step >= day || today !== lastDay;
    const label = dated ? dayLabel(local) : clockLabel(local, step);
    ticks.push({
      value: local + shift,
      label: ticks.length === 0 && !dated && !oneDay ? `${dayLabel(local)} ${label}` : label,
    });
    lastDay = today;
  }
  return ticks;
}

function localOffset(time: number): number {
  return new Date(time).getTimezoneOffset();
}

/** `local` is Unix milliseconds moved into the zone, so its UTC fields are the zone's. */
function clockLabel(local: number, step: number): string {
  const text = new Date(local).toISOString();
  return step >= minute ? text.slice(11, 16) : step >= second ? text.slice(11, 19) : text.slice(11, 23);
}

function dayLabel(local: number): string {
  return new Date(local).toISOString().slice(0, 10);
}
