// Damaged pages and bodies: whatever comes, there is an answer and no exception, and a reader is good for the next page.
import { expect, test } from 'vitest';
import type { ExpositionFormat } from '../../../../src/contract/exposition.ts';
import { createExpositionReader } from '../../../../src/main/decode/exposition/exposition-reader.ts';
import { lintExposition } from '../../../../src/main/decode/exposition/lint/lint-exposition.ts';
import { readRemoteWrite } from '../../../../src/main/decode/remote-write/remote-write.ts';
import { mutate } from '../../../support/mutate.ts';
import { ProtoWriter } from '../../../support/proto-writer.ts';
import { seededRandom } from '../../../support/random.ts';
import { snappyLiterals } from '../../../support/snappy-literals.ts';
import { readPage } from './support.ts';

const encoder = new TextEncoder();
const text = encoder.encode(
  '# HELP a_total Help\\n\n# TYPE a_total counter\na_total{x="1",y="é\\""} 5 1700000000000\n# TYPE h histogram\nh_bucket{le="1"} 1\nh_bucket{le="+Inf"} 2\nh_sum 3.5e1\nh_count 2\n{"u.v","w"="x"} NaN\n',
);
const openMetrics = encoder.encode(
  '# TYPE a counter\n# UNIT a_s s\na_total{x="1"} 5 1.5 # {t="ab"} 0.5 1.25\na_created{x="1"} 1\n# TYPE s stateset\ns{s="a"} 1\n# EOF\n',
);
const protobuf = new ProtoWriter()
  .message(1, (family) =>
    family
      .text(1, 'n')
      .varint(3, 4)
      .message(4, (metric) =>
        metric.message(7, (histogram) =>
          histogram
            .varint(1, 3)
            .double(2, 6)
            .message(3, (bucket) => bucket.varint(1, 1).double(2, 1))
            .message(12, (span) => span.varint(1, 1).varint(2, 2))
            .bytes(13, Uint8Array.of(2, 1)),
        ),
      ),
  )
  .finish()
  .subarray(1);

test.each<readonly [ExpositionFormat, Uint8Array]>([
  ['text', text],
  ['openmetrics', openMetrics],
  ['protobuf', protobuf],
])('damaged %s', (format, page) => {
  const random = seededRandom(7);
  const reader = createExpositionReader();
  const whole = readPage(page, format);
  let refused = 0;
  for (let i = 0; i < 3000; i++) {
    const damaged = mutate(random, page, random.pick([text, openMetrics, protobuf]));
    if (typeof readPage(damaged, format, reader) === 'string') refused += 1;
    lintExposition(damaged, { format, escaping: 'allow-utf-8' }, page);
    // A reader that went through all this and a new one take the same; what they know of types may differ.
    if (i % 50 === 0) expect(readPage(damaged, format, reader)).toHaveLength(readPage(damaged, format).length);
  }
  expect(refused).toBeGreaterThan(100);
  expect(typeof whole).toBe('object');
});

test.each(['1.0', '2.0'] as const)('damaged bodies of remote write %s', (version) => {
  const random = seededRandom(11);
  const message = new ProtoWriter()
    .text(4, '')
    .message(1, (series) =>
      series
        .message(1, (label) => label.text(1, '__name__').text(2, 'a'))
        .message(2, (sample) => sample.double(1, 1).varint(2, 5)),
    )
    .message(5, (series) => series.bytes(1, Uint8Array.of(0, 0)).message(2, (sample) => sample.double(1, 1)))
    .finish();
  const body = snappyLiterals(message);
  let refused = 0;
  for (let i = 0; i < 5000; i++) {
    const damaged =
      random.below(2) === 0 ? mutate(random, body, message) : snappyLiterals(mutate(random, message, body));
    if (readRemoteWrite(damaged, version).kind === 'failed') refused += 1;
  }
  expect(refused).toBeGreaterThan(100);
});
