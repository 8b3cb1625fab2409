// A mangled name and a place in it, with the bounds that hold for all schemes: what nests deeper, takes longer or
// becomes longer is no name that anybody could read.

export const symbolLimits = {
  /** Characters of a mangled name. */
  length: 32_768,
  /** Characters of what becomes of it. */
  output: 65_536,
  /** Parts of a name inside of each other. */
  depth: 256,
  /** Parts of a name, counted as often as they are written. */
  parts: 50_000,
} as const;

/** Thrown inside decode/symbols for a name that does not follow its scheme; such a name stays as it is. */
export class SymbolFault extends Error {}

/** Thrown instead where a name breaks `symbolLimits`, which costs as much as thousands of others. */
export class SymbolTooLarge extends Error {}

export class SymbolCursor {
  readonly text: string;
  pos = 0;
  #depth = 0;
  #parts = 0;

  constructor(text: string, pos = 0) {
    this.text = text;
    this.pos = pos;
  }

  /** Empty at the end. */
  peek(ahead = 0): string {
    return this.text.charAt(this.pos + ahead);
  }

  next(): string {
    const char = this.peek();
    if (char === '') throw new SymbolFault('the name ends too early');
    this.pos++;
    return char;
  }

  atEnd(): boolean {
    return this.pos >= this.text.length;
  }

  /** Whether `expected` came; then it is read. */
  take(expected: string): boolean {
    if (!this.text.startsWith(expected, this.pos)) return false;
    this.pos += expected.length;
    return true;
  }

  expect(expected: string): void {
    if (!this.take(expected)) throw new SymbolFault(`${expected} is missing`);
  }

  /** A decimal number, without a sign. */
  decimal(): number {
    const from = this.pos;
    while (isDigit(this.peek())) this.pos++;
    const digits = this.text.slice(from, this.pos);
    if (digits === '' || digits.length > 9) throw new SymbolFault('a number is missing or too large');
    return Number(digits);
  }

  slice(length: number): string {
    if (length > this.text.length - this.pos) throw new SymbolFault('an identifier is cut');
    this.pos += length;
    return this.text.slice(this.pos - length, this.pos);
  }

  /** One part of the name, read by `read`; bounds how deep and how many. */
  part<T>(read: () => T): T {
    if (++this.#depth > symbolLimits.depth || ++this.#parts > symbolLimits.parts) throw new SymbolTooLarge();
    const value = read();
    this.#depth--;
    return value;
  }
}

export const isDigit = (char: string): boolean => char >= '0' && char <= '9';
export const isLower = (char: string): boolean => char >= 'a' && char <= 'z';
export const isUpper = (char: string): boolean => char >= 'A' && char <= 'Z';
