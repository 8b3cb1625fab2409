// Span events of Llama Stack that are no events of a span: `unstructured_log` is a log record, `metric.<name>` a
// measurement. Both are stored as what they are, linked to their span, and not once more with the span.
// Source: llama_stack/providers/inline/telemetry/meta_reference/telemetry.py: whole values go into a counter, others into
// an up-down counter.
import { Temporality } from '../../../contract/metric-batch.ts';
import type { MetricRecord, NumberPoint } from '../../../contract/metric-records.ts';
import type { LogItem } from '../../../contract/otlp-records.ts';
import type { SpanId, TraceId } from '../../../contract/ids.ts';
import { unixNanos, type UnixNanos } from '../../../contract/time.ts';
import type { Attribute, AttributeValue } from '../../../contract/values.ts';

/** An event row whose texts were read. */
export interface LlamaStackEvent {
  readonly name: string;
  readonly time: UnixNanos;
  readonly attributes: readonly Attribute[];
}

const severities: Readonly<Record<string, number>> = {
  verbose: 1,
  debug: 5,
  info: 9,
  warn: 13,
  error: 17,
  critical: 21,
};
const metricPrefix = 'metric.';

export type EventMeaning = 'log' | 'metric' | 'event';

export function meaningOf({ name, attributes }: LlamaStackEvent): EventMeaning {
  if (name === 'unstructured_log') return 'log';
  const measured = name.startsWith(metricPrefix) && name.length > metricPrefix.length;
  return measured && numberOf(valueOf(attributes, 'value')) !== undefined ? 'metric' : 'event';
}

/** Events other than logs keep their name as the event name. */
export function llamaStackLog(
  event: LlamaStackEvent,
  traceId: TraceId | undefined,
  spanId: SpanId | undefined,
): LogItem {
  const { name, time, attributes } = event;
  const log = meaningOf(event) === 'log';
  const severityText = log ? String(valueOf(attributes, 'severity') ?? '') : '';
  return {
    time,
    observed: time,
    severity: log ? (severities[severityText.toLowerCase()] ?? 0) : 9,
    severityText,
    body: log ? valueOf(attributes, 'message') : undefined,
    attributes: log ? attributes.filter(({ key }) => key !== 'message' && key !== 'severity') : attributes,
    droppedAttributes: 0,
    flags: 0,
    traceId,
    spanId,
    eventName: log ? '' : name,
  };
}

interface Total {
  readonly name: string;
  readonly unit: string;
  readonly attributes: readonly Attribute[];
  readonly monotonic: boolean;
  readonly start: UnixNanos;
  readonly waiting: { readonly time: UnixNanos; readonly value: number }[];
  value: number;
  /** Of the last point. */
  time: bigint;
}

const millisecond = 1_000_000n;

/** Measurements are added up, as the counters of the sender would have been: one total per name, unit and labels. */
export class LlamaStackTotals {
  readonly #totals = new Map<string, Total>();

  add({ name, time, attributes }: LlamaStackEvent): void {
    const raw = valueOf(attributes, 'value');
    const value = numberOf(raw);
    if (value === undefined) return;
    const unit = String(valueOf(attributes, 'unit') ?? '');
    const labels = attributes.filter(({ key }) => key !== 'value' && key !== 'unit' && key !== '__ttl__');
    const monotonic = typeof raw === 'bigint' && value >= 0;
    const key = JSON.stringify([
      name,
      unit,
      monotonic,
      ...labels.map((one) => `${one.key}=${String(one.value)}`).toSorted(),
    ]);
    let total = this.#totals.get(key);
    if (total === undefined) {
      const start = unixNanos(time > millisecond ? time - millisecond : 0n);
      const title = name.slice(metricPrefix.length);
      total = { name: title, unit, attributes: labels, monotonic, start, waiting: [], value: 0, time: start };
      this.#totals.set(key, total);
    }
    total.waiting.push({ time, value });
  }

  /**
   * The totals after each measurement since the last call. Of measurements within a millisecond the sum is told once, and
   * those that come late count from the last point on, because points of a series go forward.
   */
  take(): MetricRecord[] {
    const changed: MetricRecord[] = [];
    for (const total of this.#totals.values()) {
      const { name, unit, attributes, monotonic, start, waiting } = total;
      if (waiting.length === 0) continue;
      const points: NumberPoint[] = [];
      for (const { time, value } of waiting.toSorted((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))) {
        total.value += value;
        const last = points.at(-1);
        const soon = total.time / millisecond >= time / millisecond;
        if (soon && last !== undefined) points[points.length - 1] = { ...last, value: total.value };
        else {
          total.time = soon ? total.time + millisecond : time;
          points.push({
            attributes,
            start,
            time: unixNanos(total.time),
            recorded: true,
            exemplars: [],
            value: total.value,
          });
        }
      }
      waiting.length = 0;
      changed.push({
        name,
        unit,
        description: '',
        kind: 'sum',
        temporality: Temporality.cumulative,
        monotonic,
        points,
      });
    }
    return changed;
  }
}

function valueOf(attributes: readonly Attribute[], key: string): AttributeValue {
  return attributes.find((one) => one.key === key)?.value;
}

function numberOf(value: AttributeValue): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'bigint' ? Number(value) : undefined;
}
