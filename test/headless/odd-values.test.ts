// Spans with odd values, sent over HTTP and read back as the trace page and as Jaeger's API read them.
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPipe, type PipeClient } from './kit/pipe-client.ts';
import { serve, tempFolder, type Program } from './kit/program.ts';
import { runId, spanIdAt, type SpanId, type TraceId } from '../../src/contract/ids.ts';
import { SpanMark, type SpanDetails, type TraceColumns } from '../../src/contract/traces.ts';
import type { AttributeValue } from '../../src/contract/values.ts';
import { ProtoWriter } from '../support/proto-writer.ts';

const folder = tempFolder();
let program: Program;
let pipe: PipeClient;
beforeAll(async () => {
  program = await serve(folder.path);
  pipe = await openPipe(program.ready);
});
afterAll(async () => {
  pipe.close();
  await program.stop();
  folder.remove();
});

const run = () => runId(basename(program.ready.run, '.otter'));
const traceHex = (number: number): TraceId => number.toString(16).padStart(32, '0') as TraceId;
const spanHex = (number: number): SpanId => number.toString(16).padStart(16, '0') as SpanId;

interface JsonSpan {
  readonly id: number;
  readonly parent?: number;
  readonly name?: string;
  readonly start?: string;
  readonly end?: string;
  readonly attributes?: readonly { readonly key: string; readonly value: unknown }[];
}

async function post(
  body: string | Uint8Array<ArrayBuffer>,
  type = 'application/json',
): Promise<{ readonly status: number; readonly text: string }> {
  const response = await fetch(`http://${program.ready.otlp_http}/v1/traces`, {
    method: 'POST',
    headers: { 'Content-Type': type },
    body,
  });
  return { status: response.status, text: await response.text() };
}

const spanOf = (trace: number, { id, parent, name, start, end, attributes = [] }: JsonSpan): unknown => ({
  traceId: traceHex(trace),
  spanId: spanHex(id),
  ...(parent === undefined ? {} : { parentSpanId: spanHex(parent) }),
  name: name ?? `span ${id}`,
  startTimeUnixNano: start ?? '1700000000000000000',
  endTimeUnixNano: end ?? '1700000000000000100',
  attributes,
});
const requestOf = (spans: readonly unknown[]): string =>
  JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
const send = (trace: number, spans: readonly JsonSpan[]) => post(requestOf(spans.map((one) => spanOf(trace, one))));

const columns = (trace: number): Promise<TraceColumns> =>
  pipe.call('trace.get', { run: run(), traceId: traceHex(trace) });
const details = (trace: number, span: number, occurrence = 0): Promise<SpanDetails> =>
  pipe.call('trace.span', { run: run(), traceId: traceHex(trace), spanId: spanHex(span), occurrence });
const valuesOf = ({ attributes }: SpanDetails): Readonly<Record<string, AttributeValue>> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value]));

interface JaegerSpan {
  readonly spanID: string;
  readonly operationName: string;
  readonly startTime: number;
  readonly duration: number;
  readonly tags: readonly { readonly key: string; readonly type: string; readonly value: unknown }[];
}

async function jaeger(trace: number): Promise<readonly JaegerSpan[]> {
  const response = await fetch(`${program.ready.ui}/jaeger/api/traces/${traceHex(trace)}`, {
    headers: { Authorization: `Bearer ${program.ready.token}` },
  });
  expect(response.status).toBe(200);
  const { data } = (await response.json()) as { readonly data: readonly [{ readonly spans: readonly JaegerSpan[] }] };
  return data[0].spans;
}
const tagOf = (span: JaegerSpan | undefined, key: string): unknown => span?.tags.find((tag) => tag.key === key);

/** An AnyValue of arrays inside each other, in JSON and in protobuf; the outermost counts as 1. */
const deepJson = (depth: number): string =>
  '{"arrayValue":{"values":['.repeat(depth - 1) + '{"stringValue":"core"}' + ']}}'.repeat(depth - 1);
function deepProtobuf(depth: number): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x0a, 4), Buffer.from('core')];
  let length = 6;
  for (let i = 1; i < depth; i++)
    for (const tag of [0x0a, 0x2a]) {
      const head = headOf(tag, length);
      parts.unshift(head);
      length += head.length;
    }
  return new Uint8Array(Buffer.concat(parts));
}

