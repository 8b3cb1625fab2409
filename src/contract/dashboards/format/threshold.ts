// Which step of the thresholds a value has reached.
import type { Thresholds, ThresholdStep } from '../field-config.ts';

export const defaultThresholds: Thresholds = {
  mode: 'absolute',
  steps: [
    { value: -Infinity, colour: 'green' },
    { value: 80, colour: 'red' },
  ],
};

/** `min` and `max` matter for percentages only. */
export function activeStep(
  value: number,
  { mode, steps }: Thresholds,
  min: number | undefined,
  max: number | undefined,
): ThresholdStep | undefined {
  let active = steps[0];
  for (const step of steps) if (value >= thresholdValue(step, mode, min, max)) active = step;
  return active;
}

export function thresholdValue(
  step: ThresholdStep,
  mode: Thresholds['mode'],
  min: number | undefined,
  max: number | undefined,
): number {
  if (mode === 'absolute' || !Number.isFinite(step.value)) return step.value;
  const low = min ?? 0;
  return low + ((max ?? 100) - low) * (step.value / 100);
}
