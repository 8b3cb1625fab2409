// The string table of a pprof file: made into texts when they are first asked for, as a profile often holds more than it
// uses.
import { growI32 } from './grow.ts';
import type { ProfileTools } from './profile-format.ts';
import { profileLimits } from './profile-limits.ts';
import type { TextTable } from './text-table.ts';
import { DecodeFault } from '../result.ts';

export class PprofTexts {
  readonly #bytes: Uint8Array;
  readonly #text: ProfileTools['text'];
  readonly #table: TextTable;
  #count = 0;
  /** Where each text begins and ends. */
  #ranges = new Int32Array(2048);
  /** Number in the table + 1. */
  #numbers = new Int32Array(0);

  constructor(bytes: Uint8Array, table: TextTable, text: ProfileTools['text']) {
    this.#bytes = bytes;
    this.#table = table;
    this.#text = text;
  }

  add(start: number, end: number): void {
    const at = this.#count++;
    if (at >= profileLimits.texts) throw new DecodeFault(`more than ${profileLimits.texts} texts`, start);
    if (end - start > profileLimits.textBytes) {
      throw new DecodeFault(`text ${at} has ${end - start} bytes; the limit is ${profileLimits.textBytes}`, start);
    }
    this.#ranges = growI32(this.#ranges, 2 * at + 2);
    this.#ranges[2 * at] = start;
    this.#ranges[2 * at + 1] = end;
  }

  /**
   * The profile's number of a text, by its index in the file.
   * @param what who refers to it, for the message
   */
  number(index: number, high: number, what: string, offset: number): number {
    if (high === 0 && index < this.#numbers.length) {
      const known = this.#numbers[index] as number;
      if (known > 0) return known - 1;
    }
    if (high !== 0 || index >= this.#count) {
      // A file without any texts may still say 0.
      if (high === 0 && index === 0) return 0;
      const wanted = high * 0x1_0000_0000 + index;
      throw new DecodeFault(`${what}: text ${wanted} is not in the file, which has ${this.#count}`, offset);
    }
    if (this.#numbers.length < this.#count) {
      const larger = new Int32Array(this.#count);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    const start = this.#ranges[2 * index] as number;
    const number = this.#table.number(this.#text(this.#bytes.subarray(start, this.#ranges[2 * index + 1])));
    this.#numbers[index] = number + 1;
    return number;
  }

  textOf(index: number, high: number, what: string, offset: number): string {
    return this.#table.all[this.number(index, high, what, offset)] as string;
  }
}