/** Tag and length of a field. */
function headOf(tag: number, length: number): Uint8Array {
  const bytes = [tag];
  for (let rest = length; ; rest >>>= 7) {
    bytes.push(rest < 128 ? rest : (rest & 127) | 128);
    if (rest < 128) return Uint8Array.from(bytes);
  }
}

describe('values nested in each other', () => {
  it('10,000 deep, in JSON: the span is left out, its neighbour stored', async () => {
    const deep = JSON.stringify(spanOf(1, { id: 1, attributes: [{ key: 'deep', value: 'HERE' }] })).replace(
      '"HERE"',
      deepJson(10_000),
    );
    const body = requestOf(['HERE', spanOf(1, { id: 2 })]).replace('"HERE"', deep);
    const { status, text } = await post(body);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({
      partialSuccess: { rejectedSpans: '1', errorMessage: expect.stringMatching(/spans\[0\].*offset \d+: .*32/) },
    });
    expect((await columns(1)).spans).toBe(1);
    expect(await jaeger(1)).toMatchObject([{ spanID: spanHex(2) }]);
  });

  it('10,000 deep, in protobuf: the same; of a resource, only the value is left out', async () => {
    const value = deepProtobuf(10_000);
    const body = new ProtoWriter()
      .message(1, (group) => {
        group.message(1, (resource) => resource.message(1, (pair) => pair.text(1, 'deep').bytes(2, value)));
        group.message(2, (scope) => {
          for (const id of [1, 2])
            scope.message(2, (span) => {
              span.bytes(1, Uint8Array.of(...new Uint8Array(15), 2)).bytes(2, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, id));
              if (id === 1) span.message(9, (pair) => pair.text(1, 'deep').bytes(2, value));
            });
        });
      })
      .finish();
    const { status } = await post(new Uint8Array(body), 'application/x-protobuf');
    expect(status).toBe(200);
    const { totals, records } = await pipe.call('ingest.recent', { limit: 1 });
    expect(records).toMatchObject([{ outcome: 'partial', accepted: 1, rejected: 1 }]);
    expect(totals.rejected).toBeGreaterThan(0);
    const { resource } = await details(2, 2);
    expect(resource).toMatchObject({ attributes: [], droppedAttributes: 1 });
    expect((await columns(2)).spans).toBe(1);
  });

  it('32 deep: stored and read back whole', async () => {
    const value: unknown = JSON.parse(deepJson(32));
    expect(await send(3, [{ id: 1, attributes: [{ key: 'deep', value }] }])).toEqual({ status: 200, text: '{}' });
    let expected: AttributeValue = 'core';
    for (let i = 1; i < 32; i++) expected = [expected];
    expect(valuesOf(await details(3, 1))).toEqual({ deep: expected });
    const [span] = await jaeger(3);
    expect(tagOf(span, 'deep')).toEqual({ key: 'deep', type: 'string', value: JSON.stringify(expected) });
  });
});

