// Where the time ruler has its ticks and what stands at them. Times in nanoseconds from the trace's start.
import type { TimeWindow } from './time-window.ts';

export interface Tick {
  readonly time: number;
  readonly label: string;
}

const second = 1e9;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** Round steps above a second, where tens are not the natural unit. */
const longSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200].map(
  (seconds) => seconds * second,
);

/** The smallest round step that leaves at least `minPixels` between ticks. */
export function tickStep(window: TimeWindow, width: number, minPixels: number): number {
  const least = ((window.to - window.from) / Math.max(1, width)) * minPixels;
  if (least <= second / 2) {
    const power = 10 ** Math.floor(Math.log10(Math.max(least, 1)));
    for (const factor of [1, 2, 5]) if (factor * power >= least) return factor * power;
    return 10 * power;
  }
  for (const step of longSteps) if (step >= least) return step;
  const days = least / day;
  const power = 10 ** Math.floor(Math.log10(Math.max(days, 1)));
  for (const factor of [1, 2, 5]) if (factor * power >= days) return factor * power * day;
  return 10 * power * day;
}

/** Ticks within the window, first to last. */
export function rulerTicks(window: TimeWindow, width: number, minPixels = 90): readonly Tick[] {
  if (width <= 0 || !(window.to > window.from)) return [];
  const step = tickStep(window, width, minPixels);
  const first = Math.ceil(window.from / step);
  const last = Math.floor(window.to / step);
  const ticks: Tick[] = [];
  for (let i = first; i <= last; i++) ticks.push({ time: i * step, label: tickLabel(i * step, step) });
  return ticks;
}

/** A time written as finely as its step needs, so that neighbours differ. */
export function tickLabel(time: number, step: number): string {
  if (time === 0) return '0';
  const size = Math.abs(time);
  if (size >= minute) return clockLabel(time, step);
  const unit = size >= second ? second : size >= 1e6 ? 1e6 : size >= 1e3 ? 1e3 : 1;
  return `${Number((time / unit).toFixed(decimalsFor(step / unit)))} ${unitNames.get(unit) ?? 'ns'}`;
}

const unitNames: ReadonlyMap<number, string> = new Map([
  [second, 's'],
  [1e6, 'ms'],
  [1e3, 'µs'],
  [1, 'ns'],
]);

/** Parts from the largest that is not zero down to the step's unit: `2 d 04 h`, `1 h 02 m`, `3 m 05.2 s`. */
function clockLabel(time: number, step: number): string {
  const decimals = decimalsFor(step / second);
  const parts: (readonly [value: number, unit: string, finest: number])[] = [
    [Math.floor(time / day), 'd', Number.POSITIVE_INFINITY],
    [Math.floor((time % day) / hour), 'h', day],
    [Math.floor((time % hour) / minute), 'm', hour],
    [(time % minute) / second, 's', minute],
  ];
  const shown = parts.slice(parts.findIndex(([value]) => value > 0)).filter(([, , above]) => step < above);
  return shown
    .map(([value, unit], i) => `${i === 0 ? value : padded(value, unit === 's' ? decimals : 0)} ${unit}`)
    .join(' ');
}

function padded(value: number, decimals: number): string {
  return value.toFixed(decimals).padStart(decimals === 0 ? 2 : decimals + 3, '0');
}

function decimalsFor(step: number): number {
  return Math.min(9, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
}
