// Metrics in files: scraped series beside OTLP, what a selection takes, text formats, tables, and redaction.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExportOrder } from '../../../src/contract/exports.ts';
import { runId } from '../../../src/contract/ids.ts';
import type { SampleHistogram, SeriesMeta } from '../../../src/contract/sample-batch.ts';
import { unixNanosOfMillis } from '../../../src/contract/time.ts';
import { estimateExport } from '../../../src/main/engine/export-estimate.ts';
import { exportPieces } from '../../../src/main/engine/export-pieces.ts';
import { previewRedaction } from '../../../src/main/engine/export-preview.ts';
import { decodeOracle, metricsType, type Plain } from '../../support/otlp-oracle.ts';
import { RunFile } from '../../support/run-file.ts';
import { dumpSampleFile } from '../../support/sample-dump.ts';

const file = new RunFile();
const begin = 1_780_000_000_000;
const steps = 300;
const nanos = (millis: number): string => `${millis}000000`;
const text = (key: string, value: string) => ({ key, value: { stringValue: value } });

function otlp(step: number): Uint8Array {
  const times = { startTimeUnixNano: nanos(begin), timeUnixNano: nanos(begin + 1000 * step) };
  const users = ['ann', 'bob'].map((user, i) => ({
    attributes: [text('user.name', user), text('http.route', '/cart')],
    ...times,
    asDouble: step * (i + 1),
    exemplars:
      step % 100 === 50
        ? [{ timeUnixNano: times.timeUnixNano, asDouble: 1, filteredAttributes: [text('secret', user)] }]
        : [],
  }));
  const metrics = [
    {
      name: 'http.requests',
      unit: '{request}',
      description: 'Requests',
      sum: { aggregationTemporality: 2, isMonotonic: true, dataPoints: users },
    },
    {
      name: 'http.time',
      unit: 's',
      histogram: {
        aggregationTemporality: 1,
        dataPoints: [
          {
            ...times,
            startTimeUnixNano: nanos(begin + 1000 * (step - 1)),
            count: '3',
            sum: 2,
            explicitBounds: [1],
            bucketCounts: ['2', '1'],
          },
        ],
      },
    },
  ];
  const resource = {
    attributes: [text('service.name', 'shop'), text('service.instance.id', 'one'), text('host.name', 'box')],
  };
  return metricsType
    .encode(metricsType.fromObject({ resourceMetrics: [{ resource, scopeMetrics: [{ metrics }] }] }))
    .finish();
}

const native: SampleHistogram = {
  schema: 2,
  gauge: false,
  zeroThreshold: 0,
  zeroCount: 1,
  count: 4,
  sum: 5,
  positive: { indexes: Int32Array.of(1, 3), counts: Float64Array.of(1, 2) },
  negative: { indexes: new Int32Array(0), counts: new Float64Array(0) },
  customValues: new Float64Array(0),
};

/** A counter, a classic histogram that ends in the middle, a native one: as a target exposes them. */
async function scrape(): Promise<void> {
  const { writer } = file;
  const meta = (family: string, type: SeriesMeta['type']): SeriesMeta => ({
    family,
    type,
    unit: '',
    help: `About ${family}`,
    target: 'a',
  });
  const own = { job: 'api', instance: 'box:1' };
  const of = (name: string, facts: SeriesMeta, more: Record<string, string> = {}): number => {
    const asked = writer.seriesOf(Object.entries({ __name__: name, ...own, ...more }), facts);
    if (asked.kind !== 'ok') throw new Error(asked.reason);
    return asked.reference;
  };
  const lat = meta('lat_seconds', 'histogram');
  const references = [
    of('hits_total', meta('hits_total', 'counter'), { path: '/a b', user_name: 'ann' }),
    of('lat_seconds_bucket', lat, { le: '0.5' }),
    of('lat_seconds_bucket', lat, { le: '+Inf' }),
    of('lat_seconds_count', lat),
    of('lat_seconds_sum', lat),
    of('sizes', meta('sizes', 'histogram')),
  ];
  for (let step = 0; step < steps; step++) {
    const ended = step === steps - 1;
    const appended = writer.appendSamples({
      count: references.length,
      references: Uint32Array.from(references),
      times: begin + 1000 * step + 7,
      values: Float64Array.of(step, step, 2 * step, 2 * step, step / 4, 0),
      stale: Uint8Array.of(0, Number(ended), Number(ended), Number(ended), Number(ended), 0),
      starts: new Float64Array(references.length).fill(begin),
      histograms: new Map([[5, native]]),
      exemplars:
        step === 20
          ? [
              {
                sample: 0,
                value: 1,
                time: begin + 20_000,
                labels: [
                  ['trace_id', '7'.repeat(32)],
                  ['secret', 'x'],
                ],
              },
            ]
          : [],
    });
    writer.flush();
    expect((await appended).stored).toBe(references.length);
  }
}

beforeAll(async () => {
  for (let step = 0; step < steps; step++) await file.add('metrics', otlp(step), 'pid:1');
  await scrape();
});
afterAll(() => file.remove());

