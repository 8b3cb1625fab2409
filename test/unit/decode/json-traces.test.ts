import { describe, expect, test } from 'vitest';
import { createTracesDecoder } from '../../../src/main/decode/traces.ts';
import { traces } from '../../support/decode-one.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';
const ids = `"traceId":"${TRACE}","spanId":"${SPAN}"`;
const request = (...spans: readonly string[]): string =>
  `{"resourceSpans":[{"scopeSpans":[{"spans":[${spans.join(',')}]}]}]}`;
const good = `{${ids},"name":"good"}`;
const valued = (value: string): string => request(`{${ids},"attributes":[{"key":"k","value":${value}}]}`);

describe('what real exporters write', () => {
  test('64-bit numbers as texts and as bare numbers of 19 digits', () => {
    const span = `{${ids},"startTimeUnixNano":1767225600123456789,"endTimeUnixNano":"18446744073709551615"}`;
    expect(traces(request(span)).items).toMatchObject([{ start: '1767225600123456789', end: '18446744073709551615' }]);
  });

  test('enums as numbers, names and texts of numbers; unknown ones are 0', () => {
    const kinds = ['3', '"SPAN_KIND_SERVER"', '"5"', '99', 'null', '-1', '""'];
    const spans = kinds.map((kind) => `{${ids},"kind":${kind},"status":{"code":"STATUS_CODE_ERROR"}}`);
    const { items, rejections } = traces(request(...spans));
    expect(items.map((span) => span['kind'])).toEqual([3, 2, 5, 0, 0, 0, 0]);
    expect(items.map((span) => span['statusCode'])).toEqual([2, 2, 2, 2, 2, 2, 2]);
    expect(rejections).toEqual([]);
  });

  test('names of enums without their prefix, in any case', () => {
    const names = [
      ['SERVER', 'ERROR'],
      ['client', 'error'],
      ['Producer', 'Ok'],
      ['span_kind_consumer', 'status_code_error'],
      ['UNSPECIFIED', 'UNSET'],
    ];
    const { items, rejections } = traces(
      request(...names.map(([kind, code]) => `{${ids},"kind":"${kind}","status":{"code":"${code}"}}`)),
    );
    expect(items.map((span) => [span['kind'], span['statusCode']])).toEqual([
      [2, 2],
      [3, 2],
      [4, 1],
      [5, 2],
      [0, 0],
    ]);
    expect(rejections).toEqual([]);
  });

  test('a name that no enum has is told, and its span kept', () => {
    const span = `{${ids},"kind":"SPAN_KIND_NEW","status":{"message":"m","code": "FAILED\\n"}}`;
    const { items, rejections, rejectedCount } = traces(request(span));
    expect(items).toMatchObject([{ spanId: SPAN, kind: 0, statusCode: 0, statusMessage: 'm' }]);
    expect(rejectedCount).toBe(0);
    expect(rejections).toMatchObject(
      [
        { field: 'resourceSpans[0].scopeSpans[0].spans[0].kind', reason: /span kind "SPAN_KIND_NEW"/ },
        { field: 'resourceSpans[0].scopeSpans[0].spans[0].status.code', reason: /status code "FAILED\?"/ },
      ].map(({ field, reason }) => ({ field, reason: expect.stringMatching(reason) as unknown })),
    );
    expect(rejections[1]?.offset).toBe(request(span).indexOf('"FAILED'));
  });

  test('instrumentation libraries, the scopes of OTLP before 0.19', () => {
    const library = `{"instrumentationLibrary":{"name":"lib","version":"1"},"spans":[${good}]}`;
    const old = `"instrumentationLibrarySpans":[${library},${library}]`;
    const resource = '"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"api"}}]}';
    const expected = { name: 'good', resource: { service: 'api' }, scope: { name: 'lib', version: '1' } };
    expect(traces(`{"resourceSpans":[{${old},"schemaUrl":"s","scopeSpans":[],${resource}}]}`).items).toMatchObject([
      expected,
      expected,
    ]);
    const both = `{"resourceSpans":[{${old},${resource},"scopeSpans":[{"spans":[${good}]}]}]}`;
    expect(traces(both).items).toMatchObject([{ scope: { name: '' } }]);
    const broken = '{"resourceSpans":[{"instrumentationLibrarySpans":[{"spans":7}]}]}';
    expect(traces(broken).failure).toMatchObject({
      field: 'resourceSpans[0].instrumentationLibrarySpans[0].spans',
      offset: broken.indexOf('7'),
    });
  });

  test('snake_case names, a BOM, white space, nulls, ids in capitals, unknown fields of any depth', () => {
    const text = `\ufeff\n{ "resource_spans" : [ { "resource": null, "scope_spans": [ { "scope": null, "future": ${'['.repeat(5000)}${']'.repeat(5000)},
      "spans": [ { "trace_id": "${TRACE.toUpperCase()}", "span_id": "${SPAN}", "parent_span_id": "", "name": null, "events": null,
      "start_time_unix_nano": "7", "dropped_attributes_count": 2, "new": {"a":[1,"}",null]}, "links": [] } ] } ] } ] }\r\n`;
    expect(traces(text).items).toMatchObject([
      { traceId: TRACE, spanId: SPAN, parentId: '', start: '7', dropped: [2, 0, 0] },
    ]);
  });

  test('escapes in names, keys and values', () => {
    const span = `{${ids},"\\u006eame":"a\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\\ud800x","attributes":[{"key":"k\\n","value":{"stringValue":"\\u0041"}}]}`;
    expect(traces(request(span)).items).toMatchObject([
      { name: 'a"\\/\b\f\n\r\té😀\ufffdx', attributes: [['k\n', { text: 'A' }]] },
    ]);
  });

  test.each([
    ['{"intValue":"-9223372036854775808"}', { int: '-9223372036854775808' }],
    ['{"intValue":9223372036854775807}', { int: '9223372036854775807' }],
    ['{"intValue":1e3}', { int: '1000' }],
    ['{"intValue":-5.0}', { int: '-5' }],
    ['{"intValue":-0}', { int: '0' }],
    ['{"doubleValue":"NaN"}', { double: 'NaN' }],
    ['{"doubleValue":"-Infinity"}', { double: '-Infinity' }],
    ['{"doubleValue":3}', { double: '3' }],
    ['{"doubleValue":-1.25e-3}', { double: '-0.00125' }],
    ['{"boolValue":false}', { bool: false }],
    ['{"bytesValue":"AQIDBA=="}', { bytes: '01020304' }],
    ['{"bytesValue":"_-8"}', { bytes: 'ffef' }],
    ['{"string_value":"x"}', { text: 'x' }],
    ['{}', { empty: true }],
    ['null', { empty: true }],
    ['{"stringValue":null}', { empty: true }],
    [
      '{"arrayValue":{"values":[{"intValue":1},null,{"stringValue":"\\n"}]}}',
      { array: [{ int: '1' }, { empty: true }, { text: '\n' }] },
    ],
    ['{"kvlistValue":{"values":[{"value":{"boolValue":true},"key":"a"}]}}', { map: [['a', { bool: true }]] }],
    [`{"arrayValue":{"values":[{"stringValue":"${'x'.repeat(20_000)}"}]}}`, { array: [{ text: 'x'.repeat(20_000) }] }],
  ])('value %#: %s', (written, expected) => {
    expect(traces(valued(written)).items).toMatchObject([{ attributes: [['k', expected]] }]);
  });

  test('a resource after its spans', () => {
    const text = `{"resourceSpans":[{"scopeSpans":[{"spans":[${good}],"scope":{"name":"lib"}}],"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"api"}}]}}]}`;
    expect(traces(text).items).toMatchObject([{ resource: { service: 'api' }, scope: { name: 'lib' } }]);
  });
});

