// Where a time of the clock lies on the axis of a timeline.
import { pixelOf, type TimeWindow } from '../waterfall/time-window.ts';

interface Axis {
  readonly data: { readonly origin: bigint };
  readonly window: TimeWindow;
}

/** From Unix milliseconds to CSS pixels of an axis so wide. */
export function markScale({ data, window }: Axis, width: number): (time: number) => number {
  const origin = Number(data.origin);
  return (time) => pixelOf(time * 1e6 - origin, window, width);
}
