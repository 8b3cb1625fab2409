import { describe, expect, test } from 'vitest';
import { metrics, requestOf, spanId, traceId } from '../../support/decode-one.ts';
import type { ProtoWriter } from '../../support/proto-writer.ts';

type Write = (writer: ProtoWriter) => void;

const [gauge, sum, histogram, exponential, summary] = [5, 7, 9, 10, 11];
const place = 'resource_metrics[0].scope_metrics[0].metrics[0]';

const named =
  (name: string, kind: number, ...points: readonly Write[]): Write =>
  (metric) =>
    metric.text(1, name).message(kind, (data) => points.forEach((point) => data.message(1, point)));
const one = (kind: number, ...points: readonly Write[]): ReturnType<typeof metrics> =>
  metrics(requestOf(named('m', kind, ...points)));

const json = (metric: string): string => `{"resourceMetrics":[{"scopeMetrics":[{"metrics":[${metric}]}]}]}`;
const jsonPoint = (kind: string, ...points: readonly string[]): ReturnType<typeof metrics> =>
  metrics(json(`{"name":"m","${kind}":{"dataPoints":[${points.join(',')}]}}`));

const counts =
  (field: number, ...values: readonly bigint[]): Write =>
  (point) =>
    values.forEach((value) => point.fixed64(field, value));
const bounds =
  (...values: readonly number[]): Write =>
  (point) =>
    values.forEach((value) => point.double(7, value));
const both =
  (...writes: readonly Write[]): Write =>
  (point) =>
    writes.forEach((write) => write(point));
const packed = (...values: readonly number[]): Uint8Array => new Uint8Array(Float64Array.from(values).buffer);

