// Pages of delimited MetricFamily messages, written with a writer that shares nothing with the reader.
import { expect, test } from 'vitest';
import { ProtoWriter } from '../../../support/proto-writer.ts';
import { lintExposition } from '../../../../src/main/decode/exposition/lint/lint-exposition.ts';
import { readPage } from './support.ts';

type Write = (inner: ProtoWriter) => void;

function page(...families: readonly Write[]): Uint8Array {
  return Buffer.concat(
    families.map((write) => {
      // A length and a message are what a field of number 0 has behind its tag.
      const framed = new ProtoWriter().message(1, write).finish();
      return framed.subarray(1);
    }),
  );
}

const label =
  (name: string, value: string): Write =>
  (inner) =>
    void inner.text(1, name).text(2, value);

const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);

test('counters, gauges, summaries and classic histograms', () => {
  const bytes = page(
    (family) =>
      family
        .text(1, 'a_total')
        .text(2, 'help')
        .varint(3, 0)
        .message(4, (metric) =>
          metric
            .message(1, label('x', '1'))
            .message(3, (counter) =>
              counter
                .double(1, 7.5)
                .message(2, (exemplar) =>
                  exemplar
                    .message(1, label('trace_id', 'ab'))
                    .double(2, 0.5)
                    .message(3, (time) => time.varint(1, 1_700_000_000).varint(2, 250_000_000)),
                )
                .message(3, (time) => time.varint(1, 1_600_000_000)),
            )
            .varint(6, 1_700_000_001_000),
        ),
    (family) =>
      family
        .text(1, 'b')
        .varint(3, 1)
        .text(5, 'bytes')
        .message(4, (metric) => metric.message(2, (gauge) => gauge.double(1, -3))),
    (family) =>
      family
        .text(1, 's')
        .varint(3, 2)
        .message(4, (metric) =>
          metric.message(4, (summary) =>
            summary
              .varint(1, 9)
              .double(2, 4.5)
              .message(3, (quantile) => quantile.double(1, 0.5).double(2, 0.25)),
          ),
        ),
    (family) =>
      family
        .text(1, 'h')
        .varint(3, 4)
        .message(4, (metric) =>
          metric.message(7, (histogram) =>
            histogram
              .varint(1, 3)
              .double(2, 6)
              .message(3, (bucket) => bucket.varint(1, 1).double(2, 1)),
          ),
        ),
  );
  expect(readPage(bytes, 'protobuf')).toEqual([
    'counter a_total {__name__="a_total",x="1"} 7.5 @1700000001000 from 1600000000000 # [["trace_id","ab"]] 0.5 1700000000250',
    'gauge b[bytes] {__name__="b"} -3',
    'summary s {__name__="s",quantile="0.5"} 0.25',
    'summary s {__name__="s_sum"} 4.5',
    'summary s {__name__="s_count"} 9',
    'histogram h {__name__="h_bucket",le="1.0"} 1',
    'histogram h {__name__="h_bucket",le="+Inf"} 3',
    'histogram h {__name__="h_sum"} 6',
    'histogram h {__name__="h_count"} 3',
  ]);
});

test('native histograms: spans and differences become indexes and counts', () => {
  const bytes = page((family) =>
    family
      .text(1, 'n')
      .varint(3, 4)
      .message(4, (metric) =>
        metric.message(7, (histogram) =>
          histogram
            .varint(1, 12)
            .double(2, 18.4)
            .varint(5, zigzag(1))
            .double(6, 0.001)
            .varint(7, 2)
            .message(12, (span) => span.varint(1, zigzag(-1)).varint(2, 2))
            .message(12, (span) => span.varint(1, zigzag(1)).varint(2, 2))
            .bytes(13, Uint8Array.from([1, 1, -1, 0].map(zigzag)))
            .message(9, (span) => span.varint(1, zigzag(3)).varint(2, 1))
            .varint(10, zigzag(4))
            .message(16, (exemplar) => exemplar.double(2, 0.75)),
        ),
      ),
  );
  expect(readPage(bytes, 'protobuf')).toEqual([
    `histogram n {__name__="n"} ${JSON.stringify({
      schema: 1,
      gauge: false,
      zeroThreshold: 0.001,
      zeroCount: 2,
      count: 12,
      sum: 18.4,
      positive: { indexes: [-1, 0, 2, 3], counts: [1, 2, 1, 1] },
      negative: { indexes: [3], counts: [4] },
      customValues: [],
    })} # [] 0.75 NaN`,
  ]);
});

