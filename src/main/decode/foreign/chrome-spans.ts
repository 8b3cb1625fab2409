// The second reading of a Chrome trace: events become spans. One trace per process; ids are made of the beginning of the
// file, the process and the number of the slice, so that the same file gives the same ids every time.
import type { SpanId, TraceId } from '../../../contract/ids.ts';
import type { EventRecord, LinkRecord, ResourceRecord, SpanRecord } from '../../../contract/otlp-records.ts';
import { unixNanos } from '../../../contract/time.ts';
import type { Attribute } from '../../../contract/values.ts';
import { ChromeCounters } from './chrome-counters.ts';
import type { ChromeEvent } from './chrome-event.ts';
import { isSlice, mostOpen, mostSlices, threadKey, type ChromeIndex } from './chrome-index.ts';
import type { ForeignSink } from './foreign-format.ts';
import { GroupBuffer } from './group-buffer.ts';
import { OpenStacks } from './open-stacks.ts';
import { nanosOfMicros, noScope, plainSpan, resourceOf } from './record-parts.ts';
import { valueOfJson } from '../../../contract/value-of-json.ts';
import { stableId } from './stable-id.ts';

interface Begun {
  readonly event: ChromeEvent;
  readonly id: SpanId;
  readonly slice: number;
  readonly parent: SpanId | undefined;
  readonly place: string;
  readonly events: EventRecord[];
}

/** Events on one asynchronous span. */
const mostEvents = 10_000;

export class ChromeSpans {
  readonly #index: ChromeIndex;
  readonly #sink: ForeignSink;
  readonly #groups: GroupBuffer;
  readonly #counters: ChromeCounters;
  readonly #file: string;
  readonly #open = new OpenStacks<Begun>(mostOpen);
  readonly #async = new OpenStacks<Begun>(mostOpen);
  readonly #resources: Map<string, ResourceRecord> = new Map();
  readonly #traceIds: Map<string, TraceId> = new Map();
  #slices = 0;
  #asyncs = 0;

  /** `file` is a text that tells the file from others. */
  constructor(index: ChromeIndex, sink: ForeignSink, file: string) {
    this.#index = index;
    this.#sink = sink;
    this.#groups = new GroupBuffer(sink);
    this.#counters = new ChromeCounters(sink);
    this.#file = file;
  }

  add(event: ChromeEvent, place: string): void {
    const { phase } = event;
    if (isSlice(phase)) return this.#slice(event, place);
    switch (phase) {
      case 'E': {
        const begun = this.#open.pop(threadKey(event));
        if (begun === undefined) this.#sink.skip('ends (phase E) without a beginning', place);
        else this.#emit(begun, event.time, event, false);
        return;
      }
      case 'b':
      case 'S':
        return this.#beginAsync(event, place);
      case 'e':
      case 'F': {
        const begun = this.#async.pop(event.key, (one) => one.event.name === event.name);
        if (begun === undefined)
          this.#sink.skip('ends of asynchronous events (phases e and F) without a beginning', place);
        else this.#emit(begun, event.time, event, false);
        return;
      }
      case 'n':
      case 'T':
      case 'p':
        return this.#instant(event, place);
      case 'C':
        return this.#counters.add(event, this.#resource(event.pid), place);
      default:
        return;
    }
  }

