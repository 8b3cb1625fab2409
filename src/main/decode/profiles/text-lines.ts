// Lines of a text file, decoded a stretch at a time: a call of the decoder per line would take longer than the reading.
import type { ProfileTools } from './profile-format.ts';
import { DecodeFault } from '../result.ts';

const stretch = 256 * 1024;

/** A line, without its end, and its number from 1. */
export interface TextLine {
  readonly text: string;
  readonly number: number;
}

export function* textLines(bytes: Uint8Array, { text, beat }: ProfileTools): Generator<TextLine, void> {
  let number = 0;
  for (let start = 0; start < bytes.length;) {
    let end = Math.min(bytes.length, start + stretch);
    if (end < bytes.length) {
      const newline = bytes.indexOf(10, end - 1);
      end = newline < 0 ? bytes.length : newline + 1;
    }
    const lines = text(bytes.subarray(start, end)).split('\n');
    // What follows the last line end of a stretch is no line.
    if (bytes[end - 1] === 10) lines.pop();
    beat?.(end - start);
    for (const line of lines) yield { text: line.endsWith('\r') ? line.slice(0, -1) : line, number: ++number };
    start = end;
  }
}

/** A fault of a line, with the offset of its beginning. */
export function lineFault(bytes: Uint8Array, number: number, reason: string): DecodeFault {
  let start = 0;
  for (let line = 1; line < number; line++) start = bytes.indexOf(10, start) + 1;
  return new DecodeFault(`line ${number} ${reason}`, start);
}
