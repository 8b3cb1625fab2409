// Which part of time and duration the scatter shows: the hull of its points, or the range that a selection asks for.

export interface Domain {
  readonly min: number;
  readonly max: number;
}

interface Bounds {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** Smallest and largest finite value of the first `count`; undefined when there is none. */
export function hullOf(values: ArrayLike<number>, count: number): Domain | undefined {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const value = values[i] as number;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : undefined;
}

/** Unix milliseconds. Bounds win over the hull; at least a tenth of a second wide, with two percent of air at free ends. */
export function timeDomain(hull: Domain | undefined, bounds: Bounds, now: number): Domain {
  const min = bounds.from ?? hull?.min ?? bounds.to ?? now - 60_000;
  const max = bounds.to ?? hull?.max ?? now;
  const width = Math.max(max - min, 100);
  const middle = (min + max) / 2;
  const [low, high] = max - min >= width ? [min, max] : [middle - width / 2, middle + width / 2];
  return {
    min: bounds.from === undefined ? low - width * 0.02 : low,
    max: bounds.to === undefined ? high + width * 0.02 : high,
  };
}

/** The least duration that a log axis tells apart, in milliseconds: a microsecond. */
export const leastMillis = 0.001;

/** Milliseconds. A log axis without bounds spans at least a decade; a linear one starts at zero unless a bound says otherwise. */
export function durationDomain(kind: 'linear' | 'log', hull: Domain | undefined, bounds: Bounds): Domain {
  const top = bounds.to ?? (hull === undefined ? 1000 : hull.max * (kind === 'log' ? 1.25 : 1.06));
  if (kind === 'linear') {
    const min = bounds.from ?? 0;
    return { min, max: top > min ? top : min + 1 };
  }
  const min = Math.max(leastMillis, bounds.from ?? (hull?.min ?? 1) / 1.25);
  const max = Math.max(top, min * 1.0001);
  if (max / min >= 10 || bounds.from !== undefined || bounds.to !== undefined) return { min, max };
  const middle = Math.sqrt(min * max);
  return {
    min: Math.max(leastMillis, middle / Math.sqrt(10)),
    max: Math.max(middle * Math.sqrt(10), leastMillis * 10),
  };
}
