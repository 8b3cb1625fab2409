// The floats that a group has at one step.
import { type StepSeries, floatSample } from '../value.ts';

export function floatsAt(members: readonly StepSeries[], step: number): Float64Array {
  const floats = new Float64Array(members.length);
  let count = 0;
  for (const { kinds, values } of members) {
    if (kinds[step] === floatSample) floats[count++] = values[step] as number;
  }
  return floats.subarray(0, count);
}
