// Warnings and infos of an evaluation. Equal texts are kept once, at the place where they occurred last; the place is
// added when they are told. The texts of histogram matters are in histogram/notes.ts, the others here.
import { goFloat } from '../histogram/go-float.ts';
import { type HistogramNote, mergeRepairs, noteSeverity, noteText } from '../histogram/notes.ts';
import type { Span } from '../syntax/ast.ts';
import { quoteGo } from '../syntax/go-quote.ts';
import { lineColumn } from '../syntax/positions.ts';

export type QueryNote =
  | { readonly kind: 'possible-non-counter' }
  | { readonly kind: 'possible-non-counter-type'; readonly type: string }
  | { readonly kind: 'sort-in-range' }
  | { readonly kind: 'invalid-ratio'; readonly ratio: number; readonly cappedTo: number };

export type Note = QueryNote | HistogramNote;

const queryNotes: ReadonlySet<Note['kind']> = new Set<QueryNote['kind']>([
  'possible-non-counter',
  'possible-non-counter-type',
  'sort-in-range',
  'invalid-ratio',
]);

/** Notes that say nothing but their kind. */
const onlyKind: ReadonlySet<Note['kind']> = new Set<Note['kind']>([
  'not-counter',
  'not-gauge',
  'mixed-floats-histograms',
  'mixed-exponential-custom',
  'ignored-in-mixed-range',
  'possible-non-counter',
]);

interface Entry {
  readonly note: Note;
  readonly metricName: string;
  readonly start: number;
}

export interface ToldAnnotations {
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
}

export class Annotations {
  readonly #entries = new Map<string, Entry>();
  #last: Entry | undefined;

  /** `metricName`: the name of the series concerned, '' if the text has none. */
  add(note: Note, metricName: string, span: Span): void {
    // Functions report the same for every window of a series: that costs next to nothing.
    const last = this.#last;
    const same = last?.metricName === metricName && last.start === span.start && last.note.kind === note.kind;
    if (same && onlyKind.has(note.kind)) return;
    this.#last = { note, metricName, start: span.start };
    const key = keyOf(note, metricName);
    const before = this.#entries.get(key);
    const merged = before === undefined ? undefined : merge(before.note, note);
    // What is merged stays where it occurred first.
    const start = before === undefined || merged === undefined ? span.start : before.start;
    this.#entries.set(key, { note: merged ?? note, metricName, start });
  }

  /** The texts with ` (line:column)` of the query, in order of first occurrence. */
  told(query: string): ToldAnnotations {
    const warnings: string[] = [];
    const infos: string[] = [];
    for (const { note, metricName, start } of this.#entries.values()) {
      const text = `${textOf(note, metricName)} (${lineColumn(query, start)})`;
      (severityOf(note) === 'warning' ? warnings : infos).push(text);
    }
    return { warnings, infos };
  }
}

/** What makes two notes the same: their text, without the figures that are merged. */
function keyOf(note: Note, metricName: string): string {
  const merged = note.kind === 'forced-monotonic' || note.kind === 'start-time-overlap';
  return merged ? `${note.kind} ${metricName}` : textOf(note, metricName);
}

/** Both as one; undefined for notes without figures. */
function merge(before: Note, now: Note): Note | undefined {
  if (before.kind === 'forced-monotonic' && now.kind === 'forced-monotonic') {
    return { kind: now.kind, repair: mergeRepairs(before.repair, now.repair) };
  }
  if (before.kind === 'start-time-overlap' && now.kind === 'start-time-overlap') {
    return { kind: now.kind, occurrences: before.occurrences + now.occurrences };
  }
  return undefined;
}

function isQueryNote(note: Note): note is QueryNote {
  return queryNotes.has(note.kind);
}

function severityOf(note: Note): 'warning' | 'info' {
  if (!isQueryNote(note)) return noteSeverity(note);
  return note.kind === 'sort-in-range' || note.kind === 'invalid-ratio' ? 'warning' : 'info';
}

function textOf(note: Note, metricName: string): string {
  return isQueryNote(note)
    ? `PromQL ${severityOf(note)}: ${queryNoteText(note, metricName)}`
    : noteText(note, metricName);
}

function queryNoteText(note: QueryNote, metricName: string): string {
  const name = quoteGo(metricName);
  switch (note.kind) {
    case 'possible-non-counter':
      return `metric might not be a counter, name does not end in _total/_sum/_count/_bucket: ${name}`;
    case 'possible-non-counter-type':
      return `metric might not be a counter, __type__ label is not set to "counter" or "histogram", got ${quoteGo(note.type)}: ${name}`;
    case 'sort-in-range':
      return 'sort is ineffective for range queries since results are always ordered by labels';
    case 'invalid-ratio':
      return `ratio value should be between -1 and 1, got ${goFloat(note.ratio)}, capping to ${goFloat(note.cappedTo)}`;
  }
}
