// Each format's sample against its golden dump, in one piece and byte by byte; what is recognised as what.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readForeign } from '../../../support/read-foreign.ts';

const folder = join(import.meta.dirname, '../../../fixtures/foreign');
const sample = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)));
/** A number that JSON.parse would round is given as the text that Jaeger writes for it elsewhere. */
const textOf = (name: string): string =>
  readFileSync(join(folder, name), 'utf8').replace('9007199254740993', '"9007199254740993"');
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe.each([
  ['jaeger.json', 'jaeger-json'],
  ['zipkin.json', 'zipkin-json'],
  ['chrome.json', 'chrome-trace'],
  ['omnirt.json', 'omnirt-json'],
])('%s', (name, format) => {
  it('is read as its golden dump says', async () => {
    const { settled: _settled, points, ...read } = readForeign(sample(name));
    // Counter events of Chrome's format alone are metrics.
    expect(points).toHaveLength(format === 'chrome-trace' ? 1 : 0);
    expect(read.format).toBe(format);
    await expect(`${JSON.stringify(read, undefined, 1)}\n`).toMatchFileSnapshot(
      join(folder, name.replace('.json', '.golden.json')),
    );
  });

  it.each([1, 7, 100])('says the same in pieces of %i bytes', (size) => {
    expect(readForeign(sample(name), size)).toEqual(readForeign(sample(name)));
  });

  it('says the same without any white space', () => {
    const { spans, logs } = readForeign(bytesOf(JSON.stringify(JSON.parse(textOf(name)))));
    const pretty = readForeign(sample(name));
    const withoutIds = (dump: unknown): unknown =>
      format === 'chrome-trace' ? JSON.stringify(dump).replaceAll(/"[0-9a-f]{32}"/g, '""') : dump;
    expect(withoutIds([spans, logs])).toEqual(withoutIds([pretty.spans, pretty.logs]));
  });
});

describe('other forms', () => {
  const trace = (): { data: { traceID: string; spans: unknown[]; processes: unknown }[] } =>
    JSON.parse(textOf('jaeger.json'));

  it('a single Jaeger trace and a list of them are like the download', () => {
    const { spans } = readForeign(sample('jaeger.json'));
    expect(readForeign(bytesOf(JSON.stringify(trace().data[0]))).spans).toEqual(spans);
    expect(readForeign(bytesOf(JSON.stringify(trace().data))).spans).toEqual(spans);
  });

  it('the processes of a Jaeger trace may come before its spans', () => {
    const turned = { data: trace().data.map(({ traceID, spans, processes }) => ({ traceID, processes, spans })) };
    expect(readForeign(bytesOf(JSON.stringify(turned))).spans).toEqual(readForeign(sample('jaeger.json')).spans);
  });

  it('an empty answer of Jaeger is one of Jaeger', () => {
    const read = readForeign(bytesOf('{"data":[],"total":0,"limit":0,"offset":0,"errors":null}'));
    expect(read).toMatchObject({ format: 'jaeger-json', spans: [], skipped: [] });
  });

  it('a list of Zipkin traces is like the list of their spans', () => {
    const all = JSON.parse(readFileSync(join(folder, 'zipkin.json'), 'utf8')) as { traceId: string }[];
    const nested = [all.slice(0, 4), all.slice(4)];
    expect(readForeign(bytesOf(JSON.stringify(nested))).spans).toEqual(readForeign(sample('zipkin.json')).spans);
  });

  it('the list of a Chrome trace may stand alone, and be cut off', () => {
    const { traceEvents } = JSON.parse(readFileSync(join(folder, 'chrome.json'), 'utf8')) as { traceEvents: unknown[] };
    const list = JSON.stringify(traceEvents);
    const names = (text: string): unknown =>
      readForeign(bytesOf(text)).spans.map((span) => (span as { name?: unknown }).name);
    const whole = readForeign(sample('chrome.json')).spans.map((span) => (span as { name?: unknown }).name);
    expect(names(list)).toEqual(whole);
    expect(names(list.slice(0, -1))).toEqual(whole);
    expect(names(`${list.slice(0, -1)},\n`)).toEqual(whole);
  });

  it.each([
    ['', undefined],
    ['{}', undefined],
    ['[]', undefined],
    ['hello', undefined],
    ['{"a":1}\n{"b":2}\n', undefined],
    ['{"data":{"x":1}}', undefined],
    ['[{"traceId":"1"}]', undefined],
    ['\u0000\u0000\u0000\u0005hello', undefined],
    ['\n\u0002hi', undefined],
  ])('%j is nothing we know', (text, format) => {
    expect(readForeign(bytesOf(text)).format).toBe(format);
  });
});

