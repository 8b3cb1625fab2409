// Values of numbers and durations, and durations as text. Numbers follow Go's rules: whole numbers may be hexadecimal or,
// with a leading 0, octal; everything else is a float. Errors have Go's words.
import { quoteGo } from './go-quote.ts';

export type Literal =
  | { readonly kind: 'ok'; readonly value: number }
  | { readonly kind: 'wrong'; readonly message: string };

const maxInt64 = 2n ** 63n - 1n;
const maxUint64 = 2n ** 64n - 1n;
/** The most seconds that fit a Go duration (nanoseconds in 64 bits). */
const maxDurationSeconds = 2 ** 63 / 1e9;

/** The value of a number token. */
export function parseNumber(text: string): Literal {
  const lower = text.toLowerCase();
  if (lower === 'nan') return { kind: 'ok', value: Number.NaN };
  if (lower === 'inf') return { kind: 'ok', value: Number.POSITIVE_INFINITY };
  const whole = parseWhole(lower);
  if (whole !== undefined && whole <= maxInt64) return { kind: 'ok', value: Number(whole) };
  if (
    lower.startsWith('0x') ||
    !/^(?:\d[\d_]*\.?[\d_]*|\.[\d_]+)(?:e[+-]?[\d_]+)?$/.test(lower) ||
    misplacedLine(lower)
  ) {
    return wrong(text, 'invalid syntax');
  }
  const value = Number(lower.replaceAll('_', ''));
  return Number.isFinite(value) ? { kind: 'ok', value } : wrong(text, 'value out of range');
}

function wrong(text: string, reason: string): Literal {
  return { kind: 'wrong', message: `error parsing number: strconv.ParseFloat: parsing ${quoteGo(text)}: ${reason}` };
}

/** `_` only stands between digits. */
function misplacedLine(lower: string): boolean {
  return /(?:^|\D)_|_(?:\D|$)/.test(lower);
}

/** A whole number by its prefix; undefined when the text is none. */
function parseWhole(lower: string): bigint | undefined {
  if (/^0x(?:_?[0-9a-f])+$/.test(lower)) return BigInt(lower.replaceAll('_', ''));
  if (/^0(?:_?[0-7])+$/.test(lower)) return BigInt(`0o${lower.replaceAll('_', '')}`);
  if (lower === '0' || /^[1-9](?:_?\d)*$/.test(lower)) return BigInt(lower.replaceAll('_', ''));
  return undefined;
}

const units = [
  ['y', 365 * 86_400_000],
  ['w', 7 * 86_400_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

const maxDurationMillis = Number(maxInt64 / 1_000_000n);

/** The milliseconds of a duration such as `1h30m`: units fall, each once, whole numbers. */
export function parseDuration(text: string): Literal {
  if (text === '') return { kind: 'wrong', message: 'empty duration string' };
  if (text === '0') return { kind: 'ok', value: 0 };
  const invalid: Literal = { kind: 'wrong', message: `not a valid duration string: ${quoteGo(text)}` };
  let millis = 0;
  let last = -1;
  let rest = text;
  while (rest !== '') {
    const [part, digits, name] = /^(\d+)(\D+)/.exec(rest) ?? [];
    if (part === undefined || name === undefined || BigInt(digits ?? '') > maxUint64) return invalid;
    const rank = units.findIndex(([unit]) => unit === name);
    if (rank === -1) {
      return { kind: 'wrong', message: `unknown unit ${quoteGo(name)} in duration ${quoteGo(text)}` };
    }
    if (rank <= last) return invalid;
    last = rank;
    millis += Number(digits) * (units[rank] as (typeof units)[number])[1];
    if (millis > maxDurationMillis) return { kind: 'wrong', message: 'duration out of range' };
    rest = rest.slice(part.length);
  }
  return { kind: 'ok', value: millis };
}

/** A duration as Prometheus writes it; years and weeks only when nothing is left over. Negative ones have a sign. */
export function formatDuration(millis: number): string {
  let rest = Math.trunc(Math.abs(millis));
  if (rest === 0) return '0s';
  let out = millis < 0 ? '-' : '';
  for (const [name, unit] of units) {
    const onlyWhole = name === 'y' || name === 'w';
    if (rest < unit || (onlyWhole && rest % unit !== 0)) continue;
    out += `${Math.floor(rest / unit)}${name}`;
    rest %= unit;
  }
  return out;
}

/** Whether seconds are more than a Go duration holds. */
export function isOutOfRange(seconds: number): boolean {
  return seconds > maxDurationSeconds || seconds < -maxDurationSeconds;
}

/** Seconds to whole milliseconds, by way of nanoseconds as Prometheus does. */
export function secondsToMillis(seconds: number): number {
  return Math.trunc(roundAway(seconds * 1e9) / 1e6) + 0;
}

/** Rounds halves away from zero, as Go does. */
export function roundAway(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}
