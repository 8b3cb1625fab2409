// Values of a table of a profile as pprof prints them: one unit for the whole table, percentages of its total.
import { formatPercent, formatScaled } from '../../../../../contract/profiles/units.ts';
import type { SampleType } from '../../../../../contract/profiles/profile.ts';

/** What answers about tables have in common. */
export interface TableValues {
  readonly sampleType: SampleType;
  readonly total: number;
  readonly unit: string;
}

export function tableValue(value: number, { sampleType, unit }: TableValues): string {
  return formatScaled(value, sampleType.unit, unit);
}

export function tableShare(value: number, { total }: TableValues): string {
  return formatPercent(value, total).trim();
}
