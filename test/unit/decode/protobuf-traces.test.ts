import { describe, expect, test } from 'vitest';
import { createTracesDecoder } from '../../../src/main/decode/traces.ts';
import { requestOf, spanId, spanWith, traceId, traces } from '../../support/decode-one.ts';
import { makeTraceRequest } from '../../support/otlp-payloads.ts';
import { ProtoWriter } from '../../support/proto-writer.ts';

const good = spanWith((span) => span.text(5, 'good'));
const SPAN0 = 'resource_spans[0].scope_spans[0].spans[0]';

/** Nested arrays: `depth` AnyValues inside each other. */
function nest(depth: number): Uint8Array {
  let value = new ProtoWriter().varint(3, 7).finish();
  for (let i = 1; i < depth; i++) value = new ProtoWriter().message(5, (list) => list.bytes(1, value)).finish();
  return value;
}

function withValue(value: Uint8Array): (span: ProtoWriter) => void {
  return spanWith((span) => span.message(9, (pair) => pair.text(1, 'k').bytes(2, value)));
}

describe('spans that are rejected while the rest is kept', () => {
  test.each([
    [
      'a short trace id',
      requestOf((s) => s.bytes(1, traceId.slice(1)).bytes(2, spanId), good),
      `${SPAN0}.trace_id`,
      /15 bytes instead of 16/,
    ],
    [
      'a long span id',
      requestOf((s) => s.bytes(1, traceId).bytes(2, traceId), good),
      `${SPAN0}.span_id`,
      /16 bytes instead of 8/,
    ],
    ['an empty trace id', requestOf((s) => s.bytes(1, new Uint8Array(0)).bytes(2, spanId), good), SPAN0, /empty/],
    ['no span id', requestOf((s) => s.bytes(1, traceId), good), SPAN0, /without a span id/],
    [
      'a zero trace id',
      requestOf((s) => s.bytes(1, new Uint8Array(16)).bytes(2, spanId), good),
      `${SPAN0}.trace_id`,
      /all zero/,
    ],
    [
      'a bad parent id',
      requestOf(
        spanWith((s) => s.bytes(4, traceId)),
        good,
      ),
      `${SPAN0}.parent_span_id`,
      /instead of 8/,
    ],
    [
      'a value 33 deep',
      requestOf(withValue(nest(33)), good),
      new RegExp(`^${SPAN0.replaceAll(/[[\]]/g, '\\$&')}\\.attributes\\[0\\]\\.value\\.array_value`),
      /deeper than 32/,
    ],
    ['a value 10,000 deep', requestOf(withValue(nest(10_000)), good), /attributes\[0\]\.value/, /deeper than 32/],
    [
      'a text of 10 MB',
      requestOf(withValue(new ProtoWriter().text(1, 'x'.repeat(10_000_000)).finish()), good),
      `${SPAN0}.attributes[0].value.string_value`,
      /limit is 4194304/,
    ],
  ])('%s', (_, request, field, reason) => {
    const { items, rejections, rejectedCount } = traces(request);
    expect(items.map((span) => span['name'])).toEqual(['good']);
    expect(rejectedCount).toBe(1);
    expect(rejections).toHaveLength(1);
    if (typeof field === 'string') expect(rejections[0]?.field).toContain(field);
    else expect(rejections[0]?.field).toMatch(field);
    expect(rejections[0]?.reason).toMatch(reason);
    expect(rejections[0]?.offset).toBeGreaterThan(0);
  });

  test('65,536 attributes are too many, 65,535 are not', () => {
    const pair = new ProtoWriter().message(9, (kv) => kv.text(1, 'k')).finish();
    const many = (count: number): Uint8Array =>
      requestOf(
        spanWith((s) => Array.from({ length: count }, () => s.raw(pair))),
        good,
      );
    expect(traces(many(65_535)).rejectedCount).toBe(0);
    expect(traces(many(65_536))).toMatchObject({ rejectedCount: 1, items: [{ name: 'good' }] });
  });

  test('all are counted, twenty are told', () => {
    const { rejectedCount, rejections } = traces(
      requestOf(...Array.from({ length: 50 }, () => (s: ProtoWriter) => s.text(5, 'no ids'))),
    );
    expect([rejectedCount, rejections.length]).toEqual([50, 20]);
    expect(rejections[7]?.field).toBe('resource_spans[0].scope_spans[0].spans[7]');
  });
});

