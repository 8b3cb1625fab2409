// Pages of the text format and of OpenMetrics, written by hand from the formats' descriptions.
import { describe, expect, test } from 'vitest';
import { createExpositionReader } from '../../../../src/main/decode/exposition/exposition-reader.ts';
import { expositionType } from '../../../../src/main/decode/exposition/exposition-type.ts';
import { readPage } from './support.ts';

describe('text format', () => {
  test('types, helps, blanks, comments, escapes, timestamps', () => {
    const page = [
      '# HELP http_requests_total The total\\nnumber\\\\ of requests.',
      '# TYPE http_requests_total counter',
      'http_requests_total{method="post",code="200"} 1027 1395066363000',
      '  http_requests_total  { method = "post" , code="400", }\t3   1395066363000',
      '',
      '# just a comment',
      '#TYPE x gauge',
      'msdos_file_access_time_seconds{path="C:\\\\DIR\\\\FILE.TXT",error="Cannot\\nfind \\"x\\" \\q"} 1.458255915e9',
      'metric_without_timestamp_and_labels 12.47',
      'something_weird{problem="division by zero"} +Inf',
      '# TYPE rpc_duration_seconds summary',
      'rpc_duration_seconds{quantile="1"} .5',
      'rpc_duration_seconds_sum 1.7560473e+07',
      'rpc_duration_seconds_count 2693',
      '{"http.server.duration","k.v"="é"} nAn',
    ].join('\n');
    expect(readPage(page)).toEqual([
      'counter http_requests_total {__name__="http_requests_total",code="200",method="post"} 1027 @1395066363000',
      'counter http_requests_total {__name__="http_requests_total",code="400",method="post"} 3 @1395066363000',
      'unknown msdos_file_access_time_seconds {__name__="msdos_file_access_time_seconds",error="Cannot\\nfind \\"x\\" \\\\q",path="C:\\\\DIR\\\\FILE.TXT"} 1458255915',
      'unknown metric_without_timestamp_and_labels {__name__="metric_without_timestamp_and_labels"} 12.47',
      'unknown something_weird {__name__="something_weird",problem="division by zero"} Infinity',
      'summary rpc_duration_seconds {__name__="rpc_duration_seconds",quantile="1.0"} 0.5',
      'summary rpc_duration_seconds {__name__="rpc_duration_seconds_sum"} 17560473',
      'summary rpc_duration_seconds {__name__="rpc_duration_seconds_count"} 2693',
      'unknown http.server.duration {__name__="http.server.duration",k.v="é"} NaN',
    ]);
  });

  test('a type that comes after its samples counts for them', () => {
    expect(readPage('a_bucket{le="1"} 1\n# TYPE a histogram\na_bucket{le="+Inf"} 2\n')).toEqual([
      'histogram a {__name__="a_bucket",le="1.0"} 1',
      'histogram a {__name__="a_bucket",le="+Inf"} 2',
    ]);
  });

  test('a page that changes: order, new and gone lines, another type, names that begin alike', () => {
    const reader = createExpositionReader();
    const pages = [
      ['# TYPE a counter\na 1\nab 2\na{x="1"} 3\n', 'counter a:1,unknown ab:2,counter a:3'],
      ['# TYPE a counter\na{x="1"} 4\nab 5\na 6\n', 'counter a:4,unknown ab:5,counter a:6'],
      ['# TYPE a counter\na {x="1"} 7\nabc 8\n', 'counter a:7,unknown abc:8'],
      ['# TYPE a gauge\na{x="1"} 9\nab 10\n', 'gauge a:9,unknown ab:10'],
      ['a{x="1"} 11\n', 'gauge a:11'],
    ] as const;
    for (const [page, wanted] of pages) {
      const read = readPage(page, 'text', reader);
      expect(typeof read === 'string' ? read : read.map((one) => one.replace(/ \{.*\} /, ':')).join(',')).toBe(wanted);
    }
  });

  test('the same page gives the same series; another spelling of the same labels too', () => {
    const reader = createExpositionReader();
    const numbers = (page: string): number[] => {
      const read = reader.read(new TextEncoder().encode(page), { format: 'text', escaping: 'allow-utf-8' });
      return read.kind === 'ok' ? [...read.value.series] : [];
    };
    expect(numbers('a{x="1",y="2"} 1\nb 1\n')).toEqual([0, 1]);
    const first = reader.series(0);
    expect(numbers('a{y="2", x="1"} 1\nb{} 1\n')).toEqual([0, 1]);
    expect(reader.series(0)).toBe(first);
  });

  test.each([
    ['a 1\nb\n', '2: expected the value, got the end of the line'],
    ['a{x="1} 2\n', '1: a quoted text has no end'],
    ['a 1 2 3\n', '1: expected the end of the line, got "3"'],
    ['a 1 -5\n', '1: expected a timestamp in milliseconds, got "-5"'],
    ['a 0x1p-3\n', '1: expected the value, got "0x1p-3"'],
    ['a 1_000\n', '1: expected the value, got "1_000"'],
    ['a{x="1",x="2"} 1\n', '1: the label x is there twice'],
    ['# TYPE a meh\n', '1: "meh" is no type of a metric'],
    ['a{x="\u0000"} 1\n0b 1\n', '2: expected the name of a metric, got "0b 1"'],
  ])('%j is refused', (page, reason) => {
    expect(readPage(page)).toBe(reason);
  });

  test('a text that is no UTF-8 is refused', () => {
    expect(readPage(Uint8Array.of(0x61, 0x7b, 0x62, 0x3d, 0x22, 0xff, 0x22, 0x7d, 0x20, 0x31, 0x0a))).toBe(
      '1: a text is no UTF-8',
    );
  });

  test('escaped names are restored', () => {
    expect(readPage('U__http_2e_a__b 1\n', 'text', undefined, 'values')).toEqual([
      'unknown http.a_b {__name__="http.a_b"} 1',
    ]);
    expect(readPage('http_dot_a__b 1\n', 'text', undefined, 'dots')).toEqual([
      'unknown http.a_b {__name__="http.a_b"} 1',
    ]);
  });
});