describe('spans that are rejected while the rest is kept', () => {
  const deep = (depth: number): string =>
    depth === 1 ? '{"intValue":1}' : `{"arrayValue":{"values":[${deep(depth - 1)}]}}`;
  test.each([
    ['base64 id', `{"traceId":"CvdlGRbNQ92ESOshHIAxnA==","spanId":"${SPAN}"}`, 'traceId', /base64/],
    ['short id', `{"traceId":"${TRACE}","spanId":"b7ad"}`, 'spanId', /4 characters instead of 16/],
    ['no hex', `{"traceId":"${TRACE}","spanId":"b7ad6b716920333x"}`, 'spanId', /hex/],
    ['zero id', `{"traceId":"${'0'.repeat(32)}","spanId":"${SPAN}"}`, 'spans[0]', /all zero/],
    ['no ids', '{"name":"x"}', 'spans[0]', /without a trace id/],
    ['not an object', '7', 'spans[0]', /not an object/],
    ['a number as name', `{${ids},"name":7}`, 'name', /not a string/],
    ['a fraction as time', `{${ids},"startTimeUnixNano":1.5}`, 'startTimeUnixNano', /not an integer/],
    ['a negative time', `{${ids},"startTimeUnixNano":-1}`, 'startTimeUnixNano', /64 bits/],
    ['65 bits', `{${ids},"endTimeUnixNano":"18446744073709551616"}`, 'endTimeUnixNano', /64 bits/],
    [
      'int64 too large',
      `{${ids},"attributes":[{"key":"k","value":{"intValue":"9223372036854775808"}}]}`,
      'attributes[0].value.intValue',
      /64 bits/,
    ],
    [
      '33 deep',
      `{${ids},"attributes":[{"key":"k","value":${deep(33)}}]}`,
      'attributes[0].value.arrayValue',
      /deeper than 32/,
    ],
    [
      'a text as bool',
      `{${ids},"attributes":[{"key":"k","value":{"boolValue":"true"}}]}`,
      'boolValue',
      /not true or false/,
    ],
    ['no base64', `{${ids},"attributes":[{"key":"k","value":{"bytesValue":"!"}}]}`, 'bytesValue', /base64/],
    [
      '10 MB',
      `{${ids},"attributes":[{"key":"k","value":{"stringValue":"${'x'.repeat(10_000_000)}"}}]}`,
      'stringValue',
      /limit is 4194304/,
    ],
  ])('%s', (_, span, field, reason) => {
    const { items, rejections, rejectedCount } = traces(request(span, good));
    expect(items.map((item) => item['name'])).toEqual(['good']);
    expect(rejectedCount).toBe(1);
    expect(rejections[0]?.field).toContain(field);
    expect(rejections[0]?.field).toMatch(/^resourceSpans\[0\]\.scopeSpans\[0\]\.spans\[0\]/);
    expect(rejections[0]?.reason).toMatch(reason);
  });

  test('10,000 deep, and 32 deep is not too deep', () => {
    const far = '{"arrayValue":{"values":['.repeat(10_000) + ']}}'.repeat(10_000);
    expect(traces(request(`{${ids},"attributes":[{"key":"k","value":${far}}]}`, good))).toMatchObject({
      rejectedCount: 1,
      items: [{ name: 'good' }],
    });
    expect(traces(valued(deep(32))).rejectedCount).toBe(0);
  });

  test('links with a bad id are left out, their span is kept', () => {
    const { items, rejections, rejectedCount } = traces(
      request(`{${ids},"links":[{${ids}},{"traceId":"xyz","spanId":"${SPAN}"},{}]}`),
    );
    expect(items).toMatchObject([{ links: [{ traceId: TRACE }], dropped: [0, 0, 2] }]);
    expect([rejectedCount, rejections.length]).toEqual([0, 2]);
  });

  test('of a link with two bad ids the first is told, by its own name', () => {
    const { rejections } = traces(request(`{${ids},"links":[{"traceId":"xyz","spanId":"12"}]}`));
    expect(rejections).toMatchObject([
      { field: 'resourceSpans[0].scopeSpans[0].spans[0].links[0].traceId', reason: expect.stringMatching(/of 32 hex/) },
    ]);
  });
});