  end(): void {
    for (const begun of this.#open.all()) this.#emit(begun, this.#index.lastTime(begun.event), undefined, true);
    for (const begun of this.#async.all()) this.#emit(begun, this.#index.lastTime(begun.event), undefined, true);
    this.#groups.flush();
    this.#counters.flush();
    if (this.#slices > mostSlices)
      this.#sink.skip(
        'parents of slices behind the first 2,000,000',
        `slice ${mostSlices + 1}`,
        this.#slices - mostSlices,
      );
  }

  #slice(event: ChromeEvent, place: string): void {
    const slice = this.#slices++;
    const parent = this.#index.parentOf(slice);
    const begun: Begun = {
      event,
      id: this.#spanId(slice),
      slice,
      parent: parent < 0 ? undefined : this.#spanId(parent),
      place,
      events: [],
    };
    if (event.phase !== 'B') return this.#emit(begun, event.time + event.duration, undefined, false);
    if (!this.#open.push(threadKey(event), begun))
      this.#sink.skip('beginnings while more than 100,000 slices are open', place);
  }

  #beginAsync(event: ChromeEvent, place: string): void {
    const around = this.#async.top(event.key);
    const begun: Begun = {
      event,
      id: this.#asyncId(),
      slice: -1,
      parent: event.phase === 'b' ? around?.id : undefined,
      place,
      events: [],
    };
    if (!this.#async.push(event.key, begun))
      this.#sink.skip('beginnings while more than 100,000 slices are open', place);
  }

  /** On the asynchronous span that is open; where there is none, a span of no length. */
  #instant(event: ChromeEvent, place: string): void {
    const around = this.#async.top(event.key);
    const time = nanosOfMicros(event.time);
    if (around !== undefined && time !== undefined && around.events.length < mostEvents) {
      around.events.push({ time, name: event.name, attributes: argumentsOf(event), droppedAttributes: 0 });
      return;
    }
    this.#emit(
      { event, id: this.#asyncId(), slice: -1, parent: undefined, place, events: [] },
      event.time,
      undefined,
      false,
    );
  }

  #emit(
    { event, id, slice, parent, place, events }: Begun,
    end: number,
    last: ChromeEvent | undefined,
    open: boolean,
  ): void {
    const start = nanosOfMicros(event.time);
    const until = nanosOfMicros(Math.max(end, event.time));
    if (start === undefined || until === undefined) return this.#sink.skip('events without a usable time (ts)', place);
    const span: SpanRecord = {
      ...plainSpan,
      traceId: this.#traceId(event.pid),
      spanId: id,
      parentId: parent,
      name: event.name,
      kind: 1,
      start,
      end: unixNanos(until),
      attributes: this.#attributesOf(event, last, open),
      events,
      links: slice < 0 ? [] : this.#linksOf(slice),
    };
    this.#groups.add(this.#resource(event.pid), noScope, span);
  }

  #attributesOf(event: ChromeEvent, last: ChromeEvent | undefined, open: boolean): Attribute[] {
    const attributes: Attribute[] = [];
    if (event.category !== '') attributes.push({ key: 'chrome.category', value: event.category });
    if (event.phase !== 'X' && event.phase !== 'B') attributes.push({ key: 'chrome.phase', value: event.phase });
    const name = this.#index.names.get(`thread_name ${event.pid} ${event.tid}`);
    if (event.tid !== '') attributes.push({ key: 'thread.id', value: numberOrText(event.tid) });
    if (name !== undefined) attributes.push({ key: 'thread.name', value: name });
    if (open) attributes.push({ key: 'chrome.unfinished', value: true });
    const given = new Map(argumentsOf(event).map((one) => [one.key, one]));
    for (const one of last === undefined ? [] : argumentsOf(last)) given.set(one.key, one);
    return [...attributes, ...given.values()];
  }

  #linksOf(slice: number): LinkRecord[] {
    return this.#index.linksOf(slice).map((from) => ({
      traceId: this.#traceId(from.pid),
      spanId: this.#spanId(from.slice),
      traceState: '',
      flags: 0,
      attributes: [{ key: 'chrome.flow', value: true }],
      droppedAttributes: 0,
    }));
  }

  #resource(pid: string): ResourceRecord {
    const known = this.#resources.get(pid);
    if (known !== undefined) return known;
    const attributes: Attribute[] = [
      {
        key: 'service.name',
        value: this.#index.names.get(`process_name ${pid}`) ?? (pid === '' ? 'trace' : `process ${pid}`),
      },
    ];
    if (pid !== '') attributes.push({ key: 'process.pid', value: numberOrText(pid) });
    const labels = this.#index.names.get(`process_labels ${pid}`);
    if (labels !== undefined) attributes.push({ key: 'chrome.process_labels', value: labels });
    const resource = resourceOf(attributes);
    if (this.#resources.size < 10_000) this.#resources.set(pid, resource);
    return resource;
  }

  #traceId(pid: string): TraceId {
    const known = this.#traceIds.get(pid);
    if (known !== undefined) return known;
    const made = stableId(`chrome process ${pid} of ${this.#file}`, 16) as TraceId;
    if (this.#traceIds.size < 10_000) this.#traceIds.set(pid, made);
    return made;
  }

  #spanId(slice: number): SpanId {
    return hexId(0x10000000, slice);
  }

  #asyncId(): SpanId {
    return hexId(0x20000000, this.#asyncs++);
  }
}

function hexId(kind: number, number: number): SpanId {
  return (kind.toString(16).padStart(8, '0') + (number + 1).toString(16).padStart(8, '0')) as SpanId;
}

function argumentsOf({ args }: ChromeEvent): Attribute[] {
  return Object.entries(args).map(([key, value]) => ({ key: `args.${key}`, value: valueOfJson(value) }));
}

function numberOrText(text: string): bigint | string {
  return /^\d{1,15}$/.test(text) ? BigInt(text) : text;
}
