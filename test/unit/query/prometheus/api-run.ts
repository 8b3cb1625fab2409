// One run of metrics and a way to ask Prometheus' API about it, for the tests of that API.
import type { RunQueries } from '../../../../src/main/query/index.ts';
import { alive, MetricRun, t0, times } from '../metric-answers/metric-run.ts';

export const seconds = t0 / 1000;
export const end = seconds + 300;

const series = [
  {
    labels: { __name__: 'requests_total', job: 'api', instance: 'a:1', code: '200' },
    type: 'counter' as const,
    help: 'Requests.',
  },
  {
    labels: { __name__: 'requests_total', job: 'api', instance: 'a:1', code: '500' },
    type: 'counter' as const,
    help: 'Requests.',
  },
  { labels: { __name__: 'temp', job: 'api', instance: 'a:1', 'room.name': 'küche' }, unit: 'celsius' },
];

type Pairs = Readonly<Record<string, string | number | readonly string[]>>;

export class ApiRun {
  readonly #file = new MetricRun();
  #queries: RunQueries | undefined;

  async fill(): Promise<void> {
    const file = this.#file;
    for (const [at, time] of times(21, 15_000).entries()) await file.scrape(series, time, [at * 30, at, 1e-7 * at]);
    await file.send([
      {
        name: 'http.server.request.duration',
        unit: 's',
        description: 'How long.',
        kind: 'histogram',
        temporality: 'cumulative',
        resource: { 'service.name': 'shop', 'service.instance.id': 'i1', 'host.name': 'h' },
        attributes: { 'http.route': '/a' },
        time: t0 + 300_000,
        start: t0,
        bounds: [0.1, 1],
        counts: [1, 2, 0],
        count: 3,
        sum: 1.5,
        exemplars: [
          {
            time: t0 + 299_000,
            value: 0.4,
            traceId: Uint8Array.from({ length: 16 }, (_, i) => i + 1),
            spanId: new Uint8Array(8).fill(7),
            attributes: { k: 'v' },
          },
        ],
      },
      {
        name: 'sizes',
        kind: 'exponentialHistogram',
        temporality: 'cumulative',
        resource: { 'service.name': 'shop', 'service.instance.id': 'i1' },
        time: t0 + 300_000,
        start: t0,
        scale: 0,
        offset: 0,
        counts: [1, 2],
        count: 3,
        sum: 7,
      },
    ]);
    this.#queries = file.queries();
  }

  close(): void {
    this.#file.close();
  }

  ask(path: string, params: Pairs = {}, method: 'GET' | 'POST' = 'GET') {
    const pairs = Object.entries(params).flatMap(([name, value]) =>
      (Array.isArray(value) ? (value as readonly string[]) : [String(value)]).map((one) => [name, one] as const),
    );
    if (this.#queries === undefined) throw new Error('the run is empty');
    const { status, body } = this.#queries.prometheus(
      { method, segments: path.split('/'), pairs },
      t0 + 300_000,
      alive,
    );
    const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
    return {
      status,
      text,
      json:
        text === ''
          ? undefined
          : (JSON.parse(text) as {
              data: never;
              warnings?: string[];
              infos?: string[];
              error: string;
              errorType: string;
            }),
    };
  }
}