describe('requests that fail as a whole', () => {
  test.each([
    ['', 0, '', 'the JSON ends where an object should come'],
    ['[]', 0, '', 'not JSON: an object should come here'],
    ['{"resourceSpans":[', 18, 'resourceSpans', 'the JSON ends inside a value'],
    ['{"resourceSpans":7}', 17, 'resourceSpans', 'not an array'],
    ['{"resourceSpans":[{"scopeSpans":[{"spans":"x"}]}]}', 42, 'resourceSpans[0].scopeSpans[0].spans', 'not an array'],
    ['{"resourceSpans":[]} x', 21, '', 'more bytes after the end of the JSON value'],
    ['{"resourceSpans":[}', 18, 'resourceSpans', 'not JSON: a bracket that closes nothing'],
    ['{"resourceSpans" []}', 17, '', 'not JSON: a colon should come here'],
    [request(`{"name":"a\nb"}`), 53, 'name', 'not JSON: a control character in a string'],
    [request(`{"name":"\\x"}`), 52, 'name', 'not JSON: an unknown escape'],
    [request(`{"name":"never closed`), 51, 'name', 'the JSON ends inside a string'],
    [request(`{"other":[}]`), 53, 'spans[0]', 'not JSON: a bracket that closes nothing'],
  ])('%s', (text, offset, field, reason) => {
    const { failure } = traces(text);
    expect(failure?.reason).toBe(reason);
    expect(failure?.offset).toBe(offset);
    expect(failure?.field).toContain(field);
  });

  test.each([
    ['{"resourceLogs":[{"scopeLogs":[{"logRecords":[{}]}]}]}', 'logs', '/v1/logs'],
    ['{"resource_metrics":[]}', 'metrics', '/v1/metrics'],
    ['{"other":1,"resourceProfiles":[{}]}', 'profiles', '/v1development/profiles'],
  ])('the request of another signal: %s', (text, signal, path) => {
    expect(traces(text).failure).toEqual({
      reason: `this is a ${signal} request; send it to ${path}`,
      field: expect.stringMatching(/^resource_?[A-Zm]\w+$/) as unknown,
      offset: text.indexOf('['),
    });
  });

  test('what belongs to another signal beside spans is left out and told', () => {
    const { items, rejections, failure } = traces(`{"resourceLogs":[{}],${request(good).slice(1)}`);
    expect([items.length, failure]).toEqual([1, undefined]);
    expect(rejections).toMatchObject([
      { field: 'resourceLogs', reason: expect.stringMatching(/\/v1\/logs; left out/) },
    ]);
  });

  test('and the decoder goes on with the next, in either encoding', () => {
    const decoder = createTracesDecoder();
    const json = new TextEncoder().encode(request(good, good));
    expect(decoder.decode(json.slice(0, -1), 'json').kind).toBe('failed');
    expect(decoder.decode(json, 'protobuf').kind).toBe('failed');
    const next = decoder.decode(json, 'json');
    expect(next.kind === 'ok' && next.value.count).toBe(2);
  });
});
