// From values to pixels and back, on a linear or a logarithmic axis. Pure; used for both axes of the scatter.

export interface Scale {
  readonly kind: 'linear' | 'log';
  readonly min: number;
  readonly max: number;
  /** Pixels of `min` and `max`; `start` may be the larger one (an axis that points up). */
  readonly start: number;
  readonly end: number;
  /** The pixel of a value; values outside of [min, max] fall outside of the axis, non-positive ones on a log axis onto its start. */
  toPixel(value: number): number;
  toValue(pixel: number): number;
}

type Range = readonly [from: number, to: number];

/** `min` below `max`; on a log axis both above zero. */
export function createScale(kind: Scale['kind'], [min, max]: Range, [start, end]: Range): Scale {
  if (kind === 'linear') {
    const factor = (end - start) / (max - min);
    return {
      kind,
      min,
      max,
      start,
      end,
      toPixel: (value) => start + (value - min) * factor,
      toValue: (pixel) => min + (pixel - start) / factor,
    };
  }
  const low = Math.log(min);
  const factor = (end - start) / (Math.log(max) - low);
  return {
    kind,
    min,
    max,
    start,
    end,
    toPixel: (value) => (value > 0 ? start + (Math.log(value) - low) * factor : start),
    toValue: (pixel) => Math.exp(low + (pixel - start) / factor),
  };
}
