// What the scatter shows, worked out from data, size and settings: domains, scales, ticks and projected points.
import { durationDomain, hullOf, timeDomain, type Domain } from './axis-domain.ts';
import { durationTicks, type Tick } from './duration-ticks.ts';
import { project, type Projection, type ScatterData } from './scatter-points.ts';
import { timeTicks } from './time-ticks.ts';
import { createScale, type Scale } from './value-scale.ts';

export interface ScatterSettings {
  readonly yKind: 'linear' | 'log';
  /** What the filter limits: Unix milliseconds and milliseconds. */
  readonly bounds: {
    readonly from?: number | undefined;
    readonly to?: number | undefined;
    readonly min?: number | undefined;
    readonly max?: number | undefined;
  };
  /** Unix milliseconds; the end of the time axis while there is no data. */
  readonly now: number;
}

export interface ScatterView {
  readonly data: ScatterData;
  readonly x: Scale;
  readonly y: Scale;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly points: Projection;
}

/** Room for labels around the plot, CSS pixels. */
export const plotInsets = { left: 62, right: 12, top: 8, bottom: 20 } as const;

/** Of the time axis; Unix milliseconds. */
export function timesShown({ startMillis, count }: ScatterData, { bounds, now }: ScatterSettings): Domain {
  return timeDomain(hullOf(startMillis, count), bounds, now);
}

/** `undefined` while there is no room to draw. */
export function scatterView(
  data: ScatterData,
  width: number,
  height: number,
  settings: ScatterSettings,
): ScatterView | undefined {
  const { yKind, bounds } = settings;
  const right = width - plotInsets.right;
  const bottom = height - plotInsets.bottom;
  if (right - plotInsets.left < 40 || bottom - plotInsets.top < 24) return undefined;
  const times = timesShown(data, settings);
  const durations = durationDomain(yKind, hullOf(data.durationMillis, data.count), {
    from: bounds.min,
    to: bounds.max,
  });
  const x = createScale('linear', [times.min, times.max], [plotInsets.left, right]);
  const y = createScale(yKind, [durations.min, durations.max], [bottom, plotInsets.top]);
  return {
    data,
    x,
    y,
    xTicks: timeTicks(x, Math.floor((right - plotInsets.left) / 110)),
    yTicks: durationTicks(y, Math.max(2, Math.floor((bottom - plotInsets.top) / 20))),
    points: project(data, x, y),
  };
}
