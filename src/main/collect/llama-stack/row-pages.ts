// Spans with their events, page by page. The server writes a span and its events in one transaction, so both tables have
// one order; an event that comes without its span is late, or ahead of it for a moment.
import type { RecordGroup } from '../../../contract/otlp-records.ts';
import type { EventRow, SpanOwner, SpanRow, StoreEnds, StoreFile } from './store-file.ts';

/** What rows become; decode/foreign/llama-stack-records.ts has one. */
export interface LlamaStackSink {
  /** Why it cannot be stored, in words. */
  add(taken: {
    readonly row: SpanRow;
    readonly service: unknown;
    readonly events: readonly EventRow[];
  }): string | undefined;
  addLate(event: {
    readonly row: EventRow;
    readonly spanId: unknown;
    readonly traceId: unknown;
    readonly service: unknown;
  }): void;
  take(): RecordGroup[];
}

/** Spans that events wait for; more events are stored without. */
const mostAhead = 10_000;

export class RowPages {
  readonly #sink: LlamaStackSink;
  readonly #ahead = new Map<unknown, EventRow[]>();
  #unread: readonly EventRow[] = [];
  #spans: number;
  #events: number;

  constructor(sink: LlamaStackSink, read: StoreEnds) {
    this.#sink = sink;
    this.#spans = read.spans;
    this.#events = read.events;
  }

  /**
   * The next page of what is in the file up to `ends`; `undefined` when all was read. Where reading fails nothing has
   * happened, and the page can be asked for again.
   */
  next(file: StoreFile, ends: StoreEnds, skip: (why: string) => void): RecordGroup[] | undefined {
    const rows = this.#spans < ends.spans ? file.spans(this.#spans, ends.spans) : [];
    const last = rows.at(-1)?.row ?? this.#spans;
    const own = new Map<unknown, EventRow[]>(rows.map((row) => [row.span_id, []]));
    const { ahead, late, unread, reached } = this.#readEvents(file, ends, own, last);
    // From here on nothing is read.
    this.#unread = unread;
    if (rows.length === 0) this.#spans = Math.max(this.#spans, ends.spans);
    else this.#spans = last;
    const moved = rows.length > 0 || reached > this.#events;
    this.#events = reached;
    for (const row of rows) {
      const events = [...(this.#ahead.get(row.span_id) ?? []), ...(own.get(row.span_id) ?? [])];
      this.#ahead.delete(row.span_id);
      const why = this.#sink.add({ row, service: row.service, events });
      if (why !== undefined) skip(why);
    }
    for (const row of ahead) {
      const waiting = this.#ahead.get(row.span_id);
      if (waiting === undefined) this.#ahead.set(row.span_id, [row]);
      else waiting.push(row);
    }
    for (const { row, owner } of late)
      this.#sink.addLate({ row, spanId: row.span_id, traceId: owner?.trace_id, service: owner?.service });
    return moved ? this.#sink.take() : undefined;
  }

  /** Everything up to here was handed on. */
  get read(): StoreEnds {
    const [first] = this.#ahead.values();
    return { spans: this.#spans, events: first?.[0] === undefined ? this.#events : first[0].id - 1 };
  }

  /** Up to the first event of a span behind `last`, or the end. What was read beyond waits for the next page. */
  #readEvents(
    file: StoreFile,
    ends: StoreEnds,
    own: ReadonlyMap<unknown, EventRow[]>,
    last: number,
  ): {
    readonly ahead: readonly EventRow[];
    readonly late: readonly { readonly row: EventRow; readonly owner: SpanOwner | undefined }[];
    readonly unread: readonly EventRow[];
    readonly reached: number;
  } {
    const late: { readonly row: EventRow; readonly owner: SpanOwner | undefined }[] = [];
    const owners = new Map<unknown, SpanOwner | undefined>();
    let rows = this.#unread;
    let reached = this.#events;
    for (;;) {
      for (const [i, row] of rows.entries()) {
        reached = row.id;
        const events = own.get(row.span_id);
        if (events !== undefined) {
          events.push(row);
          continue;
        }
        if (!owners.has(row.span_id)) owners.set(row.span_id, file.owner(row.span_id));
        const owner = owners.get(row.span_id);
        if (owner === undefined || owner.row <= last || this.#ahead.size >= mostAhead) late.push({ row, owner });
        else return { ahead: [row], late, unread: rows.slice(i + 1), reached };
      }
      if (reached >= ends.events) return { ahead: [], late, unread: [], reached };
      rows = file.events(reached, ends.events);
      if (rows.length === 0) return { ahead: [], late, unread: [], reached: ends.events };
    }
  }
}