describe('protobuf', () => {
  test('numbers of both forms, and a point without one only where the flag says so', () => {
    const { items, rejections, rejectedCount } = one(
      gauge,
      (point) => point.double(4, 1.5),
      (point) => point.fixed64(6, -3n),
      (point) => point.fixed64(3, 7n),
      (point) => point.varint(8, 1),
    );
    expect(items).toMatchObject([
      { value: { double: '1.5' } },
      { value: { int: '-3' } },
      { value: { empty: true }, flags: 1 },
    ]);
    expect(rejectedCount).toBe(1);
    expect(rejections).toMatchObject([{ field: `${place}.gauge.data_points[2]`, reason: 'a point without a value' }]);
  });

  test('bounds and counts packed, unpacked, in pieces and in turn', () => {
    const { items, rejections } = one(
      histogram,
      both(counts(6, 1n, 2n, 3n), bounds(0.5, 1)),
      (point) => point.bytes(7, packed(0.5, 1)).bytes(6, new Uint8Array(BigUint64Array.of(1n, 2n, 3n).buffer)),
      both(bounds(0.5), counts(6, 1n), (point) => point.bytes(7, packed(1)), counts(6, 2n, 3n)),
    );
    expect(rejections).toEqual([]);
    expect(items.map(({ bounds: of, buckets }) => [of, buckets])).toEqual(
      Array.from({ length: 3 }, () => [
        ['0.5', '1'],
        ['1', '2', '3'],
      ]),
    );
  });

  test.each<[string, RegExp, number, Write]>([
    ['bounds that fall', /must rise; bound 1 is 1 after 2/, histogram, both(bounds(2, 1), counts(6, 1n, 1n, 1n))],
    ['equal bounds', /must rise/, histogram, both(bounds(1, 1), counts(6, 1n, 1n, 1n))],
    ['NaN as a bound', /bound 0 is NaN/, histogram, both(bounds(Number.NaN), counts(6, 1n, 1n))],
    ['an infinite bound', /infinity without a bound/, histogram, both(bounds(Infinity), counts(6, 1n, 1n))],
    ['as many counts as bounds', /1 bucket count for 1 bound;/, histogram, both(bounds(1), counts(6, 1n))],
    ['bounds without counts', /0 bucket counts for 1 bound;/, histogram, bounds(1)],
    ['a scale', /of scale 21; scales go from -11 to 20/, exponential, (point) => point.varint(6, 42)],
    ['a width', /whose zero bucket is -1 wide/, exponential, (point) => point.double(14, -1)],
    [
      'bucket numbers',
      /1 bucket from 2147483647 on; their numbers do not fit/,
      exponential,
      (point) => point.message(8, (side) => side.varint(1, 4_294_967_294).varint(2, 1)),
    ],
    [
      'too many buckets',
      /more than 16384 buckets of one sign/,
      exponential,
      (point) => point.message(9, (side) => side.bytes(2, new Uint8Array(16_385).fill(1))),
    ],
    ['a quantile', /a quantile of 1.5/, summary, (point) => point.message(6, (pair) => pair.double(1, 1.5))],
  ])('%s that cannot be: only its point is rejected', (_, reason, kind, write) => {
    const good: Write = (point) => point.fixed64(3, 5n);
    const { items, rejections, rejectedCount, failure } = one(kind, good, write, good);
    expect(failure).toBeUndefined();
    expect(items).toMatchObject([{ time: '5' }, { time: '5' }]);
    expect(rejectedCount).toBe(1);
    expect(rejections[0]?.reason).toMatch(reason);
    expect(rejections[0]?.field).toMatch(/data_points\[1\]$/);
  });

  test('a point without a recorded value is kept without its broken buckets', () => {
    const { items, rejections } = one(histogram, (point) => both(bounds(2, 1), counts(6, 1n))(point.varint(10, 1)));
    expect(rejections).toEqual([]);
    expect(items).toMatchObject([{ flags: 1, bounds: [], buckets: [] }]);
  });

  test('a metric of an unknown kind, and one without a name, are rejected with their points', () => {
    const { items, rejections, rejectedCount } = metrics(
      requestOf(
        (metric) => metric.text(1, 'old').message(4, (data) => data.message(1, () => undefined)),
        named(
          '',
          gauge,
          (point) => point.double(4, 1),
          (point) => point.double(4, 2),
        ),
        named('kept', gauge, (point) => point.double(4, 3)),
      ),
    );
    expect(items).toMatchObject([{ name: 'kept' }]);
    expect(rejectedCount).toBe(3);
    expect(rejections).toMatchObject([
      { field: place, reason: 'a metric of a kind that is not known: its data is in field 4' },
      { field: place.replace(/0\]$/, '1]'), reason: 'a metric without a name' },
    ]);
  });

  test('the last member of the oneof wins; the same member again adds to it', () => {
    const data =
      (value: number): Write =>
      (message) =>
        message.message(1, (point) => point.double(4, value));
    const { items } = metrics(
      requestOf((metric) =>
        metric
          .message(gauge, data(1))
          .message(sum, (message) => data(2)(message.varint(2, 1)))
          .text(1, 'm')
          .message(sum, (message) => data(3)(message.varint(3, 1))),
      ),
    );
    expect(items).toMatchObject([
      { kind: 2, value: { double: '2' }, temporality: 1, monotonic: 1 },
      { kind: 2, value: { double: '3' } },
    ]);
  });

  test('an exemplar with a bad id is kept without it, and metadata is passed over', () => {
    const { items, rejections, rejectedCount } = metrics(
      requestOf((metric) =>
        metric
          .text(1, 'm')
          .message(12, (pair) => pair.text(1, 'key'))
          .message(gauge, (message) =>
            message.message(1, (point) =>
              point
                .double(4, 1)
                .message(5, (exemplar) => exemplar.bytes(5, traceId.slice(1)).bytes(4, spanId).fixed64(6, 4n)),
            ),
          ),
      ),
    );
    expect(items).toMatchObject([{ exemplars: [{ traceId: '', spanId: '2122232425262728', value: { int: '4' } }] }]);
    expect(rejectedCount).toBe(0);
    expect(rejections).toMatchObject([{ field: `${place}.gauge.data_points[0].exemplars[0].trace_id` }]);
  });

  test('a list of 8-byte numbers of a wrong length fails the request with its place', () => {
    const { failure } = one(histogram, (point) => point.bytes(7, new Uint8Array(9)));
    expect(failure).toMatchObject({ field: `${place}.histogram.data_points[0].explicit_bounds[0]` });
  });

  test('a request made of empty metrics leaves no rows', () => {
    expect(metrics(requestOf((metric) => metric.text(1, 'm'), named('n', gauge)))).toMatchObject({
      items: [],
      rejections: [],
      rejectedCount: 0,
    });
  });
});

