// Floats as Go prints them, because texts and JSON of Prometheus are compared character by character.
// JavaScript's own digits are the shortest that read back, like Go's; only the notation differs.

/** `%g` and `%v`: the shortest digits; with an exponent below 1e-4 and from 1e6 on. */
export function goFloat(value: number): string {
  if (!Number.isFinite(value)) return special(value);
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const { digits, exponent } = parts(value);
  return exponent < -4 || exponent >= 6 ? scientific(value, digits, exponent) : plain(value);
}

/** `%.<n>g`: `precision` significant digits without trailing zeros. */
export function goFloatDigits(value: number, precision: number): string {
  if (!Number.isFinite(value)) return special(value);
  const rounded = halfEven(value, precision);
  if (rounded === 0) return '0';
  const { digits, exponent } = parts(rounded);
  return exponent < -4 || exponent >= precision ? scientific(rounded, digits, exponent) : plain(rounded);
}

/** Rounded to significant digits; what lies exactly between two goes to the even one, where JavaScript takes the larger. */
function halfEven(value: number, precision: number): number {
  const [mantissa = '', exponent = ''] = value.toExponential(20).split('e');
  const digits = mantissa.replace(/[-.]/g, '');
  const tie = /^50*$/.test(digits.slice(precision)) && Number(digits[precision - 1]) % 2 === 0;
  if (!tie) return Number(value.toPrecision(precision));
  const kept = digits.slice(0, precision);
  return Math.sign(value) * Number(`${kept.slice(0, 1)}.${kept.slice(1)}e${exponent}`);
}

/** The values of the HTTP API: plain decimals, exponents below 1e-6 and from 1e21 on. */
export function goJsonFloat(value: number): string {
  if (!Number.isFinite(value)) return special(value);
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const size = Math.abs(value);
  if (size >= 1e-6 && size < 1e21) return plain(value);
  const { digits, exponent } = parts(value);
  return scientific(value, digits, exponent);
}

/** Plain decimals at any size, as label values hold them. */
export function goPlainFloat(value: number): string {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? plain(value) : special(value);
}

function special(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '+Inf' : '-Inf';
}

/** The shortest digits of |value| and the exponent of the first of them. */
function parts(value: number): { readonly digits: string; readonly exponent: number } {
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential().split('e');
  return { digits: mantissa.replace('.', ''), exponent: Number(exponent) };
}

function scientific(value: number, digits: string, exponent: number): string {
  const sign = value < 0 ? '-' : '';
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  const size = String(Math.abs(exponent)).padStart(2, '0');
  return `${sign}${digits.slice(0, 1)}${fraction}e${exponent < 0 ? '-' : '+'}${size}`;
}

function plain(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const { digits, exponent } = parts(value);
  const sign = value < 0 ? '-' : '';
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  return `${sign}${digits.padEnd(exponent + 1, '0')}`;
}
