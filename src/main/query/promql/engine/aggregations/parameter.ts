// The range of an aggregation's parameter over all steps; NaN when one is NaN.
import { goMax, goMin } from '../go-math.ts';

export function highest(param: Float64Array): number {
  return param.reduce(goMax, -Number.MAX_VALUE);
}

export function lowest(param: Float64Array): number {
  return param.reduce(goMin, Number.MAX_VALUE);
}
