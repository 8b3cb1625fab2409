// How far a number or a duration reaches. Numbers: decimal or hexadecimal, `_` between digits, `.5`, `5.`, exponents.
// Whether what was found has a value is literals.ts' matter.

export interface Scanned {
  /** Index behind what was looked at, also when it is not valid: messages show it. */
  readonly end: number;
  readonly valid: boolean;
}

/** Reads a number at `start`; not valid when a letter or a second point follows. */
export function acceptNumber(input: string, start: number): Scanned {
  let at = start;
  let digits = '0123456789';
  const accept = (set: string): boolean => {
    const character = input.charAt(at);
    if (character === '' || !set.includes(character)) return false;
    at++;
    return true;
  };
  if (accept('0') && accept('xX')) {
    accept('_');
    digits = '0123456789abcdefABCDEF';
  }
  const hexadecimal = digits.length > 10;
  accept('.');
  accept(digits);
  let point = false;
  let exponent = false;
  for (;;) {
    const character = input.charAt(at);
    if (character === '' || !`${digits}._eE`.includes(character)) break;
    if ((character === '.' && point) || ('eE'.includes(character) && exponent)) {
      return { end: at + 1, valid: false };
    }
    if (accept('.')) {
      point = true;
      if (accept('_.') || hexadecimal) return { end: at, valid: false };
    } else if (accept('eE')) {
      exponent = true;
      accept('+-');
      if (accept('._eE') || at >= input.length) return { end: at, valid: false };
    } else if (accept('_')) {
      if (accept('._eE') || at >= input.length) return { end: at, valid: false };
    } else while (accept(digits));
  }
  return { end: at, valid: at > start && !isWordCharacter(input.charAt(at)) };
}

/** Reads on from the digits of a duration: a unit, then digits and units in turn, and no letter behind. */
export function acceptDuration(input: string, start: number): Scanned {
  let at = start;
  const accept = (set: string): boolean => {
    const character = input.charAt(at);
    if (character === '' || !set.includes(character)) return false;
    at++;
    return true;
  };
  if (!accept('smhdwy')) return { end: at, valid: false };
  accept('s');
  while (accept('0123456789')) {
    while (accept('0123456789'));
    if (!accept('smhdw')) return { end: at, valid: false };
    accept('s');
  }
  const follows = input.charAt(at);
  if (isWordCharacter(follows)) return { end: at + 1, valid: false };
  return { end: at, valid: true };
}

function isWordCharacter(character: string): boolean {
  return /^[A-Za-z0-9_]$/.test(character);
}
