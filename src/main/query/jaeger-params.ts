// Reads the query parameters of Jaeger's UI API. Times are Unix microseconds (dependencies: milliseconds), durations
// as Go writes them, tags a JSON object of texts or repeated `tag=key:value`. The words of the errors are Jaeger's.
import { parseTraceId, type TraceId } from '../../contract/ids.ts';
import { parseGoDuration } from './go-duration.ts';

/** Query parameters after URL decoding; a parameter may be repeated. */
export type JaegerParams = Readonly<Record<string, readonly string[] | undefined>>;

export interface JaegerSearch {
  readonly service: string;
  readonly operation: string | undefined;
  readonly tags: ReadonlyMap<string, string>;
  /** Nanoseconds. */
  readonly start: bigint;
  readonly end: bigint;
  readonly minDuration: bigint;
  /** 0: no limit. */
  readonly maxDuration: bigint;
  readonly limit: number;
  /** When given, the rest does not matter. */
  readonly traceIds: readonly TraceId[];
}

export type Parsed<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'wrong'; readonly message: string };

const defaultLimit = 100;
const maxLimit = 1500;
const defaultLookback = 2n * 86_400_000_000_000n;
const defaultDependencyLookback = 86_400_000_000_000n;

/** Thrown inside this file only, to leave the nested readers at once. */
class WrongParam extends Error {}

function guarded<T>(read: () => T): Parsed<T> {
  try {
    return { kind: 'ok', value: read() };
  } catch (cause) {
    if (cause instanceof WrongParam) return { kind: 'wrong', message: cause.message };
    throw cause;
  }
}

/** `now`: Unix nanoseconds, the default end. */
export function parseJaegerSearch(params: JaegerParams, now: bigint): Parsed<JaegerSearch> {
  return guarded(() => {
    const end = timeOf(params, 'end', 1000n) ?? now;
    const start = timeOf(params, 'start', 1000n) ?? end - (lookbackOf(params) ?? defaultLookback);
    const tags = tagsOf(params);
    const limit = limitOf(params);
    const minDuration = durationOf(params, 'minDuration');
    const maxDuration = durationOf(params, 'maxDuration');
    const traceIds = (params['traceID'] ?? []).map((text) => {
      const parsed = parseJaegerTraceId(text);
      if (parsed.kind === 'wrong') throw new WrongParam(`cannot parse traceID param: ${parsed.message}`);
      return parsed.value;
    });
    const service = first(params, 'service') ?? '';
    if (traceIds.length === 0 && service === '') throw new WrongParam("parameter 'service' is required");
    if (minDuration !== 0n && maxDuration !== 0n && maxDuration < minDuration) {
      throw new WrongParam("'maxDuration' should be greater than 'minDuration'");
    }
    return {
      service,
      operation: first(params, 'operation'),
      tags,
      start,
      end,
      minDuration,
      maxDuration,
      limit,
      traceIds,
    };
  });
}

export function parseJaegerDependencies(
  params: JaegerParams,
  now: bigint,
): Parsed<{ readonly start: bigint; readonly end: bigint }> {
  return guarded(() => {
    const end = timeOf(params, 'endTs', 1_000_000n) ?? now;
    const lookback = timeOf(params, 'lookback', 1_000_000n) ?? defaultDependencyLookback;
    return { start: end - lookback, end };
  });
}

/** Jaeger leaves out leading zeros: 1 to 32 hex digits. */
export function parseJaegerTraceId(text: string): Parsed<TraceId> {
  if (text.length > 32) return { kind: 'wrong', message: `TraceID cannot be longer than 32 hex characters: ${text}` };
  const id = parseTraceId(text.padStart(32, '0'));
  if (id !== undefined) return { kind: 'ok', value: id };
  return { kind: 'wrong', message: `strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax` };
}

/** The first value of a parameter; an empty one counts as absent, as in Jaeger. */
function first(params: JaegerParams, name: string): string | undefined {
  const value = params[name]?.[0];
  return value === '' ? undefined : value;
}

function integer(text: string): bigint {
  if (!/^[-+]?\d+$/.test(text))
    throw new WrongParam(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  const value = BigInt(text.replace('+', ''));
  if (value !== BigInt.asIntN(64, value)) {
    throw new WrongParam(`strconv.ParseInt: parsing ${JSON.stringify(text)}: value out of range`);
  }
  return value;
}

function inParam<T>(name: string, read: () => T): T {
  const parsed = guarded(read);
  if (parsed.kind === 'wrong') throw new WrongParam(`unable to parse param '${name}': ${parsed.message}`);
  return parsed.value;
}

function timeOf(params: JaegerParams, name: string, unitNanos: bigint): bigint | undefined {
  const text = first(params, name);
  return text === undefined ? undefined : inParam(name, () => integer(text) * unitNanos);
}

function durationOf(params: JaegerParams, name: string): bigint {
  const text = first(params, name);
  if (text === undefined) return 0n;
  const parsed = parseGoDuration(text);
  if (parsed.kind === 'wrong') throw new WrongParam(`unable to parse param '${name}': ${parsed.message}`);
  return parsed.nanos;
}

/** `1h`, `2d`, `1w`; Jaeger's UI also sends `custom` and then gives start and end. */
function lookbackOf(params: JaegerParams): bigint | undefined {
  const text = first(params, 'lookback');
  if (text === undefined || text === 'custom') return undefined;
  const [, count, unit] = /^(\d+)([dw])$/.exec(text) ?? [];
  if (count !== undefined) return BigInt(count) * (unit === 'w' ? 7n : 1n) * 86_400_000_000_000n;
  return durationOf(params, 'lookback');
}

function limitOf(params: JaegerParams): number {
  const text = first(params, 'limit');
  if (text === undefined) return defaultLimit;
  const limit = Number(integer(text));
  return limit <= 0 ? defaultLimit : Math.min(limit, maxLimit);
}

function tagsOf(params: JaegerParams): Map<string, string> {
  const tags = new Map<string, string>();
  for (const pair of params['tag'] ?? []) {
    const colon = pair.indexOf(':');
    if (colon < 0) throw new WrongParam(`malformed 'tag' parameter, expecting key:value, received: ${pair}`);
    tags.set(pair.slice(0, colon), pair.slice(colon + 1));
  }
  for (const json of params['tags'] ?? []) {
    if (json !== '') for (const [key, value] of jsonTags(json)) tags.set(key, value);
  }
  return tags;
}

function jsonTags(json: string): [string, string][] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (cause) {
    throw new WrongParam(
      `malformed 'tags' parameter, cannot unmarshal JSON: ${cause instanceof Error ? cause.message : 'not JSON'}`,
    );
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new WrongParam("malformed 'tags' parameter, cannot unmarshal JSON: expecting an object of strings");
  }
  return Object.entries(parsed).map(([key, value]: [string, unknown]) => {
    if (typeof value !== 'string') {
      throw new WrongParam(
        `malformed 'tags' parameter, cannot unmarshal JSON: the value of ${JSON.stringify(key)} is not a string`,
      );
    }
    return [key, value];
  });
}
