// How many traces there are, in words.
import { formatCount } from '../../ui/number-text.ts';

interface Counts {
  /** Traces that match; undefined until the first answer. */
  readonly total: number | undefined;
  readonly exact: boolean;
  readonly filtered: boolean;
  /** Traces and spans of the whole run, where known. */
  readonly all: number | undefined;
  readonly spans: number | undefined;
}

/** `12,345 traces, 234,567 spans`, `17 of 12,345 traces`, `at least 1,000 of 12,345 traces`; empty while unknown. */
export function countText({ total, exact, filtered, all, spans }: Counts): string {
  if (total === undefined) return '';
  const matching = `${exact ? '' : 'at least '}${formatCount(total)}`;
  if (filtered) {
    // The two numbers come from two answers; while data streams in, the older one may lag.
    return all === undefined
      ? `${matching} ${traces(total)} match`
      : `${matching} of ${formatCount(Math.max(all, total))} ${traces(all)}`;
  }
  return `${matching} ${traces(total)}${spans === undefined ? '' : `, ${formatCount(spans)} ${spans === 1 ? 'span' : 'spans'}`}`;
}

function traces(count: number): string {
  return count === 1 ? 'trace' : 'traces';
}
