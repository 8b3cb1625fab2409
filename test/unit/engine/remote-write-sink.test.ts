// Remote write of both versions into a real run file, and what a sender is told.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ProblemReport } from '../../../src/contract/problems.ts';
import type { RemoteWriteVersion, WriteAnswer, WriteOutcome } from '../../../src/contract/remote-write.ts';
import { createRemoteWriteSink } from '../../../src/main/engine/remote-write-sink.ts';
import { ProtoWriter } from '../../support/proto-writer.ts';
import { snappyLiterals } from '../../support/snappy-literals.ts';
import { dumpSamples } from '../store/samples/support.ts';
import { openReader, openWriter, temporaryFolder } from '../store/support.ts';

type Write = (inner: ProtoWriter) => void;

const time = 1_780_000_000_000;
const staleMark = 0x7ff0000000000002n;

function label(name: string, value: string): Write {
  return (inner) => void inner.text(1, name).text(2, value);
}

function stage() {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  const problems: ProblemReport[] = [];
  const write = createRemoteWriteSink(
    () => writer,
    (problem) => problems.push(problem),
    (labels) => labels,
  );
  async function outcome(version: RemoteWriteVersion, build: Write): Promise<WriteOutcome> {
    const body = new ProtoWriter();
    build(body);
    const stored = write(snappyLiterals(body.finish()), version);
    writer.flush();
    return stored;
  }
  return {
    problems,
    outcome,
    send: async (version: RemoteWriteVersion, build: Write): Promise<WriteAnswer> =>
      (await outcome(version, build)).answer,
    /** Values of the first stream's exemplars, the newest first. */
    exemplars(): readonly number[] {
      const { metrics } = openReader(path);
      return metrics.exemplars(1, 0, Infinity, 100).map(({ value }) => value);
    },
    dump(): Map<string, string[]> {
      writer.flush();
      return dumpSamples(openReader(path));
    },
  };
}

const gauge = (name: string, samples: readonly (readonly [value: number | 'stale', time: number])[]): Write => {
  return (series) => {
    series.message(1, label('__name__', name)).message(1, label('job', 'a'));
    for (const [value, at] of samples)
      series.message(2, (sample) =>
        (value === 'stale' ? sample.fixed64(1, staleMark) : sample.double(1, value)).varint(2, at),
      );
  };
};

test('version 1.0: samples, markers, histograms, exemplars, metadata of their own', async () => {
  const { send, dump, problems } = stage();
  const answer = await send('1.0', (request) =>
    request
      .message(3, (metadata) => metadata.varint(1, 1).text(2, 'orders').text(4, 'Orders taken'))
      .message(1, (series) => {
        gauge('orders_total', [
          [1, time],
          ['stale', time + 1000],
        ])(series);
        series.message(3, (exemplar) =>
          exemplar
            .message(1, label('trace_id', 'ab'.repeat(16)))
            .double(2, 1)
            .varint(3, time),
        );
      })
      .message(1, (series) =>
        series.message(1, label('__name__', 'latency')).message(4, (histogram) =>
          histogram
            .varint(1, 3)
            .double(3, 1.5)
            .varint(4, 0)
            .message(11, (span) => span.varint(1, 2).varint(2, 2))
            .varint(12, 2)
            .varint(12, 2)
            .varint(15, time),
        ),
      ),
  );
  expect(answer).toEqual({
    status: 204,
    message: '',
    retryAfterSeconds: undefined,
    written: { samples: 2, histograms: 1, exemplars: 1 },
  });
  expect(problems).toEqual([]);
  const stored = dump();
  expect(stored.get(' orders{__name__=orders_total,job=a} {"kind":"number"}')).toEqual([
    `${time}: 1`,
    `${time + 1000}: stale`,
  ]);
  expect([...stored.keys()].some((name) => name.startsWith(' latency{') && name.includes('native'))).toBe(true);
});

test('version 2.0: a table of symbols, metadata and starts with every series', async () => {
  const { send, dump } = stage();
  const symbols = ['', '__name__', 'orders_total', 'job', 'a', 'Orders', 'items'];
  const answer = await send('2.0', (request) => {
    for (const symbol of symbols) request.text(4, symbol);
    request.message(5, (series) =>
      series
        .bytes(1, Uint8Array.of(1, 2, 3, 4))
        .message(2, (sample) =>
          sample
            .double(1, 7)
            .varint(2, time)
            .varint(3, time - 5000),
        )
        .message(5, (metadata) => metadata.varint(1, 1).varint(3, 5).varint(4, 6)),
    );
  });
  expect(answer).toMatchObject({ status: 204, written: { samples: 1, histograms: 0, exemplars: 0 } });
  expect(dump().get(' orders_total{__name__=orders_total,job=a} {"kind":"number"}')).toEqual([`${time}: 7`]);
});

