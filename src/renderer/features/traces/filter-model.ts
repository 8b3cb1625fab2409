// Changing the search of the list and reading in it what pickers show. Pure; the search itself is in the address
// (routes/traces-route.ts), and its text is the only place of a condition.
import { durationParam, parseDuration } from '../../../contract/duration-text.ts';
import { withCondition } from '../../../contract/search/chips.ts';
import { durationNanos, unixNanosOfMillis, type DurationNanos } from '../../../contract/time.ts';
import type { ScatterSelection } from '../../draw/scatter/drag-selection.ts';
import type { TraceSearch } from '../../routes/traces-route.ts';
import { attributeCondition, pickedValue, withPicked, type PickedField } from '../../ui/search-field/conditions.ts';

export const servicePick: PickedField = { domain: 'spans', field: 'service', operators: ['='] };
export const operationPick: PickedField = { domain: 'spans', field: 'name', operators: ['='] };
export const shortest: PickedField = { domain: 'spans', field: 'trace.duration', operators: ['>=', '>'] };
export const longest: PickedField = { domain: 'spans', field: 'trace.duration', operators: ['<=', '<'] };

export function isUnfiltered({ where, from, to }: TraceSearch): boolean {
  return where.trim() === '' && from === undefined && to === undefined;
}

export function withWhere(filter: TraceSearch, where: string): TraceSearch {
  return { ...filter, where };
}

/** An operation belongs to a service: choosing another one lets go of it. */
export function withService({ where, ...times }: TraceSearch, name: string | undefined): TraceSearch {
  const other = pickedValue(where, servicePick) !== name;
  const picked = withPicked(where, servicePick, name);
  return { ...times, where: other ? withPicked(picked, operationPick, undefined) : picked };
}

export function withOperation(filter: TraceSearch, name: string | undefined): TraceSearch {
  return withWhere(filter, withPicked(filter.where, operationPick, name));
}

export function withDuration(filter: TraceSearch, end: PickedField, nanos: DurationNanos | undefined): TraceSearch {
  return withWhere(filter, withPicked(filter.where, end, nanos === undefined ? undefined : durationParam(nanos)));
}

/** The bound as nanoseconds; undefined where the text has none. */
export function durationBound({ where }: TraceSearch, end: PickedField): DurationNanos | undefined {
  return parseDuration(pickedValue(where, end) ?? '');
}

export function withAttribute(filter: TraceSearch, key: string, value: string): TraceSearch {
  return withWhere(filter, withCondition(filter.where, attributeCondition(key, '=', value)));
}

/** Reads `key=value`; the key ends at the first `=`. */
export function parseAttribute(text: string): { readonly key: string; readonly value: string } | undefined {
  const at = text.indexOf('=');
  const key = text.slice(0, at).trim();
  return at < 0 || key === '' ? undefined : { key, value: text.slice(at + 1).trim() };
}

/** A drag over the scatter as conditions; an axis that was not dragged stays as it is. Times are rounded outward to whole microseconds. */
export function withSelection(filter: TraceSearch, { time, duration }: ScatterSelection): TraceSearch {
  const bounded =
    duration === undefined
      ? filter
      : withDuration(
          withDuration(filter, shortest, durationOfMillis(duration.min, Math.floor)),
          longest,
          durationOfMillis(duration.max, Math.ceil),
        );
  if (time === undefined) return bounded;
  return {
    ...bounded,
    from: unixNanosOfMillis(Math.floor(time.from * 1000) / 1000),
    to: unixNanosOfMillis(Math.ceil(time.to * 1000) / 1000),
  };
}

/** Three significant digits, so that the filter reads as well as it selects. */
function durationOfMillis(millis: number, round: (value: number) => number): DurationNanos {
  const nanos = millis * 1e6;
  if (nanos < 1) return durationNanos(0n);
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(nanos)) - 2);
  return durationNanos(BigInt(Math.round(round(nanos / unit) * unit)));
}

export function withoutTimes({ where }: TraceSearch): TraceSearch {
  return { where };
}

/** Without what a selection in the scatter sets. */
export function withoutSelection(filter: TraceSearch): TraceSearch {
  return withoutTimes(withDuration(withDuration(filter, shortest, undefined), longest, undefined));
}

/** Is there anything that a selection in the scatter sets? */
export function hasSelection(filter: TraceSearch): boolean {
  return (
    filter.from !== undefined ||
    filter.to !== undefined ||
    durationBound(filter, shortest) !== undefined ||
    durationBound(filter, longest) !== undefined
  );
}

/** Bounds for the scatter's axes: Unix milliseconds and milliseconds. */
export function axisBounds(filter: TraceSearch): {
  readonly from?: number;
  readonly to?: number;
  readonly min?: number;
  readonly max?: number;
} {
  const millis = (nanos: bigint): number => Number(nanos) / 1e6;
  const min = durationBound(filter, shortest);
  const max = durationBound(filter, longest);
  return {
    ...(filter.from === undefined ? {} : { from: millis(filter.from) }),
    ...(filter.to === undefined ? {} : { to: millis(filter.to) }),
    ...(min === undefined ? {} : { min: millis(min) }),
    ...(max === undefined ? {} : { max: millis(max) }),
  };
}