describe('OpenMetrics', () => {
  test('units, starts, exemplars, times in seconds', () => {
    const page = [
      '# TYPE a_seconds counter',
      '# UNIT a_seconds seconds',
      'a_seconds_total{x="1"} 5 1700000000.25 # {trace_id="ab",b="\\""} 0.5 1700000000.1',
      'a_seconds_created{x="1"} 1600000000.5',
      '# TYPE h histogram',
      'h_bucket{le="1"} 0 # {} 0.5',
      'h_bucket{le="+Inf"} 3',
      'h_count 3',
      'h_sum 2',
      'h_created 1600000001',
      '# EOF',
    ].join('\n');
    expect(readPage(page, 'openmetrics')).toEqual([
      'counter a_seconds[seconds] {__name__="a_seconds_total",x="1"} 5 @1700000000250 from 1600000000500 # [["trace_id","ab"],["b","\\""]] 0.5 1700000000100',
      'histogram h {__name__="h_bucket",le="1.0"} 0 from 1600000001000 # [] 0.5 NaN',
      'histogram h {__name__="h_bucket",le="+Inf"} 3 from 1600000001000',
      'histogram h {__name__="h_count"} 3 from 1600000001000',
      'histogram h {__name__="h_sum"} 2 from 1600000001000',
    ]);
  });
});

test.each([
  ['text/plain; version=0.0.4; charset=utf-8', 'text', 'allow-utf-8'],
  ['text/plain;version=1.0.0;escaping=values', 'text', 'values'],
  ['application/openmetrics-text; version=0.0.1', 'openmetrics', 'allow-utf-8'],
  ['Application/OpenMetrics-Text;escaping="underscores"', 'openmetrics', 'underscores'],
  [
    'application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited',
    'protobuf',
    'allow-utf-8',
  ],
])('%s is %s', (contentType, format, escaping) => {
  expect(expositionType(contentType)).toEqual({ format, escaping });
});

test.each([undefined, '', 'text/html', 'application/vnd.google.protobuf; encoding=text', 'application/json'])(
  'nothing is known of %s',
  (contentType) => {
    expect(expositionType(contentType)).toBeUndefined();
  },
);

test('a target has 100,000 series at most: more are told with their line, other ones than before are read', () => {
  const reader = createExpositionReader();
  const page = (from: number, to: number): Uint8Array =>
    new TextEncoder().encode(Array.from({ length: to - from }, (_, i) => `x{i="${from + i}"} 1\n`).join(''));
  const read = (from: number, to: number) => reader.read(page(from, to), { format: 'text', escaping: 'allow-utf-8' });
  expect(read(0, 60_000)).toMatchObject({ kind: 'ok', value: { count: 60_000 } });
  expect(read(60_000, 120_000)).toMatchObject({ kind: 'ok', value: { count: 60_000 } });
  expect(read(0, 100_001)).toMatchObject({
    kind: 'failed',
    failure: { line: 100_001, reason: 'a target may have 100000 series, and this one has more' },
  });
  expect(read(0, 100_000)).toMatchObject({ kind: 'ok', value: { count: 100_000 } });
});