test('what is bad is told and what is good is stored', async () => {
  const { outcome, dump, problems } = stage();
  const { answer, accepted, rejected, jobs } = await outcome('1.0', (request) =>
    request
      .message(1, gauge('good', [[1, time]]))
      .message(1, (series) =>
        series.message(1, label('job', 'a')).message(2, (sample) => sample.double(1, 1).varint(2, time)),
      )
      .message(1, (series) => {
        gauge('twice', [[1, time]])(series);
        series.message(1, label('job', 'b'));
      })
      .message(
        1,
        gauge('back', [
          [1, time],
          [2, time - 1000],
          [3, time],
        ]),
      )
      .message(1, gauge('ahead', [[1, Date.now() + 3_600_000]])),
  );
  expect(answer.status).toBe(400);
  expect(answer.written).toEqual({ samples: 2, histograms: 0, exemplars: 0 });
  for (const words of [
    'invalid metric name or labels, got {job="a"}',
    'duplicated label job',
    'out of order sample (1), duplicate sample for timestamp (1): ',
    'is older than the latest sample of its series',
    'was sent before with another value; the first one stays',
    'out of bounds: timestamp is too far in the future for series {__name__="ahead", job="a"}',
  ])
    expect(answer.message).toContain(words);
  expect({ accepted, rejected, jobs }).toEqual({ accepted: 2, rejected: 5, jobs: ['a'] });
  expect(problems).toEqual([]);
  expect(dump().get(' good{__name__=good,job=a} {"kind":"number"}')).toEqual([`${time}: 1`]);
});

test('sent again, samples are as good as stored', async () => {
  const { send } = stage();
  const once: Write = (request) => void request.message(1, gauge('a', [[1, time]]));
  await send('1.0', once);
  expect(await send('1.0', once)).toMatchObject({ status: 204, written: { samples: 1 } });
});

test('symbols that are not there, series without samples', async () => {
  const { send } = stage();
  const answer = await send('2.0', (request) =>
    request
      .text(4, '')
      .text(4, '__name__')
      .text(4, 'a')
      .message(5, (series) => series.bytes(1, Uint8Array.of(1, 9)).message(2, (sample) => sample.varint(2, time)))
      .message(5, (series) => series.bytes(1, Uint8Array.of(1, 2))),
  );
  expect(answer).toMatchObject({
    status: 400,
    message:
      'the symbol 9 is not in the table of 3; TimeSeries must contain at least one sample or histogram for series {__name__="a"}',
  });
});

test('what is no message of remote write is refused as a whole', async () => {
  const { send } = stage();
  const answer = await send('1.0', (request) => void request.raw(Uint8Array.of(10, 200)));
  expect(answer).toMatchObject({ status: 400, written: { samples: 0 } });
  expect(answer.message).toMatch(/\(byte \d+\)$/);
});

test('exemplars come in series of their own, before or after the samples', async () => {
  const { send, exemplars } = stage();
  const exemplar =
    (value: number): Write =>
    (series) => {
      gauge('orders_total', [])(series);
      series.message(3, (inner) =>
        inner
          .message(1, label('trace_id', 'ab'.repeat(16)))
          .double(2, value)
          .varint(3, time + value),
      );
    };
  for (const one of [exemplar(1), gauge('orders_total', [[1, time]]), exemplar(2)])
    expect((await send('1.0', (request) => void request.message(1, one))).status).toBe(204);
  expect(exemplars()).toEqual([2, 1]);
  const alone = await send('2.0', (request) =>
    request
      .text(4, '')
      .text(4, '__name__')
      .text(4, 'orders_total')
      .text(4, 'job')
      .text(4, 'a')
      .message(5, (series) =>
        series.bytes(1, Uint8Array.of(1, 2, 3, 4)).message(4, (inner) => inner.double(2, 3).varint(3, time + 3)),
      ),
  );
  expect(alone).toMatchObject({ status: 204, written: { samples: 0, exemplars: 1 } });
  expect(exemplars()).toEqual([3, 2, 1]);
});
