// statsviz: a Go program tells once what it plots and then, every second, the values. They become metrics; the description
// is kept as an event, from which the page is drawn; collections of garbage are events and marks.
// Format: arl/statsviz 0.8, messages of its WebSocket.
import type { LogItem, ResourceRecord } from '../../../contract/otlp-records.ts';
import type { MetricRecord } from '../../../contract/metric-records.ts';
import {
  statsvizConfig,
  statsvizEvents,
  statsvizMetric,
  statsvizPlots,
  type StatsvizPlot,
} from '../../../contract/statsviz-plots.ts';
import { unixNanos, unixNanosOfMillis, type UnixNanos } from '../../../contract/time.ts';
import { valueOfJson } from '../../../contract/value-of-json.ts';
import type { CollectorParts } from '../collector.ts';
import { connectionHeaders } from '../connection-headers.ts';
import { eventGroup, eventItem } from '../../../contract/event-records.ts';
import { gaugeMetric, metricGroup } from '../metric-points.ts';
import { openSocket } from '../web-socket.ts';
import { PlotMetrics } from './plot-metrics.ts';

const maxFrameBytes = 4 * 1024 ** 2;
/** Messages come every second: after three times as long without one the program is gone. */
const pingMillis = 5000;
/** The description is stored anew after so long, so that every run has it. */
const configEvery = 300_000_000_000n;
const mostSeries = 1000;

type Message =
  | { readonly kind: 'config'; readonly data: unknown }
  | { readonly kind: 'metrics'; readonly series: ReadonlyMap<string, readonly unknown[]>; readonly millis: number }
  | { readonly kind: 'garbage'; readonly why: string };

export async function collectStatsviz(parts: CollectorParts<'statsviz'>): Promise<'again'> {
  const { collector, connected, emit, lost, memory, note, now, signal } = parts;
  const url = socketUrl(collector.url);
  const service = collector.service || collector.name;
  const resource: ResourceRecord = {
    attributes: [
      { key: 'service.name', value: service },
      { key: 'service.instance.id', value: url.host },
    ],
    droppedAttributes: 0,
    schemaUrl: '',
  };
  const headers = connectionHeaders(collector);
  const socket = await openSocket({ url, headers, maxFrameBytes, pingMillis, signal });
  let config: unknown;
  let configTold: UnixNanos | undefined;
  let plots = new PlotMetrics([]);
  let events: readonly string[] = ['lastgc'];
  try {
    for await (const frame of socket.frames()) {
      const message = messageOf(frame);
      if (message.kind === 'garbage') {
        note(message.why);
        lost(1, message.why);
      } else if (message.kind === 'config') {
        config = message.data;
        const known = statsvizPlots(config);
        plots = new PlotMetrics(known);
        events = statsvizEvents(config);
        connected([{ name: 'plots', value: String(known.length) }]);
        await tellConfig(known);
      } else await take(message.series, timeOf(message.millis));
    }
    return 'again';
  } finally {
    const ended = plots.ended(now());
    if (ended.length > 0) await emit([metricGroup(resource, ended)]);
    socket.close();
  }

  async function take(series: ReadonlyMap<string, readonly unknown[]>, time: UnixNanos): Promise<void> {
    const metrics: MetricRecord[] = [];
    const marks: LogItem[] = [];
    for (const [name, values] of series) {
      if (events.includes(name)) {
        const [metric, items] = moments(name, values, time);
        if (metric !== undefined) metrics.push(metric);
        marks.push(...items);
      } else {
        const metric = plots.metricOf(name, values, time);
        if (metric !== undefined) metrics.push(metric);
      }
    }
    if (config !== undefined && now() - (configTold ?? unixNanos(0n)) > configEvery)
      await tellConfig(statsvizPlots(config));
    if (marks.length > 0) await emit([{ ...eventGroup(service, marks), resource }]);
    if (metrics.length > 0) await emit([metricGroup(resource, metrics)]);
  }

  /** The newest moment as a metric, so that charts can mark it; those that were not told yet as events. */
  function moments(
    name: string,
    values: readonly unknown[],
    time: UnixNanos,
  ): readonly [MetricRecord | undefined, LogItem[]] {
    const key = `last ${name}`;
    const before = memory.get(key);
    const since = typeof before === 'number' ? before : 0;
    const all = values.filter((value): value is number => typeof value === 'number' && value > 0);
    const newest = all.reduce((most, one) => Math.max(most, one), 0);
    if (newest === 0) return [undefined, []];
    memory.set(key, Math.max(since, newest));
    const items = [...new Set(all)]
      .filter((one) => one > since)
      .sort((a, b) => a - b)
      .map((one) =>
        eventItem({
          name: name === 'lastgc' ? 'go.gc' : `statsviz.${name}`,
          time: timeOf(one),
          observed: now(),
          severity: 5,
          body: name === 'lastgc' ? 'garbage collection' : name,
          attributes: [],
        }),
      );
    const value = { name: statsvizMetric(name), unit: 'ms', value: newest, time, attributes: [] };
    return [gaugeMetric(value), items];
  }

  async function tellConfig(known: readonly StatsvizPlot[]): Promise<void> {
    configTold = now();
    const item = eventItem({
      name: statsvizConfig,
      time: now(),
      observed: now(),
      severity: 9,
      body: `${known.length} plots`,
      attributes: [{ key: statsvizConfig, value: valueOfJson(config) }],
    });
    await emit([{ ...eventGroup(service, [item]), resource }]);
  }

  function timeOf(millis: number): UnixNanos {
    return Number.isFinite(millis) && millis > 0 ? unixNanosOfMillis(millis) : now();
  }
}

/** The page's address, that of its socket, or only the program's. */
function socketUrl(text: string): URL {
  const url = new URL(text);
  const path = url.pathname.replace(/\/+$/, '');
  url.pathname = path === '' ? '/debug/statsviz/ws' : path.endsWith('/ws') ? path : `${path}/ws`;
  return url;
}

function messageOf(frame: string): Message {
  let found: unknown;
  try {
    found = JSON.parse(frame);
  } catch {
    return { kind: 'garbage', why: `a frame is no JSON: ${frame.slice(0, 80)}` };
  }
  const message = typeof found === 'object' && found !== null ? (found as Readonly<Record<string, unknown>>) : {};
  const data = message['data'];
  if (typeof data === 'object' && data !== null) {
    if (message['event'] === 'config') return { kind: 'config', data };
    const series = 'series' in data ? data.series : undefined;
    if (message['event'] === 'metrics' && typeof series === 'object' && series !== null) {
      const lists = Object.entries(series)
        .filter((one): one is [string, readonly unknown[]] => Array.isArray(one[1]))
        .slice(0, mostSeries);
      const millis = 'timestamp' in data ? Number(data.timestamp) : Number.NaN;
      return { kind: 'metrics', series: new Map(lists), millis };
    }
  }
  return { kind: 'garbage', why: `a frame is no message of statsviz 0.7 or later: ${frame.slice(0, 80)}` };
}
