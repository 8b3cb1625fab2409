// Whether a service says that it is well: its paths are asked in intervals, any 2xx answer is a yes (readiness of some
// services is a bare 204). Each change is an event; what is as before is not told again. The metric `health.up` is 1 or 0.
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { MetricRecord } from '../../contract/metric-records.ts';
import type { LogItem } from '../../contract/otlp-records.ts';
import type { Attribute } from '../../contract/values.ts';
import { CollectFailure, type CollectorParts } from './collector.ts';
import { connectionHeaders } from './connection-headers.ts';
import { eventGroup, eventItem, resourceNamed } from '../../contract/event-records.ts';
import { gaugeMetric, metricGroup } from './metric-points.ts';
import { pause } from './pause.ts';

interface Answer {
  readonly path: string;
  readonly well: boolean;
  /** Status and the beginning of the body, or why there was none. */
  readonly words: string;
  readonly status: number;
  readonly millis: number;
}

const patience = 5000;
const longestBody = 500;

export async function collectHealth(parts: CollectorParts<'health'>): Promise<'again'> {
  const { collector, emit, connected, note, now, signal } = parts;
  const known = new Map<string, string>();
  while (!signal.aborted) {
    const answers = await Promise.all(collector.paths.map((path) => ask(path)));
    if (signal.aborted) break;
    const changed = answers.filter(({ path, words }) => known.get(path) !== words);
    const service = collector.service || collector.name;
    await emit([
      ...(changed.length > 0 ? [eventGroup(service, changed.map(itemOf))] : []),
      metricGroup(resourceNamed(service), answers.map(metricOf)),
    ]);
    for (const { path, words } of changed) known.set(path, words);
    const silent = answers.filter(({ status }) => status === 0);
    if (silent.length > 0 && silent.length === answers.length)
      throw new CollectFailure(silent[0]?.words ?? '', 'Is the service running, and is this its address?');
    connected(answers.map(({ path, words, millis }) => ({ name: path, value: `${words}, ${millis} ms` })));
    const unwell = answers.filter(({ well }) => !well);
    note(
      unwell.length === 0
        ? ''
        : unwell
            .map(itemOf)
            .map(({ body }) => String(body))
            .join('; '),
    );
    await pause(collector.intervalSeconds * 1000, signal);
  }
  return 'again';

  async function ask(path: string): Promise<Answer> {
    const began = performance.now();
    const url = new URL(collector.url.replace(/\/$/, '') + path);
    const done = (well: boolean, status: number, words: string): Answer => ({
      path,
      well,
      words,
      status,
      millis: Math.round(performance.now() - began),
    });
    try {
      const { status, body } = await get(url, connectionHeaders(collector), signal);
      const text = body.trim();
      return done(status >= 200 && status < 300, status, text === '' ? `${status}` : `${status} ${text}`);
    } catch (error) {
      return done(false, 0, wordsOf(error, url.host));
    }
  }

  function metricOf({ path, well }: Answer): MetricRecord {
    const attributes = [{ key: 'url.path', value: path }];
    return gaugeMetric({ name: 'health.up', unit: '1', value: well ? 1 : 0, time: now(), attributes });
  }

  function itemOf({ path, well, words, status, millis }: Answer): LogItem {
    const attributes: Attribute[] = [
      { key: 'url.path', value: path },
      { key: 'duration_ms', value: BigInt(millis) },
      ...(status > 0 ? [{ key: 'http.response.status_code', value: BigInt(status) }] : []),
    ];
    return eventItem({
      name: well ? 'health.up' : 'health.down',
      time: now(),
      observed: now(),
      severity: well ? 9 : 17,
      body: status > 0 ? `${path} answers ${words}` : `${path}: ${words}`,
      attributes,
    });
  }
}

function wordsOf(error: unknown, host: string): string {
  if (!(error instanceof Error)) return `no answer (${String(error)})`;
  const code = 'code' in error ? error.code : '';
  if (code === 'ECONNREFUSED') return `nothing listens on ${host}`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `the name of ${host} is not known`;
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return `no answer within ${patience / 1000} s`;
  return `no answer (${error.message})`;
}

function get(
  url: URL,
  headers: Record<string, string>,
  stopping: AbortSignal,
): Promise<{ readonly status: number; readonly body: string }> {
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(patience)]);
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    open(url, { headers, signal }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        body = (body + piece).slice(0, longestBody);
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.on('error', reject);
    })
      .on('error', reject)
      .end();
  });
}
