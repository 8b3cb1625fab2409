// Values of metrics as people read them: scaled within their unit, three significant digits, the unit always said.
// A unit is a base (bytes, seconds, a share of one, or a word of its own) and perhaps `per second`.
import { formatNanos } from '../../contract/duration-text.ts';

export type UnitBase = 'number' | 'bytes' | 'bits' | 'seconds' | 'ratio';

export interface ValueUnit {
  readonly base: UnitBase;
  /** Values times this are in the base: 0.001 for milliseconds, 0.01 for percent. */
  readonly factor: number;
  /** Said behind a plain number: `requests`; '' for none. */
  readonly word: string;
  readonly perSecond: boolean;
}

export const plainUnit: ValueUnit = { base: 'number', factor: 1, word: '', perSecond: false };

const bases: Readonly<Record<string, readonly [base: UnitBase, factor: number]>> = {
  s: ['seconds', 1],
  seconds: ['seconds', 1],
  ms: ['seconds', 1e-3],
  milliseconds: ['seconds', 1e-3],
  us: ['seconds', 1e-6],
  microseconds: ['seconds', 1e-6],
  ns: ['seconds', 1e-9],
  nanoseconds: ['seconds', 1e-9],
  min: ['seconds', 60],
  h: ['seconds', 3600],
  d: ['seconds', 86_400],
  By: ['bytes', 1],
  bytes: ['bytes', 1],
  byte: ['bytes', 1],
  kBy: ['bytes', 1e3],
  KiBy: ['bytes', 1024],
  kibibytes: ['bytes', 1024],
  MBy: ['bytes', 1e6],
  MiBy: ['bytes', 1024 ** 2],
  mebibytes: ['bytes', 1024 ** 2],
  GBy: ['bytes', 1e9],
  GiBy: ['bytes', 1024 ** 3],
  bit: ['bits', 1],
  bits: ['bits', 1],
  '%': ['ratio', 0.01],
  percent: ['ratio', 0.01],
  ratio: ['ratio', 1],
};

/** From a unit as it was sent: UCUM (`s`, `By/s`, `{request}`) or a word of Prometheus (`seconds`). */
export function valueUnit(text: string): ValueUnit {
  const rate = /\/s$|_per_second$/.exec(text);
  const own = rate === null ? text : text.slice(0, rate.index);
  const [base, factor] = bases[own] ?? (['number', 1] as const);
  const noted = /^\{(.+)\}$/.exec(own)?.[1];
  const word = base !== 'number' || own === '1' || own === '' ? '' : (noted ?? own);
  return { base, factor, word, perSecond: rate !== null };
}

/** The same, each second. Seconds per second are a share of time. */
export function perSecond(unit: ValueUnit): ValueUnit {
  return unit.base === 'seconds' ? { ...unit, base: 'ratio' } : { ...unit, perSecond: true };
}

/** Are values of both written alike, so that one axis serves them? */
export function sameUnit(a: ValueUnit, b: ValueUnit): boolean {
  return a.base === b.base && a.factor === b.factor && a.word === b.word && a.perSecond === b.perSecond;
}

/** `12.3 KiB/s`, `250 ms`, `44 %`, `1.2k requests`. */
export function formatValue(value: number, unit: ValueUnit): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  const scaled = value * unit.factor;
  const text = textOf(scaled, unit);
  return unit.perSecond ? `${text}/s` : text;
}

function textOf(value: number, { base, word }: ValueUnit): string {
  switch (base) {
    case 'seconds':
      return value === 0 ? '0 s' : value < 0 ? `−${secondsText(-value)}` : secondsText(value);
    case 'bytes':
      return steppedText(value, 1024, ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']);
    case 'bits':
      return steppedText(value, 1000, ['bit', 'kbit', 'Mbit', 'Gbit', 'Tbit']);
    case 'ratio':
      return `${digits(value * 100)} %`;
    case 'number':
      return word === '' ? numberText(value) : `${numberText(value)} ${word}`;
  }
}

function secondsText(seconds: number): string {
  return seconds < 1e-9 ? `${digits(seconds * 1e9)} ns` : formatNanos(seconds * 1e9);
}

/** `0.00123`, `12.3`, `1.23k`, `4.56M`; powers of ten beyond. */
function numberText(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e15)) return value.toExponential(2);
  return steppedText(value, 1000, ['', 'k', 'M', 'G', 'T'], '');
}

function steppedText(value: number, base: number, names: readonly string[], gap = ' '): string {
  let scaled = value;
  let at = 0;
  while (Math.abs(scaled) >= base * 0.9995 && at < names.length - 1) {
    scaled /= base;
    at += 1;
  }
  return names[at] === '' ? digits(scaled) : `${digits(scaled)}${gap}${names[at]}`;
}

/** Three significant digits, whole numbers below 10,000 whole. */
function digits(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 10_000) return String(value);
  const size = Math.abs(value);
  const text = size >= 100 ? value.toFixed(0) : value.toPrecision(3);
  const short = text.includes('e') ? String(Number(text)) : text;
  return short.includes('.') ? short.replace(/\.?0+$/, '') : short;
}
