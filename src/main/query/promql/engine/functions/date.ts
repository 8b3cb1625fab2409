// Functions of dates: UTC, in the proleptic Gregorian calendar. Values are Unix seconds, cut towards zero; without an
// argument the time of the step is taken.
import type { Call } from '../../syntax/ast.ts';
import { vectorOf } from '../arguments.ts';
import type { Scope } from '../scope.ts';
import { stepMillis } from '../steps.ts';
import { type Value, constantSeries } from '../value.ts';
import { vectorResult } from '../vector-result.ts';
import { mapFloats } from './map-values.ts';

const daySeconds = 86_400;

type OfSeconds = (seconds: number) => number;

export const dateFunctions: Readonly<Record<string, OfSeconds>> = {
  minute: (seconds) => Math.floor(modulo(seconds, 3600) / 60),
  hour: (seconds) => Math.floor(modulo(seconds, daySeconds) / 3600),
  // Day 0 was a Thursday.
  day_of_week: (seconds) => modulo(dayOf(seconds) + 4, 7),
  day_of_month: (seconds) => dateOf(dayOf(seconds)).day,
  day_of_year: (seconds) => {
    const day = dayOf(seconds);
    return day - dayNumber(dateOf(day).year, 1) + 1;
  },
  days_in_month: (seconds) => {
    const { year, month } = dateOf(dayOf(seconds));
    const next = month === 12 ? dayNumber(year + 1, 1) : dayNumber(year, month + 1);
    return next - dayNumber(year, month);
  },
  month: (seconds) => dateOf(dayOf(seconds)).month,
  year: (seconds) => dateOf(dayOf(seconds)).year,
};

export function callDate(call: Call, of: OfSeconds, scope: Scope): Value {
  const held = scope.session.budget.held;
  const [arg] = call.args;
  if (arg === undefined) {
    const { steps } = scope;
    const seconds = Float64Array.from({ length: steps.count }, (_, step) =>
      of(Math.trunc(stepMillis(steps, step) / 1000)),
    );
    return vectorResult([constantSeries(seconds)], held, 'kept', scope);
  }
  const mapped = vectorOf(arg, scope).map((one) => mapFloats(one, (value) => of(Math.trunc(value)), scope));
  return vectorResult(mapped, held, 'changed', scope);
}

function dayOf(seconds: number): number {
  return Math.floor(seconds / daySeconds);
}

function modulo(value: number, by: number): number {
  return value - Math.floor(value / by) * by;
}

/**
 * Days since 1970-01-01 to a date and back, in eras of 400 years that begin in March, so that leap days come last.
 * Source: https://howardhinnant.github.io/date_algorithms.html
 */
function dateOf(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Days since 1970-01-01 of the first day of a month. */
function dayNumber(year: number, month: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5);
  const ofEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + ofYear;
  return era * 146_097 + ofEra - 719_468;
}
