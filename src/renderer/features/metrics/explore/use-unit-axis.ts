// How an axis writes values of a unit; the same object while the unit is the same.
import { useMemo } from 'react';
import type { ChartAxis } from '../../../draw/time-chart/chart-data.ts';
import { formatValue, type ValueUnit } from '../../../ui/value-unit.ts';

/** `room`: least width for the labels. */
export function useUnitAxis(unit: ValueUnit, room?: number): ChartAxis {
  const { base, factor, word, perSecond } = unit;
  return useMemo(() => {
    const own = { base, factor, word, perSecond };
    return { format: (value: number) => formatValue(value, own), base: base === 'bytes' ? 2 : 10, room };
  }, [base, factor, word, perSecond, room]);
}
