// Numbers as expositions write them: Go's decimal floats, Inf and NaN in any case; neither hexadecimal nor `_`.

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** `undefined` when it is no number, or one beyond what a float holds. */
export function floatOf(text: string): number | undefined {
  if (decimal.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? value : undefined;
  }
  const word = text.toLowerCase();
  if (word === 'nan') return Number.NaN;
  if (/^[+-]?inf(?:inity)?$/.test(word)) return word.startsWith('-') ? -Infinity : Infinity;
  return undefined;
}

/** Powers of ten that are exact. */
const tens = Float64Array.from({ length: 16 }, (_, power) => 10 ** power);

/** The number in bytes[start, end); plain decimals of up to 15 digits without making a text. */
export function floatAt(bytes: Uint8Array, start: number, end: number): number | undefined {
  let at = start;
  const negative = bytes[at] === 0x2d;
  if (negative) at += 1;
  let digits = 0;
  let fraction = -1;
  let value = 0;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte >= 0x30 && byte <= 0x39) {
      value = value * 10 + (byte - 0x30);
      digits += 1;
    } else if (byte === 0x2e && fraction < 0) fraction = digits;
    else return slow(bytes, start, end);
  }
  if (digits === 0 || digits > 15) return slow(bytes, start, end);
  if (fraction >= 0) value /= tens[digits - fraction] as number;
  return negative ? -value : value;
}

function slow(bytes: Uint8Array, start: number, end: number): number | undefined {
  let text = '';
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] as number);
  return floatOf(text);
}
