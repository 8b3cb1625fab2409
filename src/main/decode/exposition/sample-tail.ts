// What follows name and labels on the line of a sample: value, timestamp, and in OpenMetrics an exemplar.
import type { SeriesLabels } from '../../../contract/sample-batch.ts';
import { ExpositionFault } from './exposition-fault.ts';
import { floatAt } from './float-text.ts';
import { readLabelBlock, shown } from './label-block.ts';
import { HASH, LF, lineEnd, OPEN, skipBlanks, SPACE, TAB } from './line-scan.ts';

export interface SampleTail {
  value: number;
  /** Unix milliseconds, or NaN. */
  time: number;
  exemplar: { readonly labels: SeriesLabels; readonly value: number; readonly time: number } | undefined;
  /** Behind the line feed. */
  next: number;
}

/** Text format: blanks of any number, timestamps in whole milliseconds. */
export function readTextTail(bytes: Uint8Array, from: number, tail: SampleTail): void {
  const at = skipBlanks(bytes, from);
  const stop = plainEnd(bytes, at);
  tail.value = number(bytes, at, stop, 'value');
  tail.time = Number.NaN;
  tail.exemplar = undefined;
  let rest = skipBlanks(bytes, stop);
  if (rest < bytes.length && bytes[rest] !== LF) {
    const timeStop = plainEnd(bytes, rest);
    for (let i = rest; i < timeStop; i++) {
      const byte = bytes[i] as number;
      if (byte < 0x30 || byte > 0x39)
        throw new ExpositionFault(`expected a timestamp in milliseconds, got ${shown(bytes, rest, timeStop)}`, rest);
    }
    tail.time = number(bytes, rest, timeStop, 'timestamp');
    rest = skipBlanks(bytes, timeStop);
  }
  if (rest < bytes.length && bytes[rest] !== LF)
    throw new ExpositionFault(`expected the end of the line, got ${shown(bytes, rest, lineEnd(bytes, rest))}`, rest);
  tail.next = rest + 1;
}

/** OpenMetrics: one space between the parts, timestamps in seconds. */
export function readOpenMetricsTail(bytes: Uint8Array, from: number, tail: SampleTail): void {
  let at = spaced(bytes, from, 'value');
  let stop = plainEnd(bytes, at);
  tail.value = number(bytes, at, stop, 'value');
  tail.time = Number.NaN;
  tail.exemplar = undefined;
  if (bytes[stop] === SPACE && bytes[stop + 1] !== HASH) {
    at = spaced(bytes, stop, 'timestamp');
    stop = plainEnd(bytes, at);
    tail.time = millis(bytes, at, stop);
  }
  if (bytes[stop] === SPACE) stop = readExemplar(bytes, stop, tail);
  if (bytes[stop] !== LF) {
    const end = lineEnd(bytes, stop);
    const reason = stop >= bytes.length ? noEnd : `expected the end of the line, got ${shown(bytes, stop, end)}`;
    throw new ExpositionFault(reason, stop);
  }
  tail.next = stop + 1;
}

export const noEnd = 'the page does not end with # EOF';

function readExemplar(bytes: Uint8Array, from: number, tail: SampleTail): number {
  const end = lineEnd(bytes, from);
  if (bytes[from + 1] !== HASH || bytes[from + 2] !== SPACE || bytes[from + 3] !== OPEN)
    throw new ExpositionFault(`expected an exemplar, got ${shown(bytes, from + 1, end)}`, from + 1);
  const block = readLabelBlock(bytes, from + 3, end, false);
  if (block.name !== undefined) throw new ExpositionFault('an exemplar has no name', from + 3);
  let at = spaced(bytes, block.end, 'value of the exemplar');
  let stop = plainEnd(bytes, at);
  const value = number(bytes, at, stop, 'value of the exemplar');
  let time = Number.NaN;
  if (bytes[stop] === SPACE) {
    at = spaced(bytes, stop, 'timestamp of the exemplar');
    stop = plainEnd(bytes, at);
    time = millis(bytes, at, stop);
  }
  tail.exemplar = { labels: block.labels, value, time };
  return stop;
}

/** Where the part begins that one space stands before. */
function spaced(bytes: Uint8Array, at: number, what: string): number {
  const next = bytes[at + 1];
  if (bytes[at] === SPACE && next !== undefined && next !== SPACE && next !== LF) return at + 1;
  throw new ExpositionFault(`expected one space and the ${what}, got ${shown(bytes, at, lineEnd(bytes, at))}`, at);
}

function number(bytes: Uint8Array, at: number, stop: number, what: string): number {
  const value = floatAt(bytes, at, stop);
  if (value === undefined) throw new ExpositionFault(`expected the ${what}, got ${shown(bytes, at, stop)}`, at);
  return value;
}

function millis(bytes: Uint8Array, at: number, stop: number): number {
  const seconds = number(bytes, at, stop, 'timestamp');
  if (!Number.isFinite(seconds)) throw new ExpositionFault('a timestamp has to be finite', at);
  return Math.trunc(seconds * 1000);
}

function plainEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  for (; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === SPACE || byte === LF || byte === TAB) break;
  }
  return at;
}
