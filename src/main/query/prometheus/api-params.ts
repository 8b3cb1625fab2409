// The parameters of the Prometheus API: times, durations and limits as Prometheus reads them, its words for mistakes.
import { quoteGo } from '../promql/syntax/go-quote.ts';
import { wrongParameter } from './api-failure.ts';

/** Decoded pairs: those of a form first, then those of the address. */
export class ApiParams {
  readonly #pairs: readonly (readonly [string, string])[];

  constructor(pairs: readonly (readonly [string, string])[]) {
    this.#pairs = pairs;
  }

  /** The first value; '' when absent. */
  first(name: string): string {
    return this.#pairs.find(([key]) => key === name)?.[1] ?? '';
  }

  all(name: string): readonly string[] {
    return this.#pairs.filter(([key]) => key === name).map(([, value]) => value);
  }

  /** Unix milliseconds of a parameter that must be there. */
  time(name: string): number {
    const text = this.first(name);
    const millis = timeOf(text);
    if (millis === undefined) throw wrongParameter(name, `cannot parse ${quoteGo(text)} to a valid timestamp`);
    return millis;
  }

  /** The same of one that may be left out. */
  optionalTime(name: string, absent: number): number {
    const text = this.first(name);
    if (text === '') return absent;
    const millis = timeOf(text);
    if (millis === undefined)
      throw wrongParameter(
        name,
        `invalid time value for '${name}': cannot parse ${quoteGo(text)} to a valid timestamp`,
      );
    return millis;
  }

  /** 0: no limit. */
  limit(name: string): number {
    const text = this.first(name);
    if (text === '') return 0;
    const read = integerOf(text);
    if (read.kind === 'wrong') throw wrongParameter(name, read.message);
    if (read.value < 0) throw wrongParameter(name, 'limit must be non-negative');
    return read.value;
  }
}

export type Duration =
  | { readonly kind: 'ok'; readonly nanos: number }
  | { readonly kind: 'wrong'; readonly message: string };

const most64 = 2 ** 63;

/** Seconds as a number, or a duration such as `1h30m`. */
export function durationOf(text: string): Duration {
  const seconds = floatOf(text);
  if (seconds !== undefined && !Number.isNaN(seconds)) {
    const nanos = seconds * 1e9;
    if (nanos > most64 || nanos < -most64)
      return { kind: 'wrong', message: `cannot parse ${quoteGo(text)} to a valid duration. It overflows int64` };
    return { kind: 'ok', nanos: Math.trunc(nanos) };
  }
  const units = [31_536_000_000, 604_800_000, 86_400_000, 3_600_000, 60_000, 1000, 1];
  const parts = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/.exec(text);
  const wrong = { kind: 'wrong', message: `cannot parse ${quoteGo(text)} to a valid duration` } as const;
  if (parts === null || text === '') return wrong;
  const millis = units.reduce((sum, unit, at) => sum + unit * Number(parts[at + 1] ?? 0), 0);
  return millis * 1e6 < most64 ? { kind: 'ok', nanos: millis * 1e6 } : wrong;
}

/** The times that stand for "no beginning" and "no end" in texts of Prometheus' own clients. */
const minTime = '-292273086-05-16T16:47:06Z';
const maxTime = '292277025-08-18T07:12:54.999999999Z';

/** Beyond these nothing is stored; safe integers, so that arithmetic stays exact. */
export const earliest = -8_640_000_000_000_000;
export const latest = 8_640_000_000_000_000;

/** Unix seconds with a fraction, or RFC 3339; `undefined` for anything else. */
function timeOf(text: string): number | undefined {
  const seconds = floatOf(text);
  if (seconds !== undefined) {
    if (Number.isNaN(seconds)) return undefined;
    const whole = Math.trunc(seconds);
    const millis = whole * 1000 + Math.sign(seconds) * Math.round(Math.abs(seconds - whole) * 1000);
    return Math.min(latest, Math.max(earliest, millis));
  }
  if (text === minTime) return earliest;
  if (text === maxTime) return latest;
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)([.,]\d+)?(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (parts === null) return undefined;
  const [, clock = '', fraction = '', zone = ''] = parts;
  const millis = Date.parse(`${clock}Z`);
  // What JavaScript carries over (the 31st of April) is no date.
  if (Number.isNaN(millis) || new Date(millis).toISOString().slice(0, 19) !== clock) return undefined;
  return millis + Math.trunc(Number(`0.${fraction.slice(1)}0`) * 1000) - offsetMillis(zone);
}

function offsetMillis(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4));
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000;
}

/** Decimal numbers as Go's ParseFloat reads them. */
function floatOf(text: string): number | undefined {
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
  if (/^[+-]?inf(inity)?$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return /^[+-]?nan$/i.test(text) ? Number.NaN : undefined;
}

type Integer = { readonly kind: 'ok'; readonly value: number } | { readonly kind: 'wrong'; readonly message: string };

/** As Go's Atoi reads them. */
export function integerOf(text: string): Integer {
  if (!/^[+-]?\d+$/.test(text))
    return { kind: 'wrong', message: `strconv.Atoi: parsing ${quoteGo(text)}: invalid syntax` };
  const value = BigInt(text.replace('+', ''));
  if (value !== BigInt.asIntN(64, value))
    return { kind: 'wrong', message: `strconv.Atoi: parsing ${quoteGo(text)}: value out of range` };
  return { kind: 'ok', value: Number(value) };
}
