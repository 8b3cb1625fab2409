// Changing a filter and saying in words what it holds. Pure; the filter itself is in the address (routes/traces-route.ts).
import { formatDuration } from '../../../contract/duration-text.ts';
import { durationNanos, unixNanosOfMillis } from '../../../contract/time.ts';
import type { TraceFilter } from '../../../contract/traces.ts';
import type { ScatterSelection } from '../../draw/scatter/drag-selection.ts';
import { withoutUndefined } from '../../routes/traces-route.ts';

/** `undefined` removes a condition. */
export function patched(filter: TraceFilter, patch: Partial<TraceFilter>): TraceFilter {
  return withoutUndefined({ ...filter, ...patch });
}

export function isUnfiltered(filter: TraceFilter): boolean {
  return Object.values(filter).every(
    (value) => value === undefined || value === '' || (Array.isArray(value) && value.length === 0),
  );
}

/** The same pair is not added twice. */
export function withAttribute(filter: TraceFilter, key: string, value: string): TraceFilter {
  const attributes = filter.attributes ?? [];
  if (key === '' || attributes.some((one) => one.key === key && one.value === value)) return filter;
  return patched(filter, { attributes: [...attributes, { key, value }] });
}

export function withoutAttribute(filter: TraceFilter, index: number): TraceFilter {
  const attributes = (filter.attributes ?? []).filter((_, at) => at !== index);
  return patched(filter, { attributes: attributes.length === 0 ? undefined : attributes });
}

/** Reads `key=value`; the key ends at the first `=`. */
export function parseAttribute(text: string): { readonly key: string; readonly value: string } | undefined {
  const at = text.indexOf('=');
  const key = text.slice(0, at).trim();
  return at < 0 || key === '' ? undefined : { key, value: text.slice(at + 1).trim() };
}

/** A drag over the scatter as conditions; an axis that was not dragged stays as it is. Rounded outward to whole microseconds. */
export function withSelection(filter: TraceFilter, selection: ScatterSelection): TraceFilter {
  const { time, duration } = selection;
  return patched(filter, {
    ...(time === undefined
      ? {}
      : {
          from: unixNanosOfMillis(Math.floor(time.from * 1000) / 1000),
          to: unixNanosOfMillis(Math.ceil(time.to * 1000) / 1000),
        }),
    ...(duration === undefined
      ? {}
      : {
          minDuration: durationOfMillis(duration.min, Math.floor),
          maxDuration: durationOfMillis(duration.max, Math.ceil),
        }),
  });
}

/** Three significant digits, so that the filter reads as well as it selects. */
function durationOfMillis(millis: number, round: (value: number) => number) {
  const nanos = millis * 1e6;
  if (nanos < 1) return durationNanos(0n);
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(nanos)) - 2);
  return durationNanos(BigInt(Math.round(round(nanos / unit) * unit)));
}

/** Without what a selection in the scatter sets. */
export function withoutSelection(filter: TraceFilter): TraceFilter {
  return patched(filter, { from: undefined, to: undefined, minDuration: undefined, maxDuration: undefined });
}

/** `≥ 100 ms`, `≤ 1.50 s`, `100 ms – 1.50 s`; undefined without bounds. */
export function durationRangeText({ minDuration, maxDuration }: TraceFilter): string | undefined {
  if (minDuration !== undefined && maxDuration !== undefined)
    return `${formatDuration(minDuration)} – ${formatDuration(maxDuration)}`;
  if (minDuration !== undefined) return `≥ ${formatDuration(minDuration)}`;
  return maxDuration === undefined ? undefined : `≤ ${formatDuration(maxDuration)}`;
}

/** Bounds for the scatter's axes: Unix milliseconds and milliseconds. */
export function axisBounds(filter: TraceFilter): {
  readonly from?: number;
  readonly to?: number;
  readonly min?: number;
  readonly max?: number;
} {
  const millis = (nanos: bigint): number => Number(nanos) / 1e6;
  return {
    ...(filter.from === undefined ? {} : { from: millis(filter.from) }),
    ...(filter.to === undefined ? {} : { to: millis(filter.to) }),
    ...(filter.minDuration === undefined ? {} : { min: millis(filter.minDuration) }),
    ...(filter.maxDuration === undefined ? {} : { max: millis(filter.maxDuration) }),
  };
}
