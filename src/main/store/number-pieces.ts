// The text forms of a block's numbers and booleans for its text filter, at the cost of a few nanoseconds each: most
// numbers are made of three-digit pieces that were seen before. See text-filter.ts.
import { ValueKind } from '../../contract/values.ts';

/** Distinct doubles whose text is made; with more, every piece that a number can have is entered. */
const MAX_DOUBLES = 512;
const SLOTS = 4096;
const numberCharacters = [...'0123456789.e+-'];

const doubleValue = new Float64Array(1);
const doubleWords = new Uint32Array(doubleValue.buffer);

export class NumberPieces {
  readonly #enter: (text: string) => void;
  readonly #enterEvery: () => void;
  /** Direct-mapped memory of values seen lately. */
  readonly #kinds: Uint8Array = new Uint8Array(SLOTS);
  readonly #lows: Uint32Array = new Uint32Array(SLOTS);
  readonly #highs: Uint32Array = new Uint32Array(SLOTS);
  /** 1 for each three digits, and for each two digits after a minus, that were entered. */
  readonly #digits: Uint8Array = new Uint8Array(1000);
  readonly #afterMinus: Uint8Array = new Uint8Array(100);
  #digitsLeft = 1000;
  #afterMinusLeft = 100;
  #doubles = 0;

  /** `enter` takes a text form; `enterEvery` is called instead of it for what `everyNumber` lists. */
  constructor(enter: (text: string) => void, enterEvery: () => void) {
    this.#enter = enter;
    this.#enterEvery = enterEvery;
  }

  begin(): void {
    this.#kinds.fill(0);
    this.#digits.fill(0);
    this.#afterMinus.fill(0);
    this.#digitsLeft = 1000;
    this.#afterMinusLeft = 100;
    this.#doubles = 0;
  }

  /** A value as AttributeRows has it: bool, int or double. */
  add(kind: number, low: number, high: number): void {
    if (this.#digitsLeft === 0 && kind === ValueKind.int && high < 0x80000000) return;
    const slot = (Math.imul(low ^ Math.imul(high, 0x85ebca6b) ^ kind, 0x9e3779b1) >>> 20) & (SLOTS - 1);
    if (this.#kinds[slot] === kind && this.#lows[slot] === low && this.#highs[slot] === high) return;
    this.#kinds[slot] = kind;
    this.#lows[slot] = low;
    this.#highs[slot] = high;
    if (kind === ValueKind.int) this.#addInt(low, high);
    else if (kind === ValueKind.double) this.#addDouble(low, high);
    else this.#enter(low === 0 ? 'false' : 'true');
  }

  #addInt(low: number, high: number): void {
    const negative = high >= 0x80000000;
    if (this.#digitsLeft === 0 && (!negative || this.#afterMinusLeft === 0)) return;
    const value = (high | 0) * 4294967296 + low;
    if (Number.isSafeInteger(value)) this.#addDigits(Math.abs(value), negative);
    else this.#addText(String(BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low))));
  }

  #addDigits(magnitude: number, negative: boolean): void {
    let rest = magnitude;
    for (; rest >= 100; rest = Math.floor(rest / 10)) this.#digit(rest % 1000);
    // What is left are the first two digits, or the only one.
    if (negative && magnitude >= 10) this.#minus(rest);
  }

  #addText(text: string): void {
    const from = text.startsWith('-') ? 1 : 0;
    for (let i = from; i + 3 <= text.length; i++) this.#digit(Number(text.slice(i, i + 3)));
    if (from === 1 && text.length >= 3) this.#minus(Number(text.slice(1, 3)));
  }

  #digit(three: number): void {
    if (this.#digits[three] === 1) return;
    this.#digits[three] = 1;
    this.#digitsLeft -= 1;
    this.#enter(String(three).padStart(3, '0'));
  }

  #minus(two: number): void {
    if (this.#afterMinus[two] === 1) return;
    this.#afterMinus[two] = 1;
    this.#afterMinusLeft -= 1;
    this.#enter(`-${String(two).padStart(2, '0')}`);
  }

  #addDouble(low: number, high: number): void {
    if (this.#doubles > MAX_DOUBLES) return;
    this.#doubles += 1;
    if (this.#doubles > MAX_DOUBLES) this.#enterEvery();
    else {
      doubleWords[0] = low;
      doubleWords[1] = high;
      this.#enter(String(doubleValue[0]));
    }
  }
}

/** Texts with every piece that a number can have. */
export function* everyNumber(): Generator<string> {
  yield* ['NaN', 'Infinity', '-Infinity'];
  for (const a of numberCharacters) for (const b of numberCharacters) for (const c of numberCharacters) yield a + b + c;
}