describe('instrumentation_library_spans, field 1000 of OTLP 0.16 to 0.18', () => {
  const service = (group: ProtoWriter): ProtoWriter =>
    group.message(1, (resource) =>
      resource.message(1, (pair) => pair.text(1, 'service.name').message(2, (value) => value.text(1, 'api'))),
    );
  const library = (name: string) => (scope: ProtoWriter) =>
    scope.message(2, good).message(1, (body) => body.text(1, name));

  test('are scopes where the resource has none', () => {
    const bytes = new ProtoWriter()
      .message(1, (group) => service(group.message(1000, library('one')).message(1000, library('two'))))
      .finish();
    expect(traces(bytes).items).toMatchObject([
      { name: 'good', resource: { service: 'api' }, scope: { name: 'one' } },
      { name: 'good', resource: { service: 'api' }, scope: { name: 'two' } },
    ]);
  });

  test('are ignored beside scopes, and named in complaints', () => {
    const both = new ProtoWriter().message(1, (group) =>
      group.message(1000, library('old')).message(2, library('new')),
    );
    expect(traces(both.finish()).items).toMatchObject([{ scope: { name: 'new' } }]);
    const bad = new ProtoWriter().message(1, (group) =>
      group.message(1000, (scope) => scope.message(2, (span) => span.bytes(1, spanId).bytes(2, spanId))),
    );
    expect(traces(bad.finish()).rejections).toMatchObject([
      { field: 'resource_spans[0].instrumentation_library_spans[0].spans[0].trace_id' },
    ]);
  });
});

describe('requests that fail as a whole', () => {
  const whole = requestOf(good);
  test.each([
    ['truncated', whole.slice(0, -3), 'resource_spans[0]', 1, 'a length of 38 where only 35 bytes are left'],
    [
      'a wrong wire type',
      requestOf(spanWith((s) => s.varint(7, 5))),
      `${SPAN0}.start_time_unix_nano`,
      34,
      'wire type 0 where start_time_unix_nano has 1',
    ],
    [
      'a length beyond its message',
      new ProtoWriter().message(1, (g) => g.message(2, (s) => s.raw(Uint8Array.of(0x12, 0x05, 0x0a)))).finish(),
      'resource_spans[0].scope_spans[0].spans[0]',
      5,
      'a length of 5 where only 1 byte is left',
    ],
    ['field number zero', Uint8Array.of(0x02, 0x00), '', 0, 'not a field tag'],
    [
      'an endless varint',
      Uint8Array.from([0x10, ...Array.from({ length: 11 }, () => 0xff)]),
      '(field 2)',
      1,
      'a varint is longer than 10 bytes',
    ],
    ['a group that is never closed', Uint8Array.of(0x1b, 0x08, 0x01), '', 3, 'the message ends inside a group'],
    ['a group closed by another', Uint8Array.of(0x1b, 0x24), '', 1, 'a group is closed by another field number'],
    ['groups 1,000 deep', new Uint8Array(1000).fill(0x1b), '', 100, 'groups nested deeper than 100'],
  ])('%s', (_, request, field, offset, reason) => {
    const { failure } = traces(request);
    expect(failure?.reason).toBe(reason);
    expect(failure?.offset).toBe(offset);
    if (field !== '') expect(failure?.field).toContain(field);
  });

  test('the reason counts the bytes that are left', () => {
    const cut = (left: number): string => {
      const span = Uint8Array.from([0x0a, 0x10, ...Array.from({ length: left }, () => 7)]);
      const request = new ProtoWriter().message(1, (g) => g.message(2, (s) => s.bytes(2, span))).finish();
      return traces(request).failure?.reason ?? '';
    };
    expect(cut(1)).toContain('only 1 byte is left');
    expect(cut(2)).toContain('only 2 bytes are left');
  });

  test('and the decoder goes on with the next', () => {
    const decoder = createTracesDecoder();
    expect(decoder.decode(whole.slice(0, -3), 'protobuf').kind).toBe('failed');
    const next = decoder.decode(makeTraceRequest({ seed: 3, spans: 40 }), 'protobuf');
    expect(next.kind === 'ok' && next.value.count).toBe(40);
  });
});

