// Which sample type of another profile can be compared with one, and how its values become that one's. Pure.
import type { SampleType } from './profile.ts';
import { sameUnitType, scaleValue } from './units.ts';

export interface ComparableType {
  /** Index of the other profile's sample types. */
  readonly type: number;
  /** The other's values times this are in the unit of the first, e.g. 1000 from microseconds to nanoseconds. */
  readonly factor: number;
}

/** By name and unit, else by name, else the one at the same place, else any that measures the same; undefined where none does. */
export function comparableType(
  others: readonly SampleType[],
  { type, unit }: SampleType,
  at: number,
): ComparableType | undefined {
  const fits = (one: SampleType | undefined): boolean => one !== undefined && sameUnitType(one.unit, unit);
  const places = [
    others.findIndex((one) => one.type === type && one.unit === unit),
    others.findIndex((one) => one.type === type && fits(one)),
    fits(others[at]) ? at : -1,
    others.findIndex(fits),
  ];
  const found = places.find((place) => place >= 0);
  if (found === undefined) return undefined;
  const other = others[found] as SampleType;
  return { type: found, factor: other.unit === unit ? 1 : scaleValue(1, other.unit, unit).value };
}
