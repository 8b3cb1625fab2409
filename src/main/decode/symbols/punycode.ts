// Identifiers beyond ASCII in Rust's names: RFC 3492's Bootstring with `_` for the delimiter, and A-Z like a-z.
import { SymbolFault } from './symbol-cursor.ts';

const base = 36;
const tMin = 1;
const tMax = 26;

/** The text of an identifier marked with `u`. */
export function punycodeText(encoded: string): string {
  const cut = encoded.lastIndexOf('_');
  const text = cut < 0 ? [] : Array.from(encoded.slice(0, cut));
  const digits = encoded.slice(cut + 1);
  let code = 128;
  let bias = 72;
  let place = 0;
  for (let at = 0; at < digits.length;) {
    const before = place;
    for (let weight = 1, k = base; ; k += base) {
      if (at === digits.length || weight > 0x7fff_ffff) throw new SymbolFault('no Punycode');
      const digit = digitOf(digits.charCodeAt(at++));
      place += digit * weight;
      const threshold = Math.min(Math.max(k - bias, tMin), tMax);
      if (digit < threshold) break;
      weight *= base - threshold;
    }
    const count = text.length + 1;
    bias = adapted(place - before, count, before === 0);
    code += Math.floor(place / count);
    place %= count;
    if (code > 0x10_ffff || (code >= 0xd800 && code < 0xe000)) throw new SymbolFault('no character');
    text.splice(place, 0, String.fromCodePoint(code));
    place++;
  }
  return text.join('');
}

function adapted(change: number, count: number, first: boolean): number {
  let delta = Math.floor(change / (first ? 700 : 2));
  delta += Math.floor(delta / count);
  let k = 0;
  for (; delta > ((base - tMin) * tMax) / 2; k += base) delta = Math.floor(delta / (base - tMin));
  return k + Math.floor(((base - tMin + 1) * delta) / (delta + 38));
}

function digitOf(char: number): number {
  if (char >= 0x30 && char <= 0x39) return char - 0x30 + 26;
  const letter = (char | 0x20) - 0x61;
  if (letter < 0 || letter > 25) throw new SymbolFault('no Punycode');
  return letter;
}
