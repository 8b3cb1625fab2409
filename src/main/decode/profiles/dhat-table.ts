// Program points of a DHAT file while it is read: one row at a time, then columns.
import { growF64, growI32 } from './grow.ts';
import { profileLimits } from './profile-limits.ts';
import { DecodeFault } from '../result.ts';
import { saturatedAccess } from '../../../contract/profiles/dhat.ts';

/** Number of each field of a row; the order of `dhatFieldNames`. */
export const DhatField = {
  totalBytes: 0,
  totalBlocks: 1,
  lifetimes: 2,
  maximumBytes: 3,
  maximumBlocks: 4,
  peakBytes: 5,
  peakBlocks: 6,
  endBytes: 7,
  endBlocks: 8,
  readBytes: 9,
  writeBytes: 10,
} as const;

export const dhatFieldNames: readonly string[] = ['tb', 'tbk', 'tl', 'mb', 'mbk', 'gb', 'gbk', 'eb', 'ebk', 'rb', 'wb'];

/** A client request may ask for 25,600; nothing writes more. */
const accessLimit = 1024 * 1024;

export class DhatTable {
  count = 0;
  readonly columns: Float64Array<ArrayBuffer>[] = dhatFieldNames.map(() => new Float64Array(256));
  /** The row that is being read; NaN is a field that has not come. */
  readonly row = new Float64Array(dhatFieldNames.length);
  frameStarts = new Int32Array(257);
  frames = new Int32Array(4096);
  accessStarts = new Int32Array(257);
  accesses = new Int32Array(4096);
  accessLengths = new Int32Array(256);
  /** What the counts of the row add up to; NaN where one is saturated or there are none. */
  accessSum = Number.NaN;
  #frames = 0;
  #runs = 0;
  #length = 0;
  #repeat = 1;

  begin(): void {
    this.row.fill(Number.NaN);
    this.#frames = this.frameStarts[this.count] as number;
    this.#runs = this.accessStarts[this.count] as number;
    this.#length = 0;
    this.#repeat = 1;
    this.accessSum = Number.NaN;
  }

  frame(number: number): void {
    if (this.#frames >= this.frames.length) this.frames = growI32(this.frames, this.#frames + 1);
    this.frames[this.#frames++] = number;
  }

  /**
   * One number of `acc`: a count, `saturatedAccess`, or -N for N times the next one.
   * @param offset its place in the file
   */
  access(number: number, offset: number): void {
    if (!Number.isInteger(number) || number > saturatedAccess) {
      throw new DecodeFault('an access count that is no whole number of at most 31 bits', offset);
    }
    if (this.#length === 0) this.accessSum = 0;
    if (number < 0) {
      this.#repeat = -number;
    } else {
      this.#length += this.#repeat;
      this.accessSum += number === saturatedAccess ? Number.NaN : number * this.#repeat;
      this.#repeat = 1;
    }
    if (this.#length > accessLimit || this.#repeat > accessLimit) {
      throw new DecodeFault(`access counts of more than ${accessLimit} bytes`, offset);
    }
    if (this.#runs >= this.accesses.length) this.accesses = growI32(this.accesses, this.#runs + 1);
    this.accesses[this.#runs++] = number;
  }

  /** Keeps the row. */
  end(): void {
    const at = this.count++;
    if (at >= profileLimits.samples) throw new DecodeFault(`more than ${profileLimits.samples} program points`, -1);
    if (at >= this.accessLengths.length) {
      for (const [field, column] of this.columns.entries()) this.columns[field] = growF64(column, at + 1);
      this.accessLengths = growI32(this.accessLengths, at + 1);
      const starts = this.accessLengths.length + 1;
      this.frameStarts = growI32(this.frameStarts, starts);
      this.accessStarts = growI32(this.accessStarts, starts);
    }
    for (let field = 0; field < this.row.length; field++) {
      (this.columns[field] as Float64Array)[at] = this.row[field] as number;
    }
    this.frameStarts[at + 1] = this.#frames;
    this.accessStarts[at + 1] = this.#runs;
    this.accessLengths[at] = this.#length;
  }
}