const order = (more: Partial<ExportOrder>): ExportOrder => ({
  run: runId('test'),
  what: { kind: 'run' },
  format: 'otlp-protobuf',
  signal: 'metrics',
  gzip: false,
  redact: '',
  ...more,
});

async function exported(more: Partial<ExportOrder>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const job = { order: order(more), path: file.path, workFolder: join(file.folder, 'work') };
  for await (const { bytes } of exportPieces(job, () => undefined)) pieces.push(bytes);
  return Buffer.concat(pieces);
}

const list = (value: unknown): Plain[] => (Array.isArray(value) ? (value as Plain[]) : []);

/** Metrics of a request with their resource's attributes and all points, whichever group they came in. */
function metricsOf(
  bytes: Uint8Array,
): Map<string, { readonly metric: Plain; readonly points: Plain[]; readonly resource: string }> {
  const found = new Map<string, { metric: Plain; points: Plain[]; resource: string }>();
  for (const group of list(decodeOracle(metricsType, bytes)['resourceMetrics'])) {
    for (const inner of list(group['scopeMetrics']))
      for (const metric of list(inner['metrics'])) {
        const data = (metric['gauge'] ??
          metric['sum'] ??
          metric['histogram'] ??
          metric['exponentialHistogram']) as Plain;
        const known = found.get(String(metric['name']));
        if (known !== undefined) known.points.push(...list(data['dataPoints']));
        else
          found.set(String(metric['name']), {
            metric,
            points: [...list(data['dataPoints'])],
            resource: JSON.stringify(group['resource']),
          });
      }
  }
  return found;
}

describe('OTLP', () => {
  test('scraped series become what OTLP has for them', async () => {
    const metrics = metricsOf(await exported({}));
    expect([...metrics.keys()].toSorted()).toEqual([
      'hits_total',
      'http.requests',
      'http.time',
      'lat_seconds',
      'sizes',
    ]);
    expect(metrics.get('hits_total')?.metric).toMatchObject({
      description: 'About hits_total',
      sum: { isMonotonic: true, aggregationTemporality: 2 },
    });
    expect(metrics.get('hits_total')?.resource).toMatch(/service\.name.*api.*service\.instance\.id.*box:1/);
    const histogram = metrics.get('lat_seconds')?.points ?? [];
    expect(histogram).toHaveLength(steps);
    expect(histogram[8]).toMatchObject({
      count: '16',
      sum: 2,
      explicitBounds: [0.5],
      bucketCounts: ['8', '8'],
      startTimeUnixNano: nanos(begin),
    });
    expect(histogram.at(-1)).toMatchObject({ flags: 1 });
    expect(metrics.get('sizes')?.points[0]).toMatchObject({
      scale: 2,
      positive: { bucketCounts: ['1', '0', '2'] },
      zeroCount: '1',
    });
    expect(metrics.get('hits_total')?.points.flatMap((point) => list(point['exemplars']))).toHaveLength(1);
  });

  test.each([
    [['http.requests'], ['http.requests']],
    [
      ['http_requests_total', 'lat_seconds'],
      ['http.requests', 'lat_seconds'],
    ],
    [['{job="shop"}'], ['http.requests', 'http.time']],
    [['http_time_seconds_bucket{le="1"}'], ['http.time']],
    [['nothing.of.it'], []],
  ])('%j selects whole metrics', async (metrics, names) => {
    const found = metricsOf(await exported({ what: { kind: 'metrics', metrics } }));
    expect([...found.keys()].toSorted()).toEqual(names);
  });

  test('times select samples, and both ends count', async () => {
    const what = {
      kind: 'metrics',
      metrics: ['http.time'],
      from: unixNanosOfMillis(begin + 50_000),
      to: unixNanosOfMillis(begin + 200_000),
    } as const;
    const points = metricsOf(await exported({ what })).get('http.time')?.points ?? [];
    expect(points).toHaveLength(151);
    expect(points[0]).toMatchObject({ timeUnixNano: nanos(begin + 50_000), startTimeUnixNano: nanos(begin + 49_000) });
  });

  test('what makes no sense is refused with words', async () => {
    await expect(exported({ what: { kind: 'metrics', metrics: ['{a='] } })).rejects.toMatchObject({
      code: 'bad-request',
    });
    await expect(exported({ signal: 'all', format: 'otlp-json' })).rejects.toThrow(/choose a signal/);
    await expect(exported({ what: { kind: 'search', where: 'error' } })).rejects.toThrow(/chosen by their names/);
  });
});

test('a run file written anew holds the same samples, scraped ones as scraped', async () => {
  const path = join(file.folder, 'anew.otter');
  writeFileSync(path, await exported({ format: 'otter', signal: 'all', redact: 'remove any no.such.key' }));
  expect(dumpSampleFile(path, { senders: true })).toEqual(dumpSampleFile(file.path, { senders: true }));
});

