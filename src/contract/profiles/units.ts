// Values of profiles as pprof prints them: bytes and times are scaled to a unit that suits, everything else is left as it
// is. The same in the window and on the command line, so that numbers can be compared with the reference tool's.

interface Unit {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly factor: number;
}

interface UnitType {
  readonly units: readonly Unit[];
  /** What values smaller than every unit are told in. */
  readonly fallback: { readonly name: string; readonly factor: number };
}

const gcuPrefixes = ['nano', 'micro', 'milli', '', 'kilo', 'mega', 'giga', 'tera', 'peta'] as const;
const gcuNames = ['n*GCU', 'u*GCU', 'm*GCU', 'GCU', 'k*GCU', 'M*GCU', 'G*GCU', 'T*GCU', 'P*GCU'] as const;

const unitTypes: readonly UnitType[] = [
  {
    units: [
      { name: 'B', aliases: ['b', 'byte'], factor: 1 },
      ...(['kilo', 'mega', 'giga', 'tera', 'peta'] as const).map((prefix, at) => {
        const letter = prefix[0] as string;
        return {
          name: `${letter === 'k' ? 'k' : letter.toUpperCase()}B`,
          aliases: [`${letter}b`, `${letter}byte`, `${prefix}byte`],
          factor: 1024 ** (at + 1),
        };
      }),
    ],
    fallback: { name: 'B', factor: 1 },
  },
  {
    units: [
      { name: 'ns', aliases: ['ns', 'nanosecond'], factor: 1 },
      { name: 'us', aliases: ['μs', 'us', 'microsecond'], factor: 1e3 },
      { name: 'ms', aliases: ['ms', 'millisecond'], factor: 1e6 },
      { name: 's', aliases: ['s', 'sec', 'second'], factor: 1e9 },
      { name: 'hrs', aliases: ['hour', 'hr'], factor: 3.6e12 },
    ],
    fallback: { name: 's', factor: 1e9 },
  },
  {
    units: gcuPrefixes.map((prefix, at) => ({
      name: gcuNames[at] as string,
      aliases: [`${prefix}gcu`],
      factor: [1e-9, 1e-6, 1e-3, 1, 1e3, 1e6, 1e9, 1e12, 1e15][at] as number,
    })),
    fallback: { name: 'GCU', factor: 1 },
  },
];

/** Asks for whatever unit suits the value. */
export const autoUnit = 'auto';

export interface ScaledValue {
  readonly value: number;
  /** '' where the unit is not worth printing (counts). */
  readonly unit: string;
}

/** @param to a unit, or `autoUnit` */
export function scaleValue(value: number, from: string, to: string): ScaledValue {
  if (value < 0) {
    const scaled = scaleValue(-value, from, to);
    return { value: -scaled.value, unit: scaled.unit };
  }
  for (const type of unitTypes) {
    const unit = findUnit(type, from);
    if (unit === undefined) continue;
    const inBase = value * unit.factor;
    const wanted = to === autoUnit ? largestBelow(type, inBase) : (findUnit(type, to) ?? type.fallback);
    return { value: inBase / wanted.factor, unit: wanted.name };
  }
  return { value, unit: ['count', 'sample', 'unit', autoUnit].includes(to) ? '' : to };
}

/** e.g. `1.50MB`, `0`, `12` */
export function formatScaled(value: number, from: string, to: string): string {
  const scaled = scaleValue(value, from, to);
  const text = fixedPoint(scaled.value, 2).replace(/\.00$/, '');
  return text === '0' || text === '-0' ? '0' : `${text}${scaled.unit}`;
}

/** Five characters and the sign: at least two digits of precision, e.g. ` 9.15%`, `  0.6%`, `  100%`. The sign of the value is lost. */
export function formatPercent(value: number, total: number): string {
  const share = total === 0 ? 0 : Math.abs(value / total) * 100;
  if (share >= 99.95 && share <= 100.05) return '  100%';
  return `${(share >= 1 ? fixedPoint(share, 2) : twoDigits(share)).padStart(5)}%`;
}

/**
 * The unit that all values of a table are told in.
 * @param smallest the smallest value shown that is not 0, without its sign; 0 where there is none
 */
export function commonUnit(smallest: number, total: number, unit: string): string {
  const least = smallest === 0 ? total : smallest;
  const low = scaleValue(least, unit, autoUnit).unit;
  const high = scaleValue(total, unit, autoUnit).unit;
  const chosen = low !== high && least * 100 < total ? scaleValue(100 * least, unit, autoUnit).unit : low;
  return chosen === '' ? unit : chosen;
}

/** Whether values of both units can be told in one. */
export function sameUnitType(a: string, b: string): boolean {
  return a === b || unitTypes.some((type) => findUnit(type, a) !== undefined && findUnit(type, b) !== undefined);
}

function findUnit(type: UnitType, name: string): Unit | undefined {
  const lower = name.toLowerCase();
  const alias = lower.length > 2 && lower.endsWith('s') ? lower.slice(0, -1) : lower;
  return type.units.find((unit) => unit.aliases.includes(alias));
}

function largestBelow(type: UnitType, value: number): { readonly name: string; readonly factor: number } {
  return type.units.findLast((unit) => value / unit.factor >= 1) ?? type.fallback;
}

/** Rounded to digits after the point; of two equally near numbers the even one, as Go does and toFixed does not. */
export function fixedPoint(value: number, digits: number): string {
  const halves = Math.abs(value) * 2 ** (digits + 1);
  if (halves % 2 !== 1) return value.toFixed(digits);
  const below = Math.floor(Math.abs(value) * 10 ** digits);
  const even = below % 2 === 0 ? below : below + 1;
  return ((Math.sign(value) * even) / 10 ** digits).toFixed(digits);
}

/** Two significant digits without trailing zeros; below 0.0001 with an exponent of two digits. @param value below 1 */
function twoDigits(value: number): string {
  if (value === 0) return '0';
  // Ties: 0.125 and 0.625 go down to the even digit, and so does 0.0625.
  const even = value === 0.125 || value === 0.625 || value === 0.0625 ? value - 0.0001 : value;
  const [mantissa = '', exponent = '0'] = even.toExponential(1).split('e');
  const power = Number(exponent);
  if (power >= -4) return String(Number(even.toPrecision(2)));
  return `${mantissa.replace(/\.0$/, '')}e-${String(-power).padStart(2, '0')}`;
}
