// What noise rules keep out of the store, request by request, over real requests.
import { beforeEach, expect, it } from 'vitest';
import type { Payload } from '../../../src/contract/ingest.ts';
import type { NoiseRule } from '../../../src/contract/noise.ts';
import type { ProblemReport } from '../../../src/contract/problems.ts';
import { unixNanos } from '../../../src/contract/time.ts';
import { createTracesDecoder } from '../../../src/main/decode/traces.ts';
import { createNoiseFilter, type NoiseFilter } from '../../../src/main/engine/noise-filter.ts';
import { BatchBlocks } from '../../../src/main/store/batch-block.ts';
import { spanRecord } from '../../../src/main/query/read-out/span-record.ts';
import { testStart } from '../query/list-oracle.ts';
import { attributes, requestOf, spanHex, traceHex, type TestSpan } from '../query/test-run.ts';

let filter: NoiseFilter;
let problems: ProblemReport[];
const decoder = createTracesDecoder();
beforeEach(() => {
  problems = [];
  filter = createNoiseFilter((problem) => problems.push(problem));
});

const ignore = (where: string, enabled = true): NoiseRule => ({ where, action: 'ignore', enabled });

function span(trace: number, id: number, name: string, parent = 0, more: Partial<TestSpan> = {}): TestSpan {
  return {
    traceId: traceHex(trace),
    spanId: spanHex(id),
    parentId: parent === 0 ? '' : spanHex(parent),
    name,
    start: testStart,
    end: testStart + 5n,
    resource: attributes({ 'service.name': 'api', 'host.name': 'a' }),
    ...more,
  };
}

function decoded(bytes: Uint8Array) {
  const result = decoder.decode(bytes, 'protobuf');
  if (result.kind !== 'ok') throw new Error(result.failure.reason);
  return result.value;
}

/** Names of the spans that are left, by trace and id, and how many were ignored. */
function left(...spans: readonly TestSpan[]): readonly [readonly string[], number] {
  const bytes = requestOf(spans);
  const payload: Payload = {
    signal: 'traces',
    encoding: 'protobuf',
    transport: 'grpc',
    bytes,
    sender: { id: 'pid:1 node', address: '127.0.0.1' },
    receivedAt: unixNanos(1n),
  };
  const result = filter.apply(payload, decoded(bytes));
  if (result.kind === 'all') return [spans.map(({ name }) => name), 0];
  if (result.kind === 'nothing') return [[], result.ignored];
  const { block } = new BatchBlocks().of(decoded(result.payload.bytes), '');
  const records = Array.from({ length: block.count }, (_, row) => spanRecord(block, row));
  return [records.map(({ name }) => name), result.ignored];
}

it('without rules, and with rules that nothing matches, a request stays as it is', () => {
  expect(left(span(1, 1, 'GET /healthz'))).toEqual([['GET /healthz'], 0]);
  filter.use([
    ignore('name = x'),
    ignore('name contains healthz', false),
    { where: 'root.name = a', action: 'hide', enabled: true },
  ]);
  expect(left(span(1, 1, 'GET /healthz'))).toEqual([['GET /healthz'], 0]);
});

it('single spans go by name, attribute, resource or scope; the others keep everything', () => {
  filter.use([ignore('scope = noisy'), ignore('resource.host.name = b and not http.route exists')]);
  const kept = span(1, 3, 'kept', 1, {
    attributes: attributes({ n: 7n, list: ['a', { b: 1.5 }], bytes: new Uint8Array([1, 2]) }),
    events: [{ time: testStart + 1n, name: 'e', attributes: attributes({ k: 'v' }) }],
    links: [{ traceId: traceHex(9), spanId: spanHex(9) }],
    status: 2,
    message: 'bad',
    traceState: 'a=b',
  });
  const other = { resource: attributes({ 'service.name': 'api', 'host.name': 'b' }) };
  const spans = [
    span(1, 1, 'root'),
    span(1, 2, 'middleware', 1, { scope: { name: 'noisy' } }),
    kept,
    span(2, 4, 'without route', 1, other),
    span(2, 5, 'with route', 1, { ...other, attributes: attributes({ 'http.route': '/a' }) }),
  ];
  expect(left(...spans)).toEqual([['root', 'kept', 'with route'], 2]);
  const bytes = requestOf(spans);
  const before = new BatchBlocks().of(decoded(bytes), '');
  const payload = {
    signal: 'traces',
    encoding: 'json',
    transport: 'http',
    bytes,
    compressed: { compression: 'gzip', bytes },
    sender: { id: 's', address: '' },
    receivedAt: unixNanos(1n),
  } as const;
  const rest = filter.apply(payload, decoded(bytes));
  if (rest.kind !== 'rest') throw new Error('nothing was left');
  expect(rest.payload).toMatchObject({ encoding: 'protobuf', sender: payload.sender });
  expect(rest.payload.compressed).toBeUndefined();
  const after = new BatchBlocks().of(decoded(rest.payload.bytes), '');
  const find = ({ block }: typeof before) =>
    Array.from({ length: block.count }, (_, row) => spanRecord(block, row)).find(({ name }) => name === 'kept');
  expect(find(after)).toEqual(find(before));
});

it('with a root goes the rest of its trace: what comes with it and what comes later', () => {
  filter.use([ignore('root and name =~ "(?i)health"')]);
  expect(left(span(1, 2, 'child', 1), span(1, 1, 'GET /Healthz'), span(2, 3, 'other'))).toEqual([['other'], 2]);
  expect(left(span(1, 4, 'late child', 1))).toEqual([[], 1]);
  expect(left(span(3, 5, 'GET /healthz', 4))).toEqual([['GET /healthz'], 0]);
  filter.use([]);
  expect(left(span(1, 4, 'late child', 1))).toEqual([['late child'], 0]);
});

it('a rule whose expression takes for ever is put out of force and told of; what comes is stored', () => {
  filter.use([ignore('name =~ "^(a+)+$"'), ignore('name = b')]);
  const slow = `${'a'.repeat(60)}!`;
  expect(left(span(1, 1, slow), span(1, 2, 'b', 1))).toEqual([[slow], 1]);
  expect(problems).toMatchObject([{ code: 'noise-rule', subject: 'name =~ "^(a+)+$"' }]);
  expect(left(span(1, 1, slow))).toEqual([[slow], 0]);
  expect(problems).toHaveLength(1);
});