test('spans that do not fit their counts, and bytes that are no messages, are refused', () => {
  const unfit = page((family) =>
    family
      .text(1, 'n')
      .varint(3, 4)
      .message(4, (metric) =>
        metric.message(7, (histogram) =>
          histogram.message(12, (span) => span.varint(2, 2)).bytes(13, Uint8Array.of(2)),
        ),
      ),
  );
  expect(readPage(unfit, 'protobuf')).toBe('0: the spans of a histogram have more buckets than there are counts (1)');
  expect(readPage(Uint8Array.of(200, 1), 'protobuf')).toBe('0: a length of 200 where only 0 bytes are left');
});

test('the lint tells what is wrong with families and native histograms', () => {
  const lint = (now: Uint8Array, before?: Uint8Array): readonly string[] =>
    lintExposition(now, { format: 'protobuf', escaping: 'allow-utf-8' }, before).map(
      ({ rule, subject }) => `${rule} ${subject}`,
    );
  const counter =
    (name: string, value: number, labels: readonly string[] = ['x']): Write =>
    (family) => {
      family.text(1, name).text(2, 'Help.').varint(3, 0);
      for (const one of labels)
        family.message(4, (metric) =>
          metric
            .message(1, label('l', one))
            .message(3, (inner) =>
              inner
                .double(1, value)
                .message(2, (exemplar) => exemplar.message(1, label('trace_id', 'ab')).double(2, 1)),
            ),
        );
    };
  const native =
    (count: number): Write =>
    (family) =>
      void family
        .text(1, 'took_seconds')
        .text(2, 'Help.')
        .varint(3, 4)
        .message(4, (metric) =>
          metric.message(7, (histogram) =>
            histogram
              .varint(1, count)
              .double(2, 3)
              .varint(5, zigzag(3))
              .double(6, 1e-128)
              .varint(7, 1)
              .message(12, (span) => span.varint(1, zigzag(0)).varint(2, 1))
              .varint(13, zigzag(2)),
          ),
        );
  expect(lint(page(counter('good_total', 1), native(3)))).toEqual([]);
  expect(lint(page(counter('a', 1)))).toEqual(['counter-suffix a']);
  expect(lint(page(counter('a_total', 1), native(3), counter('a_total', 2, ['y'])))).toEqual(['interleaved a_total']);
  expect(lint(page(counter('a_total', 1, ['x', 'x'])))).toEqual(['duplicate a_total']);
  expect(lint(page(counter('a_total', -1)))).toEqual(['value a_total']);
  expect(lint(page(counter('a_total', 1)), page(counter('a_total', 2)))).toEqual(['counter-falls a_total']);
  expect(lint(page(native(5)))).toEqual(['histogram took_seconds']);
  expect(lint(page(native(2)))).toEqual(['histogram took_seconds']);
  const wide = Array.from({ length: 250 }, (_, i) => String(i));
  expect(lint(page(counter('a_total', 1, wide)))).toEqual(['cardinality a_total']);
  const odd: Write = (family) =>
    void family
      .text(1, 'size')
      .varint(3, 1)
      .text(5, 'bytes')
      .message(4, (metric) => metric.message(2, (gauge) => gauge.double(1, 1)));
  expect(lint(page(odd))).toEqual(['unit-suffix size', 'no-help size']);
  expect(lint(Uint8Array.of(200, 1, 2))).toEqual(['syntax ']);
});
