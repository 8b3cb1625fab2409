// What a backslash begins: one character, or a class. Positions are indexes of the expression.
import { perlClasses, unicodeClass } from './character-class.ts';
import { RegexError } from './regex-tree.ts';

/** A character by its code point, and the index behind it. */
export interface Escaped {
  readonly point: number;
  readonly end: number;
}

/** A class as a JavaScript class source, and the index behind it. */
export interface EscapedClass {
  readonly source: string;
  readonly negated: boolean;
  readonly end: number;
}

const letters: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['f', 12],
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['v', 11],
]);

/** `start` is at the backslash. */
export function parseEscape(pattern: string, start: number): Escaped {
  const point = pattern.codePointAt(start + 1);
  if (point === undefined) throw new RegexError('trailing backslash at end of expression', '');
  const character = String.fromCodePoint(point);
  let end = start + 1 + character.length;
  const fail = (): never => {
    throw new RegexError('invalid escape sequence', pattern.slice(start, end));
  };
  if (/^[0-7]$/.test(character)) {
    const digits = /^[0-7]{1,3}/.exec(pattern.slice(start + 1))?.[0] ?? '';
    // One digit alone, except 0, would be a reference to a group.
    if (digits.length === 1 && digits !== '0') return fail();
    return { point: Number.parseInt(digits, 8), end: start + 1 + digits.length };
  }
  if (character === 'x') {
    const rest = pattern.slice(end);
    const [braces, inBraces] = /^\{([0-9A-Fa-f]+)\}/.exec(rest) ?? [];
    if (inBraces !== undefined && Number.parseInt(inBraces, 16) <= 0x10ffff) {
      return { point: Number.parseInt(inBraces, 16), end: end + (braces as string).length };
    }
    if (/^[0-9A-Fa-f]{2}/.test(rest)) return { point: Number.parseInt(rest.slice(0, 2), 16), end: end + 2 };
    end += wrongHexLength(rest);
    return fail();
  }
  const letter = letters.get(character);
  if (letter !== undefined) return { point: letter, end };
  if (point < 0x80 && !/^[0-9A-Za-z]$/.test(character)) return { point, end };
  return fail();
}

/** How much of a hexadecimal escape that is wrong belongs into the message. */
function wrongHexLength(rest: string): number {
  if (!rest.startsWith('{')) return [...rest].slice(0, 2).join('').length;
  let value = 0;
  for (let at = 1; at < rest.length; at++) {
    const digit = Number.parseInt(rest.charAt(at), 16);
    value = value * 16 + digit;
    if (Number.isNaN(digit) || value > 0x10ffff) return at + String.fromCodePoint(rest.codePointAt(at) ?? 0).length;
  }
  return rest.length;
}

/** A class such as `\d` or `\pN` at the backslash, or undefined when there is none. */
export function parseClassEscape(pattern: string, start: number): EscapedClass | undefined {
  const letter = pattern.charAt(start + 1);
  const perl = perlClasses.get(letter.toLowerCase());
  if (perl !== undefined) return { source: perl, negated: letter !== letter.toLowerCase(), end: start + 2 };
  if (letter !== 'p' && letter !== 'P') return undefined;
  const first = pattern.codePointAt(start + 2);
  if (first === undefined) return undefined;
  let end = start + 2 + String.fromCodePoint(first).length;
  let name = pattern.slice(start + 2, end);
  if (name === '{') {
    const close = pattern.indexOf('}', start);
    if (close === -1) throw new RegexError('invalid character class range', pattern.slice(start));
    end = close + 1;
    name = pattern.slice(start + 3, close);
  }
  const inverted = name.startsWith('^');
  const source = unicodeClass(inverted ? name.slice(1) : name);
  if (source === undefined) throw new RegexError('invalid character class range', pattern.slice(start, end));
  return { source, negated: (letter === 'P') !== inverted, end };
}
