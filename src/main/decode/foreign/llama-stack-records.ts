// What rows of Llama Stack's trace_store.db become: spans, log records of `unstructured_log`, totals of `metric.*`.
// Serves the import of a store and the source that follows one.
import type { LogItem, RecordGroup, ResourceRecord, SpanRecord } from '../../../contract/otlp-records.ts';
import { unixNanos } from '../../../contract/time.ts';
import { llamaStackLog, LlamaStackTotals, meaningOf, type LlamaStackEvent } from './llama-stack-events.ts';
import {
  llamaStackEvent,
  llamaStackService,
  llamaStackSpan,
  type LlamaStackEventRow,
  type LlamaStackSpanRow,
} from './llama-stack-rows.ts';
import { noScope, resourceOf, spanIdOf, traceIdOf } from './record-parts.ts';

export interface LlamaStackTaken {
  readonly row: LlamaStackSpanRow;
  /** `traces.service_name`. */
  readonly service: unknown;
  readonly events: readonly LlamaStackEventRow[];
}

/** An event whose span is not among those that are stored with it. */
export interface LateEvent {
  readonly row: LlamaStackEventRow;
  readonly spanId: unknown;
  /** `undefined` where the span is not known. */
  readonly traceId: unknown;
  readonly service: unknown;
}

interface Parts {
  readonly resource: ResourceRecord;
  readonly spans: SpanRecord[];
  readonly logs: LogItem[];
  readonly totals: LlamaStackTotals;
}

const mostServices = 1000;

export class LlamaStackRecords {
  readonly #services = new Map<string, Parts>();
  readonly #nameless: string;

  /** @param nameless `service.name` where the store has none that can be seen */
  constructor(nameless = '') {
    this.#nameless = nameless;
  }

  /** Why the row cannot be stored, in words; its events are then lost with it. */
  add({ row, service, events }: LlamaStackTaken): string | undefined {
    const span = llamaStackSpan(row);
    if (typeof span === 'string') return span;
    const parts = this.#of(service);
    const own: LlamaStackEvent[] = [];
    for (const one of events) {
      const event = llamaStackEvent(one, span.start);
      const meaning = meaningOf(event);
      if (meaning === 'event') own.push(event);
      else if (meaning === 'metric') parts.totals.add(event);
      else parts.logs.push(llamaStackLog(event, span.traceId, span.spanId));
    }
    parts.spans.push(
      own.length === 0 ? span : { ...span, events: own.map((event) => ({ ...event, droppedAttributes: 0 })) },
    );
    return undefined;
  }

  /** Its span is stored already: what is no measurement becomes a log record that names the span. */
  addLate({ row, spanId, traceId, service }: LateEvent): void {
    const parts = this.#of(service);
    const event = llamaStackEvent(row, unixNanos(0n));
    if (meaningOf(event) === 'metric') parts.totals.add(event);
    else parts.logs.push(llamaStackLog(event, traceIdOf(traceId), spanIdOf(spanId)));
  }

  /** What was added since the last call. */
  take(): RecordGroup[] {
    const groups: RecordGroup[] = [];
    for (const { resource, spans, logs, totals } of this.#services.values()) {
      const metrics = totals.take();
      if (spans.length > 0) groups.push({ signal: 'traces', resource, scope: noScope, items: spans.splice(0) });
      if (logs.length > 0) groups.push({ signal: 'logs', resource, scope: noScope, items: logs.splice(0) });
      if (metrics.length > 0) groups.push({ signal: 'metrics', resource, scope: noScope, items: metrics });
    }
    return groups;
  }

  #of(name: unknown): Parts {
    const found = llamaStackService(name, this.#nameless);
    const service = this.#services.size < mostServices || this.#services.has(found) ? found : this.#nameless;
    const known = this.#services.get(service);
    if (known !== undefined) return known;
    const made: Parts = {
      resource: resourceOf([{ key: 'service.name', value: service }]),
      spans: [],
      logs: [],
      totals: new LlamaStackTotals(),
    };
    this.#services.set(service, made);
    return made;
  }
}