describe('what is accepted', () => {
  test('an empty request, and resources without spans, make no rows', () => {
    const decoder = createTracesDecoder();
    const result = decoder.decode(
      new Uint8Array(20_000).fill(0).map((_, i) => (i % 2 === 0 ? 10 : 0)),
      'protobuf',
    );
    expect(
      result.kind === 'ok' && [result.value.count, result.value.resources.count, result.value.attributes.count],
    ).toEqual([0, 0, 0]);
    expect(traces(new Uint8Array(0)).items).toEqual([]);
  });

  test('values 32 deep', () => {
    expect(traces(requestOf(withValue(nest(32)))).rejectedCount).toBe(0);
  });

  test('a parent of zeros is none; times to the end of 64 bits; unknown enum members are 0', () => {
    const span = spanWith((s) =>
      s
        .bytes(4, new Uint8Array(8))
        .fixed64(7, 0n)
        .fixed64(8, 2n ** 64n - 1n)
        .varint(6, 77)
        .message(15, (status) => status.varint(3, 9)),
    );
    expect(traces(requestOf(span)).items).toMatchObject([
      { parentId: '', start: '0', end: '18446744073709551615', kind: 0, statusCode: 0 },
    ]);
  });

  test('invalid UTF-8 reads with replacement characters', () => {
    expect(traces(requestOf(spanWith((s) => s.bytes(5, Uint8Array.of(0x61, 0xff, 0x62))))).items).toMatchObject([
      { name: 'a\ufffdb' },
    ]);
  });

  test('the last of a repeated scalar wins, a repeated status merges', () => {
    const span = spanWith((s) => {
      s.text(5, 'first')
        .text(5, 'second')
        .message(15, (status) => status.text(2, 'why').varint(3, 1));
      s.message(15, (status) => status.varint(3, 2));
    });
    expect(traces(requestOf(span)).items).toMatchObject([{ name: 'second', statusCode: 2, statusMessage: 'why' }]);
  });

  test('unknown fields of every wire type, groups too', () => {
    const span = spanWith((s) => {
      s.varint(536_870_911, 1)
        .varint(100, 2n ** 64n - 1n)
        .fixed64(101, 5n)
        .text(102, 'new')
        .fixed32(103, 6);
      s.raw(Uint8Array.of(0xc3, 0x06, 0x08, 0x01, 0xcb, 0x06, 0xcc, 0x06, 0xc4, 0x06)).text(5, 'after');
    });
    expect(traces(requestOf(span)).items).toMatchObject([{ name: 'after' }]);
  });

  test('a resource that occurs twice, around its spans, merges', () => {
    const attribute = (key: string) => (r: ProtoWriter) =>
      r.message(1, (kv) => kv.text(1, key).message(2, (v) => v.text(1, key)));
    const request = new ProtoWriter().message(1, (group) => {
      group
        .message(1, attribute('service.name'))
        .message(2, (scope) => scope.message(2, good))
        .message(1, attribute('later'));
    });
    const [span] = traces(request.finish()).items;
    expect(span?.['resource']).toMatchObject({
      service: 'service.name',
      attributes: [
        ['service.name', { text: 'service.name' }],
        ['later', { text: 'later' }],
      ],
    });
  });

  test('links with ids of a wrong length are left out, their span is kept', () => {
    const span = spanWith((s) =>
      s
        .message(13, (link) => link.bytes(1, traceId))
        .message(13, (link) => link.bytes(1, traceId).bytes(2, spanId))
        .varint(14, 2),
    );
    const { items, rejections, rejectedCount } = traces(requestOf(span));
    expect(items).toMatchObject([{ links: [{ spanId: '2122232425262728' }], dropped: [0, 0, 3] }]);
    expect([rejectedCount, rejections[0]?.field]).toEqual([0, `${SPAN0}.links[0]`]);
  });

  test('a resource value that breaks a limit is left out, its spans are kept', () => {
    const request = new ProtoWriter().message(1, (group) => {
      group.message(1, (resource) =>
        resource.message(1, (kv) => kv.text(1, 'deep').bytes(2, nest(40))).message(1, (kv) => kv.text(1, 'fine')),
      );
      group.message(2, (scope) => scope.message(2, good));
    });
    const { items, rejections, rejectedCount } = traces(request.finish());
    expect(items).toMatchObject([{ name: 'good', resource: { attributes: [['fine', { empty: true }]], dropped: 1 } }]);
    expect([rejectedCount, rejections.length]).toEqual([0, 1]);
  });
});

test('equal resources have equal raw slices; a giant request does not keep its memory', () => {
  const decoder = createTracesDecoder();
  const request = makeTraceRequest({ seed: 1, spans: 200 });
  const twice = decoder.decode(new Uint8Array(Buffer.concat([request, request])), 'protobuf');
  if (twice.kind === 'failed') throw new Error(twice.failure.reason);
  const { resources, bytes } = twice.value;
  const raw = (row: number): string =>
    Buffer.from(bytes).toString(
      'hex',
      resources.rawStart[row],
      (resources.rawStart[row] ?? 0) + (resources.rawLength[row] ?? 0),
    );
  expect(raw(0)).toBe(raw(resources.count / 2));
  expect(raw(0)).not.toBe(raw(1));
  const giant = requestOf(...Array.from({ length: 40_000 }, () => good));
  decoder.decode(giant, 'protobuf');
  const grown = twice.value.kind.length;
  for (let i = 0; i < 3; i++) decoder.decode(request, 'protobuf');
  expect(grown).toBeGreaterThanOrEqual(40_000);
  expect(twice.value.kind.length).toBeLessThanOrEqual(8192);
});
