// Lengths of time for panels: scaled (`1.5 min`), in words (`2 hours, 5 minutes`), as a clock (`02:05:00`).

const ladder = [
  ['years', 31_536_000, 'year'],
  ['weeks', 604_800, 'week'],
  ['days', 86_400, 'day'],
  ['hours', 3600, 'hour'],
  ['minutes', 60, 'minute'],
  ['seconds', 1, 'second'],
  ['milliseconds', 1e-3, 'millisecond'],
] as const;

const scaled = [
  ['year', 31_536_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['min', 60],
  ['s', 1],
  ['ms', 1e-3],
  ['µs', 1e-6],
  ['ns', 1e-9],
] as const;

/** In the largest unit that it reaches; nothing below a nanosecond. 0 keeps the unit it was given in (`own`, in seconds). */
export function scaledDuration(seconds: number, own: number): { amount: number; symbol: string } {
  const size = seconds === 0 ? own : Math.abs(seconds);
  for (const [symbol, unit] of scaled) {
    // A rounding error below a whole unit counts as the unit.
    if (size >= unit * (1 - 1e-9)) return { amount: seconds / unit, symbol };
  }
  return { amount: seconds / 1e-9, symbol: 'ns' };
}

/** The `most` largest units that are not zero. */
export function wordsDuration(seconds: number, most = 2): string {
  if (seconds < 0) return `-${wordsDuration(-seconds, most)}`;
  const words: string[] = [];
  let rest = seconds;
  for (const [many, unit, one] of ladder) {
    const last = words.length === most - 1;
    const count = last && unit <= 1 ? Math.round(rest / unit) : Math.floor(rest / unit + 1e-9);
    if (count === 0) {
      if (words.length > 0 && unit <= 1) break;
      continue;
    }
    words.push(`${count} ${count === 1 ? one : many}`);
    rest -= count * unit;
    if (words.length === most) break;
  }
  return words.length === 0 ? '0 seconds' : words.join(', ');
}

export function clockText(seconds: number, days: boolean): string {
  const sign = seconds < 0 ? '-' : '';
  const whole = Math.floor(Math.abs(seconds));
  const two = (number: number): string => String(number).padStart(2, '0');
  const dayCount = days ? Math.floor(whole / 86_400) : 0;
  const rest = whole - dayCount * 86_400;
  const clock = `${two(Math.floor(rest / 3600))}:${two(Math.floor((rest % 3600) / 60))}:${two(rest % 60)}`;
  return days ? `${sign}${dayCount} d ${clock}` : `${sign}${clock}`;
}