describe('redaction', () => {
  const rules = 'replace point user*\nremove resource host.name\nremove exemplar secret\nreplace text /About/';

  test('reaches resources, points, exemplars and texts; series that become alike stay apart', async () => {
    const path = join(file.folder, 'redacted.otter');
    const bytes = await exported({ format: 'otter', signal: 'all', redact: rules });
    writeFileSync(path, bytes);
    const dump = dumpSampleFile(path);
    expect(dump).toHaveLength(dumpSampleFile(file.path).length);
    for (const gone of ['ann', 'bob', 'host.name', 'secret', 'About'])
      expect({ gone, found: bytes.includes(gone) }).toEqual({ gone, found: false });
    expect(
      dump.filter((row) => row.includes('user.name=string [redacted]') && row.includes('redacted.series=bigint 2')),
    ).toHaveLength(steps + 3);
  });

  test('holds in text formats and tables alike', async () => {
    for (const format of ['openmetrics', 'csv'] as const) {
      const out = (await exported({ format, redact: rules })).toString();
      for (const gone of ['ann', 'bob', 'About'])
        expect({ format, found: out.includes(gone) }).toEqual({ format, found: false });
      expect(out).toContain('redacted_series');
    }
  });

  test('is counted once per series beforehand', () => {
    const preview = previewRedaction(order({ redact: rules }), file.path, () => undefined);
    expect(preview.rows.find(({ key }) => key === 'user.name')).toMatchObject({ owner: 'point', count: 2 });
    expect(preview.items).toBeGreaterThan(5 * steps);
  });
});

describe('OpenMetrics', () => {
  test('families with type and help, samples with times, deltas added up', async () => {
    const lines = (await exported({ format: 'openmetrics' })).toString().split('\n');
    expect(lines).toContain('# TYPE http_requests counter');
    expect(lines).toContain('# HELP http_requests Requests');
    expect(lines).toContain(
      'http_requests_total{http_route="/cart",instance="one",job="shop",user_name="bob"} 20 1780000010',
    );
    expect(lines).toContain('http_time_seconds_bucket{instance="one",job="shop",le="1"} 22 1780000010');
    expect(lines).toContain('hits_total{instance="box:1",job="api",path="/a b",user_name="ann"} 10 1780000010.007');
    expect(lines).toContain('sizes_bucket{instance="box:1",job="api",le="+Inf"} 4 1780000000.007');
    expect(lines.filter((line) => line.startsWith('lat_seconds_count'))).toHaveLength(steps - 1);
    expect(lines.at(-2)).toBe('# EOF');
    const types = lines.filter((line) => line.startsWith('# TYPE'));
    expect(new Set(types).size).toBe(types.length);
  });
});

describe('tables', () => {
  test('samples: a column per label', async () => {
    const rows = (
      await exported({ format: 'csv', what: { kind: 'metrics', metrics: ['{job="shop",user_name="bob"}'] } })
    )
      .toString()
      .split('\r\n');
    expect(rows[0]).toBe('time,time_unix_milli,__name__,http_route,instance,job,user_name,value');
    expect(rows[11]).toBe('2026-05-28T20:26:50Z,1780000010000,http_requests_total,/cart,one,shop,bob,20');
    expect(rows).toHaveLength(steps + 2);
  });

  test('queries: long and wide', async () => {
    const what = {
      kind: 'query',
      queries: ['sum by (user_name) (http_requests_total)', 'sizes'],
      start: begin + 10_000,
      end: begin + 20_000,
      step: 10_000,
    } as const;
    const long = (await exported({ format: 'csv', table: 'long', what })).toString().split('\r\n');
    expect(long[0]).toBe('time,time_unix_milli,query,__name__,instance,job,user_name,value');
    expect(long[1]).toMatch(/,1780000010000,sum by \(user_name\) \(http_requests_total\),,,,ann,10$/);
    expect(long.filter((row) => row.includes('sizes'))).toHaveLength(2);
    expect(long[5]).toContain('{count:4, sum:5');
    const wide = (await exported({ format: 'csv', table: 'wide', what: { ...what, queries: [what.queries[0]] } }))
      .toString()
      .split('\r\n');
    expect(wide[0]).toBe('time,time_unix_milli,"{user_name=""ann""}","{user_name=""bob""}"');
    expect(wide[2]).toMatch(/,1780000020000,20,40$/);
    expect(wide).toHaveLength(4);
    await expect(exported({ format: 'csv', what: { ...what, queries: ['sum('] } })).rejects.toMatchObject({
      code: 'bad-request',
    });
  });
});

test.each(['otlp-jsonl', 'otlp-protobuf', 'openmetrics', 'csv'] as const)(
  'the size of %s is told before',
  async (format) => {
    const bytes = await exported({ format });
    const estimate = estimateExport(order({ format }), file.path, () => undefined);
    expect(estimate).toMatchObject({ kind: 'size', about: false, bytes: bytes.length });
    if (estimate.kind === 'size') expect(estimate.samples).toBe(estimate.items);
  },
);