it.each([
  ['jaeger.json', '"spanID": "zz"', 1],
  ['zipkin.json', '"joined without', 4],
  ['chrome.json', '"stray"', 5],
])('%s that breaks off keeps what came before', (name, place, spans) => {
  const broken = bytesOf(textOf(name).replace(place, `} ${place}`));
  const read = readForeign(broken);
  expect(read.fault).toMatch(/^not JSON: .* at \d+$/);
  expect(read.spans.length).toBeGreaterThanOrEqual(spans);
});

it('a Jaeger trace of many megabytes has its services, though they come last', () => {
  const span = (i: number): object => ({
    traceID: '1',
    spanID: (i + 1).toString(16),
    operationName: 'x'.repeat(2000),
    startTime: i,
    duration: 1,
    processID: i % 2 === 0 ? 'p1' : 'p2',
  });
  const spans = Array.from({ length: 3000 }, (_, i) => span(i));
  const processes = { p1: { serviceName: 'even', tags: [] }, p2: { serviceName: 'odd', tags: [] } };
  const small = { traceID: '2', spans: [{ ...span(0), traceID: '2' }], processes: { p1: { serviceName: 'small' } } };
  const text = JSON.stringify({ data: [small, { traceID: '1', spans, processes }, small] });
  const read = readForeign(bytesOf(text), 1 << 20);
  const services = new Map<string, number>();
  for (const one of read.spans) {
    const { service } = (one as { resource: { service: string } }).resource;
    services.set(service, (services.get(service) ?? 0) + 1);
  }
  expect(Object.fromEntries(services)).toEqual({ small: 2, even: 1500, odd: 1500 });
  expect(read.skipped).toEqual([]);
});

it('reads counters of a Chrome trace as gauges: a series per argument, in order, one value per millisecond', () => {
  const count = (ts: number, args: object, more: object = {}) => ({ name: 'heap', ph: 'C', ts, pid: 8, args, ...more });
  const events = [
    { name: 'process_name', ph: 'M', pid: 8, args: { name: 'renderer' } },
    count(5000, { used: 3, limit: 9 }),
    count(2000, { used: 1.5 }),
    count(2400, { used: 2 }),
    count(0, { used: 1 }, { id: '0x1' }),
    count(6000, { used: 'many' }),
    count(7000, {}),
  ];
  const { points, skipped } = readForeign(new TextEncoder().encode(JSON.stringify(events)));
  const seen = (points as { readonly [key: string]: unknown }[]).map(({ name, kind, time, value, attributes }) =>
    JSON.stringify([name, kind, time, value, attributes]),
  );
  const used = '[["chrome.series",{"text":"used"}]]';
  expect(seen).toEqual([
    `["heap",1,"2000000",{"double":"2"},${used}]`,
    `["heap",1,"5000000",{"double":"3"},${used}]`,
    '["heap",1,"5000000",{"double":"9"},[["chrome.series",{"text":"limit"}]]]',
    '["heap",1,"1000000",{"double":"1"},[["chrome.series",{"text":"used"}],["chrome.id",{"text":"0x1"}]]]',
  ]);
  expect(skipped).toEqual([
    'values of counter events (phase C) that are no numbers (event 6 at byte 333) 1',
    'counter events (phase C) without a value (event 7 at byte 399) 1',
    'values of counter events with a later one in the same millisecond (the file) 1',
  ]);
  expect(JSON.stringify(points)).toContain('renderer');
});