describe('shapes of traces', () => {
  it('the same span id twice: both are there and told apart', async () => {
    await send(4, [{ id: 1 }, { id: 2, parent: 1, name: 'first' }, { id: 2, parent: 1, name: 'second' }]);
    const { spans, rows, marks, spanIds } = await columns(4);
    expect([spans, rows]).toEqual([3, 3]);
    const twins = [0, 1, 2].filter((row) => spanIdAt(spanIds, 8 * row) === spanHex(2));
    expect(twins.map((row) => (marks[row] ?? 0) & SpanMark.duplicate)).toEqual([
      SpanMark.duplicate,
      SpanMark.duplicate,
    ]);
    const names = await Promise.all([0, 1].map(async (occurrence) => (await details(4, 2, occurrence)).name));
    expect(names.toSorted()).toEqual(['first', 'second']);
    await expect(details(4, 2, 2)).rejects.toMatchObject({ code: 'not-found' });
    expect((await jaeger(4)).map(({ operationName }) => operationName).toSorted()).toEqual([
      'first',
      'second',
      'span 1',
    ]);
  });

  it('parents in a circle, and a span that is its own parent: all are shown, the circle is marked', async () => {
    await send(5, [
      { id: 1, parent: 3 },
      { id: 2, parent: 1 },
      { id: 3, parent: 2 },
      { id: 4, parent: 4 },
    ]);
    const { spans, rows, marks, parent } = await columns(5);
    expect([spans, rows]).toEqual([4, 4]);
    expect([...marks].filter((mark) => (mark & SpanMark.cycle) !== 0)).toHaveLength(2);
    for (const [row, above] of parent.entries()) expect(above).toBeLessThan(row);
    expect(await jaeger(5)).toHaveLength(4);
  });

  it('times of zero, at the end of 63 bits (the year 2262) and of 64, and an end before its start', async () => {
    const most = 2n ** 64n - 1n;
    const times = [
      ['0', '0'],
      [String(2n ** 63n - 1n), String(2n ** 63n - 1n)],
      [String(2n ** 63n), String(most)],
      ['1700000000000000100', '1700000000000000000'],
    ] as const;
    await send(
      6,
      times.map(([start, end], i) => ({ id: i + 1, start, end })),
    );
    for (const [i, [start, end]] of times.entries())
      expect(await details(6, i + 1)).toMatchObject({ start: BigInt(start), end: BigInt(end) });
    const { startNanos, spanIds, marks, length } = await columns(6);
    const rowOf = (span: number): number =>
      [0, 1, 2, 3].find((row) => spanIdAt(spanIds, 8 * row) === spanHex(span)) ?? -1;
    expect(times.map((_, i) => String(startNanos[rowOf(i + 1)]))).toEqual(times.map(([start]) => start));
    expect((marks[rowOf(4)] ?? 0) & SpanMark.negative).toBe(SpanMark.negative);
    for (const one of length) expect(Number.isFinite(one)).toBe(true);
    const micros = new Map((await jaeger(6)).map(({ spanID, startTime }) => [spanID, startTime]));
    expect(micros.get(spanHex(1))).toBe(0);
    expect(micros.get(spanHex(2))).toBe(Number(9223372036854775n));
    const { rows } = await pipe.call('traces.list', {
      run: run(),
      filter: { where: 'name = "span 3"' },
      offset: 0,
      limit: 10,
    });
    expect(rows.map(({ traceId }) => traceId)).toContain(traceHex(6));
  });
});

describe('values of attributes', () => {
  it('NaN, infinities and the ends of 64 bits', async () => {
    const values = {
      nan: { doubleValue: 'NaN' },
      up: { doubleValue: 'Infinity' },
      down: { doubleValue: '-Infinity' },
      most: { intValue: '9223372036854775807' },
      least: { intValue: '-9223372036854775808' },
      inside: { arrayValue: { values: [{ doubleValue: 'NaN' }, { doubleValue: 'Infinity' }] } },
    };
    const body = requestOf([
      spanOf(7, { id: 1, attributes: Object.entries(values).map(([key, value]) => ({ key, value })) }),
    ]);
    expect(await post(body)).toEqual({ status: 200, text: '{}' });
    expect(valuesOf(await details(7, 1))).toEqual({
      nan: Number.NaN,
      up: Infinity,
      down: -Infinity,
      most: 2n ** 63n - 1n,
      least: -(2n ** 63n),
      inside: [Number.NaN, Infinity],
    });
    const [span] = await jaeger(7);
    expect(tagOf(span, 'nan')).toMatchObject({ type: 'float64', value: 'NaN' });
    expect(tagOf(span, 'down')).toMatchObject({ type: 'float64', value: '-Infinity' });
    const { rows } = await pipe.call('traces.list', {
      run: run(),
      filter: { where: 'nan = NaN' },
      offset: 0,
      limit: 10,
    });
    expect(rows.map(({ traceId }) => traceId)).toEqual([traceHex(7)]);
  });

  it('a text of 10 MB is left out with its span; the longest that is kept is read back whole', async () => {
    const long = (length: number) => [{ key: 'text', value: { stringValue: 'ab'.repeat(length / 2) } }];
    const most = 4 * 1024 * 1024;
    const { status, text } = await send(8, [
      { id: 1, attributes: long(10_000_000) },
      { id: 2, attributes: long(most) },
    ]);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({
      partialSuccess: { rejectedSpans: '1', errorMessage: expect.stringMatching(/spans\[0\].*10000000.*4194304/) },
    });
    expect((await columns(8)).spans).toBe(1);
    const value = valuesOf(await details(8, 2))['text'];
    expect([typeof value, String(value).length, String(value) === 'ab'.repeat(most / 2)]).toEqual([
      'string',
      most,
      true,
    ]);
    const [span] = await jaeger(8);
    expect(String((tagOf(span, 'text') as { readonly value: unknown }).value)).toHaveLength(most);
    const { spanIds } = await pipe.call('trace.find', { run: run(), traceId: traceHex(8), where: 'babab' });
    expect(spanIdAt(spanIds, 0)).toBe(spanHex(2));
  });
});
