// A number with its unit as text: `1.5 KiB`, `350 ms`, `42%`.
import { clockText, scaledDuration, wordsDuration } from './duration.ts';
import { unitOf } from './unit-table.ts';

export interface ValueText {
  readonly prefix: string;
  readonly text: string;
  /** With the space before it, if there is one. */
  readonly suffix: string;
}

const siUp = ['', 'k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'];
const siDown = ['', 'm', 'µ', 'n', 'p', 'f'];
const binaryUp = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'Zi', 'Yi'];
const shortUp = ['', ' K', ' Mil', ' Bil', ' Tri', ' Quadr', ' Quint'];

/** `decimals` undefined: as many as tell three significant digits, without zeros at the end. `now` in Unix milliseconds. */
export function formatParts(value: number, unitId: string | undefined, decimals?: number, now = Date.now()): ValueText {
  if (!Number.isFinite(value)) return part(Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf');
  const unit = unitOf(unitId);
  switch (unit.kind) {
    case 'plain':
      return part(digits(value, decimals));
    case 'fixed':
      return unit.before === true
        ? { prefix: unit.suffix, text: digits(value, decimals), suffix: '' }
        : part(digits(value, decimals), unit.suffix);
    case 'times':
      return part(digits(value * unit.factor, decimals), unit.suffix);
    case 'short': {
      const { scaled, step } = scale(value, 1000, shortUp.length - 1, 0);
      return part(digits(scaled, decimals), `${shortUp[step] ?? ''}${unit.suffix}`);
    }
    case 'si': {
      const least = unit.small ? -(siDown.length - 1) - unit.start : -unit.start;
      const { scaled, step } = scale(value, 1000, siUp.length - 1 - unit.start, Math.min(0, least));
      const place = step + unit.start;
      const letter = place < 0 ? siDown[-place] : siUp[place];
      return part(digits(scaled, decimals), spaced(`${letter ?? ''}${unit.symbol}`));
    }
    case 'binary': {
      const { scaled, step } = scale(value, 1024, binaryUp.length - 1 - unit.start, -unit.start);
      return part(digits(scaled, decimals), spaced(`${binaryUp[step + unit.start] ?? ''}${unit.symbol}`));
    }
    case 'duration': {
      const seconds = value * unit.seconds;
      if (unit.style === 'scaled') {
        const { amount, symbol } = scaledDuration(seconds, unit.seconds);
        return part(digits(amount, decimals), ` ${symbol}`);
      }
      return part(unit.style === 'words' ? wordsDuration(seconds) : clockText(seconds, unit.style === 'dhms'));
    }
    case 'date':
      return part(dateText(value, unit.style, now));
    case 'bool':
      return part(value === 0 ? unit.no : unit.yes);
    case 'hex':
      return part(`${value < 0 ? '-' : ''}${unit.before}${Math.abs(Math.trunc(value)).toString(16).toUpperCase()}`);
    case 'scientific':
      return part(value.toExponential(decimals));
    case 'locale':
      return part(value.toLocaleString('en', decimals === undefined ? {} : { maximumFractionDigits: decimals }));
  }
}

export function formatValue(value: number, unitId: string | undefined, decimals?: number, now?: number): string {
  const { prefix, text, suffix } = formatParts(value, unitId, decimals, now);
  return `${prefix}${text}${suffix}`;
}

function part(text: string, suffix = ''): ValueText {
  return { prefix: '', text, suffix };
}

function spaced(symbol: string): string {
  return symbol === '' ? '' : ` ${symbol}`;
}

/** Divides (or multiplies) until the number lies below `factor` (and above 1), within the given steps. */
function scale(value: number, factor: number, most: number, least: number): { scaled: number; step: number } {
  let scaled = value;
  let step = 0;
  while (Math.abs(scaled) >= factor && step < most) {
    scaled /= factor;
    step++;
  }
  while (scaled !== 0 && Math.abs(scaled) < 1 && step > least) {
    scaled *= factor;
    step--;
  }
  return { scaled, step };
}

/** A number with `decimals` digits behind the point, or with three significant ones. */
export function digits(value: number, decimals: number | undefined): string {
  if (decimals !== undefined) return value.toFixed(Math.min(20, Math.max(0, Math.round(decimals))));
  if (value === 0) return '0';
  const size = Math.floor(Math.log10(Math.abs(value)));
  if (size < -6) return value.toExponential(2).replace(/\.?0+e/, 'e');
  const places = Math.min(20, Math.max(0, 2 - size));
  const text = value.toFixed(places);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function dateText(millis: number, style: 'iso' | 'local' | 'from-now', now: number): string {
  if (Math.abs(millis) > 8.64e15) return digits(millis, undefined);
  if (style === 'from-now') {
    const seconds = (now - millis) / 1000;
    return seconds >= 0 ? `${wordsDuration(seconds, 1)} ago` : `in ${wordsDuration(-seconds, 1)}`;
  }
  const date = new Date(millis);
  if (style === 'iso') return date.toISOString().replace('T', ' ').slice(0, 19);
  const two = (number: number): string => String(number).padStart(2, '0');
  return (
    `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ` +
    `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  );
}