describe('JSON', () => {
  test.each([
    ['"asInt":"-9223372036854775808"', { int: '-9223372036854775808' }],
    ['"asInt":5', { int: '5' }],
    ['"as_int":"5"', { int: '5' }],
    ['"asDouble":"NaN"', { double: 'NaN' }],
    ['"asDouble":"-Infinity"', { double: '-Infinity' }],
    ['"asDouble":"2.5"', { double: '2.5' }],
    ['"asDouble":3', { double: '3' }],
    ['"asInt":null,"flags":"1"', { empty: true }],
  ])('a point of {%s}', (written, value) => {
    expect(jsonPoint('gauge', `{${written}}`).items).toMatchObject([{ value }]);
  });

  test.each([
    ['2', 2],
    ['"AGGREGATION_TEMPORALITY_DELTA"', 1],
    ['"cumulative"', 2],
    ['"2"', 2],
    ['9', 0],
    ['null', 0],
  ])('temporality %s, before and after the points', (written, temporality) => {
    const at = `"aggregationTemporality":${written}`;
    for (const data of [`{${at},"dataPoints":[{"asInt":1}]}`, `{"dataPoints":[{"asInt":1}],${at}}`])
      expect(metrics(json(`{"sum":${data},"name":"m"}`)).items).toMatchObject([{ temporality }]);
  });

  test('an unknown temporality is told, and the points kept', () => {
    const { items, rejections, rejectedCount } = metrics(
      json('{"name":"m","sum":{"aggregationTemporality":"SOMETIMES","dataPoints":[{"asInt":1}]}}'),
    );
    expect(items).toMatchObject([{ temporality: 0 }]);
    expect(rejectedCount).toBe(0);
    expect(rejections[0]).toMatchObject({ reason: expect.stringContaining('"SOMETIMES"') as unknown });
  });

  test('single points that are unusable or mistyped are rejected with their place', () => {
    const { items, rejections, rejectedCount } = jsonPoint(
      'histogram',
      '{"count":"3","bucketCounts":["1",2],"explicitBounds":[1,"2.5"]}',
      '{"count":"3","bucketCounts":["1",2],"explicitBounds":["1.5"],"sum":"Infinity"}',
      '{"count":-3}',
      '{"bucketCounts":[1.5]}',
      '{"explicitBounds":[null]}',
      '{"count":4}',
    );
    expect(items).toMatchObject([
      { total: 3, bounds: ['1.5'], buckets: ['1', '2'], sum: 'Infinity' },
      { total: 4, sum: undefined },
    ]);
    expect(rejectedCount).toBe(4);
    expect(rejections.map(({ field, reason }) => `${field}: ${reason}`)).toEqual([
      expect.stringMatching(/dataPoints\[0\]: a histogram with 2 bucket counts for 2 bounds/),
      expect.stringMatching(/dataPoints\[2\]\.count: an integer that does not fit/),
      expect.stringMatching(/dataPoints\[3\]\.bucketCounts\[0\]: not an integer/),
      expect.stringMatching(/dataPoints\[4\]\.explicitBounds.*: not a number/),
    ]);
  });

  test('a kind that is not known, two kinds, no name, and no metric at all', () => {
    const { items, rejections, rejectedCount } = metrics(
      json(
        [
          '{"name":"a","intGauge":{"dataPoints":[{"value":1}]}}',
          '{"name":"b","gauge":{"dataPoints":[{"asInt":1}]},"sum":{"dataPoints":[{"asInt":2}]}}',
          '{"gauge":{"dataPoints":[{"asInt":1},{"asInt":2}]}}',
          '7',
          '{"name":"c","gauge":{"dataPoints":7}}',
          '{"name":"d","sum":null,"gauge":{"dataPoints":[{"asInt":3}]},"metadata":[{"key":"k"}]}',
        ].join(','),
      ),
    );
    expect(items).toMatchObject([
      { name: 'b', value: { int: '1' } },
      { name: 'd', value: { int: '3' } },
    ]);
    expect(rejectedCount).toBe(6);
    expect(rejections.map(({ reason }) => reason)).toEqual([
      'a metric of a kind that is not known: "intGauge"',
      'a metric with data of two kinds; the first is kept',
      'a metric without a name',
      'not an object',
      'not an array',
    ]);
  });

  test('a request of another signal fails with where to send it', () => {
    expect(metrics('{"resourceSpans":[]}').failure?.reason).toContain('/v1/traces');
  });
});
