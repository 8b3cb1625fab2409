// Counter events of a Chrome trace (phase C) as gauges: the event's name is the metric's, each of its arguments a series.
// Values are gathered and put in order, because a run takes the points of a series by time only.
import type { MetricRecord, NumberPoint } from '../../../contract/metric-records.ts';
import type { ResourceRecord } from '../../../contract/otlp-records.ts';
import { unixNanos, type UnixNanos } from '../../../contract/time.ts';
import type { Attribute } from '../../../contract/values.ts';
import type { ChromeEvent } from './chrome-event.ts';
import type { ForeignSink } from './foreign-format.ts';
import { nanosOfMicros, noScope } from './record-parts.ts';

/** Values that are held before they are handed on, and those of one group. */
const mostHeld = 200_000;
const mostOfGroup = 2000;
/** Samples have whole milliseconds, and one of 1970's first would count as without a time. */
const millisecond = 1_000_000n;

interface Series {
  readonly resource: ResourceRecord;
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly values: { readonly time: UnixNanos; readonly value: number }[];
}

export class ChromeCounters {
  readonly #sink: ForeignSink;
  readonly #series: Map<string, Series> = new Map();
  #held = 0;

  constructor(sink: ForeignSink) {
    this.#sink = sink;
  }

  add(event: ChromeEvent, resource: ResourceRecord, place: string): void {
    const time = nanosOfMicros(event.time);
    if (time === undefined) return this.#sink.skip('events without a usable time (ts)', place);
    const values = Object.entries(event.args);
    if (values.length === 0) this.#sink.skip('counter events (phase C) without a value', place);
    for (const [key, given] of values) {
      const value = typeof given === 'bigint' ? Number(given) : given;
      if (typeof value !== 'number') this.#sink.skip('values of counter events (phase C) that are no numbers', place);
      else this.#put(event, key, resource, { time, value });
    }
    if (this.#held >= mostHeld) this.flush();
  }

  flush(): void {
    for (const series of this.#series.values()) {
      const points = this.#pointsOf(series);
      for (let at = 0; at < points.length; at += mostOfGroup) {
        const metric: MetricRecord = {
          name: series.name,
          unit: '',
          description: '',
          kind: 'gauge',
          points: points.slice(at, at + mostOfGroup),
        };
        this.#sink.group({ signal: 'metrics', resource: series.resource, scope: noScope, items: [metric] });
      }
    }
    this.#series.clear();
    this.#held = 0;
  }

  #put(event: ChromeEvent, key: string, resource: ResourceRecord, value: Series['values'][number]): void {
    const { name, category, id, pid } = event;
    const identity = JSON.stringify([pid, name, category, id, key]);
    let series = this.#series.get(identity);
    if (series === undefined) {
      const attributes: Attribute[] = [{ key: 'chrome.series', value: key }];
      if (id !== '') attributes.push({ key: 'chrome.id', value: id });
      if (category !== '') attributes.push({ key: 'chrome.category', value: category });
      this.#series.set(identity, (series = { resource, name: name === '' ? 'counter' : name, attributes, values: [] }));
    }
    series.values.push(value);
    this.#held += 1;
  }

  /** In order; of several values in one millisecond the last. */
  #pointsOf({ attributes, values }: Series): NumberPoint[] {
    const points: NumberPoint[] = [];
    let crowded = 0;
    for (const { time, value } of values.toSorted((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))) {
      const whole = time / millisecond;
      const point: NumberPoint = {
        attributes,
        start: unixNanos(0n),
        time: unixNanos((whole === 0n ? 1n : whole) * millisecond),
        recorded: true,
        exemplars: [],
        value,
      };
      if (points.at(-1)?.time === point.time) {
        points.pop();
        crowded += 1;
      }
      points.push(point);
    }
    if (crowded > 0)
      this.#sink.skip('values of counter events with a later one in the same millisecond', 'the file', crowded);
    return points;
  }
}
