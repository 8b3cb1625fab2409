// Marks of a duration axis in milliseconds, labelled in the compact unit that all durations of the app use.
import type { Scale } from './value-scale.ts';

export interface Tick {
  readonly value: number;
  /** Empty for minor marks. */
  readonly label: string;
}

/** `250 ns`, `1.5 ms`, `20 s`, `2 m`: no more digits than a tick needs. */
export function durationLabel(millis: number): string {
  if (millis === 0) return '0';
  const [value, unit] =
    millis < 0.001
      ? [millis * 1e6, 'ns']
      : millis < 1
        ? [millis * 1e3, 'µs']
        : millis < 1000
          ? [millis, 'ms']
          : millis < 60_000
            ? [millis / 1000, 's']
            : millis < 3_600_000
              ? [millis / 60_000, 'm']
              : [millis / 3_600_000, 'h'];
  return `${Number.parseFloat(value.toPrecision(3))} ${unit}`;
}

/** At most `most` labelled ticks. Log: decades, with 2 and 5 between when there is room. Linear: steps that read well in the unit. */
export function durationTicks(scale: Scale, most: number): readonly Tick[] {
  const values = scale.kind === 'log' ? logValues(scale, most) : linearValues(scale, most);
  return values.map((value) => ({ value, label: durationLabel(value) }));
}

/** Decades in milliseconds; from a minute up they are 1 m, 10 m, 1 h, 10 h and so on, which read better than 100 s. */
const decade = (power: number): number =>
  power < 5 ? 10 ** power : power < 7 ? 60_000 * 10 ** (power - 5) : 3_600_000 * 10 ** (power - 7);

function logValues({ min, max }: Scale, most: number): readonly number[] {
  const inside = (factors: readonly number[], every: number): number[] => {
    const values: number[] = [];
    for (let power = Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power++) {
      if (((power % every) + every) % every !== 0) continue;
      for (const factor of factors) {
        const value = Number((factor * decade(power)).toPrecision(3));
        const inDecade = value < decade(power + 1) * 0.9999;
        if (inDecade && value >= min * 0.9999 && value <= max * 1.0001) values.push(value);
      }
    }
    return values;
  };
  const candidates = [
    inside([1, 2, 3, 4, 5, 6, 7, 8, 9], 1),
    inside([1, 2, 5], 1),
    inside([1], 1),
    inside([1], 2),
    inside([1], 3),
  ];
  const best = candidates.find((values) => values.length <= most && values.length >= 2);
  return best ?? linearValues({ min, max }, most);
}

/** Steps in milliseconds that are round in their unit; above an hour, powers of ten of an hour. */
const minuteSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600].map((seconds) => seconds * 1000);

function linearValues({ min, max }: Pick<Scale, 'min' | 'max'>, most: number): readonly number[] {
  const rough = (max - min) / Math.max(1, most);
  const step =
    rough > 5000 && rough <= 3_600_000
      ? (minuteSteps.find((one) => one >= rough) ?? 3_600_000)
      : rough > 3_600_000
        ? roundStep(rough / 3_600_000) * 3_600_000
        : roundStep(rough);
  const values: number[] = [];
  for (let index = Math.ceil(min / step - 1e-9); index * step <= max + step * 1e-9; index++)
    values.push(Number((index * step).toPrecision(12)));
  return values;
}

/** The least of 1, 2, 5 times a power of ten that is not below `rough`. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((one) => one * power >= rough * 0.9999) ?? 10;
  return factor * power;
}
