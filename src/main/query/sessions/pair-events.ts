// Which events begin and end something together. Pure: events in the order of their times in, items out.
//
//   X.start            ends with X, or X.end, X.done, X.error, ...    StreamKit's scripts, kokoro's tts, and the like
//   X.started          ends with X.complete, X.error, X.timeout, X.cancel   stages of Kronk's requests
//   X_start, X_started ends with X_end, X_error, X_finished, ...      voice activity, stages and jobs of OmniRT
//
// They belong together by an id that both have (`pair`), else by their order within one lane. A length that the end tells
// itself counts more than the difference of two times of sending.
import { ItemShape } from '../../../contract/sessions.ts';
import type { TextNumbers } from './text-numbers.ts';

export interface EventsToPair {
  /** Which rows of the columns, in the order of their times. */
  readonly order: Uint32Array;
  /** Number of the event's name. */
  readonly name: Uint32Array;
  /** Nanoseconds since any origin. */
  readonly at: Float64Array;
  readonly lane: Uint32Array;
  /** What a start and its end have in common (number of a span or segment id); 0 where they have nothing. */
  readonly pair: Uint32Array;
  /** Nanoseconds that the event says it took; -1 where it says nothing. */
  readonly took: Float64Array;
}

/** Columns with one row per item, in the order in which they begin or, where a start is missing, end. */
export interface PairedItems {
  readonly count: number;
  /** Row of the event that begins it, or of the only one. */
  readonly begin: Uint32Array;
  /** Row of the event that ends it, itself where only an end was seen; -1 for none. */
  readonly end: Int32Array;
  /** Of a pair, what begins and ends; else the event's own name. */
  readonly name: Uint32Array;
  readonly start: Float64Array;
  readonly duration: Float64Array;
  readonly shape: Uint8Array;
}

const startPattern = /^(.+)([._])(?:start|started|begin|began)$/i;
const endPattern =
  /^(.+)([._])(?:end|ended|done|stop|stopped|finish|finished|complete|completed|error|failed|timeout|cancel|cancelled|canceled)$/i;

/** @param ended no further end can come: what is open stays without one. */
export function pairEvents(
  { order, name, at, lane, pair, took }: EventsToPair,
  texts: TextNumbers,
  ended: boolean,
): PairedItems {
  const { begins, ends, bases } = meaningsOf(order, name, texts);
  const items = {
    begin: new Uint32Array(order.length),
    end: new Int32Array(order.length).fill(-1),
    name: new Uint32Array(order.length),
    start: new Float64Array(order.length),
    duration: new Float64Array(order.length),
    shape: new Uint8Array(order.length),
  };
  /** Items that wait for their end, oldest first. */
  const open = new Map<number, number[]>();
  let count = 0;
  for (const row of order) {
    const own = name[row] as number;
    const began = begins.get(own);
    // Exact, as there are few bases; ids and lanes have a range each.
    const key = (base: number): number =>
      base * 4294967296 + (pair[row] === 0 ? (lane[row] as number) : 2147483648 + (pair[row] as number));
    const ending = began === undefined ? ends.get(own) : undefined;
    const item = ending === undefined ? undefined : open.get(key(ending))?.shift();
    if (item !== undefined) {
      items.end[item] = row;
      const length = took[row] as number;
      items.duration[item] = length > 0 ? length : Math.max(0, (at[row] as number) - (items.start[item] as number));
      items.shape[item] = ItemShape.bar;
      continue;
    }
    items.begin[count] = row;
    items.start[count] = at[row] as number;
    items.name[count] = began === undefined ? own : (bases[began] as number);
    if (began !== undefined) {
      items.shape[count] = ended ? ItemShape.endless : ItemShape.open;
      const waiting = open.get(key(began));
      if (waiting === undefined) open.set(key(began), [count]);
      else waiting.push(count);
    } else alone(items, count, row, took[row] as number);
    count += 1;
  }
  return { count, ...items };
}

/** An event that ends nothing: a moment, or a stretch whose beginning was not seen. */
function alone(items: Omit<PairedItems, 'count'>, item: number, row: number, took: number): void {
  if (took <= 0) {
    items.shape[item] = ItemShape.tick;
    return;
  }
  items.end[item] = row;
  items.start[item] = (items.start[item] as number) - took;
  items.duration[item] = took;
  items.shape[item] = ItemShape.headless;
}

interface Meanings {
  /** Per number of a name: index into `bases`. */
  readonly begins: ReadonlyMap<number, number>;
  readonly ends: ReadonlyMap<number, number>;
  /** Numbers of the texts of what begins. */
  readonly bases: readonly number[];
}

/**
 * What a name begins (its text without the word), and what it may end: its name without the word, or (a script's span ends
 * with its bare name) all of it, if that ever began.
 */
function meaningsOf(order: Uint32Array, name: Uint32Array, texts: TextNumbers): Meanings {
  const names = new Set<number>();
  for (const row of order) names.add(name[row] as number);
  const begins = new Map<number, number>();
  const begun = new Map<string, number>();
  for (const one of names) {
    const base = startPattern.exec(texts.text(one))?.[1];
    if (base === undefined) continue;
    const index = begun.get(base) ?? begun.size;
    begun.set(base, index);
    begins.set(one, index);
  }
  const ends = new Map<number, number>();
  for (const one of names) {
    const text = texts.text(one);
    const index = begun.get(text) ?? begun.get(endPattern.exec(text)?.[1] ?? '');
    if (index !== undefined) ends.set(one, index);
  }
  return { begins, ends, bases: [...begun.keys()].map((base) => texts.of(base)) };
}
