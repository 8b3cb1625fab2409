// Which events begin and end something together. Pure: events in the order of their times in, items out.
//
//   X.start            ends with X, or X.end, X.done, X.error, ...    StreamKit's scripts, kokoro's tts, and the like
//   X_start, X_started ends with X_end, X_error, X_finished, ...      voice activity, stages and jobs of OmniRT
//
// They belong together by an id that both have (`pair`), else by their order within one lane. A length that the end tells
// itself counts more than the difference of two times of sending.
import { ItemShape } from '../../../contract/sessions.ts';

export interface EventToPair {
  readonly name: string;
  /** Nanoseconds since any origin. */
  readonly at: number;
  readonly lane: number;
  /** What a start and its end have in common (a span or segment id); empty where they have nothing. */
  readonly pair: string;
  /** Nanoseconds that the event says it took; -1 where it says nothing. */
  readonly took: number;
}

export interface PairedItem {
  /** Index of the event that begins it, or of the only one. */
  readonly begin: number;
  /** Index of the event that ends it; -1 for none. */
  readonly end: number;
  /** Of a pair, what begins and ends; else the event's own name. */
  readonly name: string;
  readonly start: number;
  readonly duration: number;
  readonly shape: ItemShape;
}

const startPattern = /^(.+)([._])(?:start|started|begin|began)$/i;
const endPattern =
  /^(.+)([._])(?:end|ended|done|stop|stopped|finish|finished|complete|completed|error|failed|cancelled|canceled)$/i;

/** @param ended no further end can come: what is open stays without one. */
export function pairEvents(events: readonly EventToPair[], ended: boolean): PairedItem[] {
  const items: PairedItem[] = [];
  /** Indexes of events that wait for their end, oldest first. */
  const open = new Map<string, number[]>();
  const begun = new Set<string>();
  for (const { name } of events) {
    const base = startPattern.exec(name)?.[1];
    if (base !== undefined) begun.add(base);
  }
  for (const [index, event] of events.entries()) {
    const started = startPattern.exec(event.name)?.[1];
    if (started !== undefined) {
      const key = keyOf(started, event);
      const waiting = open.get(key);
      if (waiting === undefined) open.set(key, [index]);
      else waiting.push(index);
      continue;
    }
    const base = baseOf(event.name, begun);
    const begin = base === undefined ? undefined : open.get(keyOf(base, event))?.shift();
    items.push(begin === undefined || base === undefined ? alone(event, index) : joined(events, base, begin, index));
  }
  for (const waiting of open.values())
    for (const begin of waiting)
      items.push({
        begin,
        end: -1,
        name: startPattern.exec((events[begin] as EventToPair).name)?.[1] ?? '',
        start: (events[begin] as EventToPair).at,
        duration: 0,
        shape: ended ? ItemShape.endless : ItemShape.open,
      });
  return items.sort((a, b) => a.start - b.start || a.begin - b.begin);
}

/** What an event may be the end of: its name without the word, or (a script's span ends with its bare name) all of it. */
function baseOf(name: string, begun: ReadonlySet<string>): string | undefined {
  if (begun.has(name)) return name;
  const base = endPattern.exec(name)?.[1];
  return base !== undefined && begun.has(base) ? base : undefined;
}

function keyOf(base: string, { pair, lane }: EventToPair): string {
  return pair === '' ? `${lane}\n${base}` : `${base}\n${pair}\n`;
}

/** An event that ends nothing: a moment, or a stretch whose beginning was not seen. */
function alone({ name, at, took }: EventToPair, index: number): PairedItem {
  if (took <= 0) return { begin: index, end: -1, name, start: at, duration: 0, shape: ItemShape.tick };
  return { begin: index, end: index, name, start: at - took, duration: took, shape: ItemShape.headless };
}

function joined(events: readonly EventToPair[], name: string, begin: number, end: number): PairedItem {
  const [first, last] = [events[begin] as EventToPair, events[end] as EventToPair];
  const duration = last.took > 0 ? last.took : Math.max(0, last.at - first.at);
  return { begin, end, name, start: first.at, duration, shape: ItemShape.bar };
}
