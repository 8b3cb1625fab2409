// What bad senders send over gRPC, through the port to the status, the counters, the Problems view and what is stored.
import { basename } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hex, runId } from '../../src/contract/ids.ts';
import { openPipe, type PipeClient } from './kit/pipe-client.ts';
import { serve, tempFolder, type Program } from './kit/program.ts';
import { exportPath } from '../unit/receive/grpc-client.ts';
import { grpcFrame, grpcHeaders, rawHttp2, type RawAnswer } from '../unit/receive/raw-http2.ts';
import { decodeAs, decodeStatus } from '../unit/receive/status-proto.ts';
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

interface BadSpan {
  readonly traceId?: Uint8Array;
  readonly name?: Uint8Array;
}

/** A request of three spans, of which the middle one is as given. */
function requestWith({ traceId, name }: BadSpan = {}): Uint8Array {
  const writer = new ProtoWriter();
  writer.message(1, (resource) =>
    resource.message(2, (scope) => {
      for (let i = 1; i <= 3; i++)
        scope.message(2, (span) =>
          span
            .bytes(1, (i === 2 ? traceId : undefined) ?? new Uint8Array(16).fill(7))
            .bytes(2, new Uint8Array(8).fill(i))
            .bytes(5, (i === 2 ? name : undefined) ?? Uint8Array.of(0x6e))
            .fixed64(7, 1_700_000_000_000_000_000n)
            .fixed64(8, 1_700_000_000_000_000_100n),
        );
    }),
  );
  return writer.finish();
}
const good = requestWith();

function send(body: Uint8Array, encoding = 'identity'): Promise<RawAnswer> {
  const port = Number(program.ready.otlp_grpc?.split(':').at(-1));
  return rawHttp2(port, grpcHeaders(exportPath, encoding), body);
}
async function seen() {
  const { totals, records } = await pipe.call('ingest.recent', { limit: 1 });
  const problems = await pipe.call('problems.list', {});
  return { totals, record: records[0], problems };
}
const countOf = (problems: Awaited<ReturnType<typeof seen>>['problems'], code: string): number =>
  problems.filter((one) => one.code === code).reduce((sum, one) => sum + one.count, 0);

it.each<readonly [string, () => Uint8Array, string, number, RegExp, 'ingest-refused']>([
  [
    'truncated protobuf',
    () => grpcFrame(good.subarray(0, good.length - 5)),
    'identity',
    status.INVALID_ARGUMENT,
    /field resource_?spans.*offset \d+/i,
    'ingest-refused',
  ],
  [
    'a wrong wire type',
    () => grpcFrame(Uint8Array.of(0x0a, 0x02, 0x10, 0x01)),
    'identity',
    status.INVALID_ARGUMENT,
    /wire type.*field.*offset \d+/i,
    'ingest-refused',
  ],
  [
    'a message that says it has 65 MiB',
    () => Buffer.from([0, 0x04, 0x10, 0, 0, 1, 2, 3]),
    'identity',
    status.RESOURCE_EXHAUSTED,
    /64 MiB/,
    'ingest-refused',
  ],
  [
    'a flag that gRPC does not know',
    () => Buffer.from([2, 0, 0, 0, 0]),
    'identity',
    status.INTERNAL,
    /0 or 1.*2/,
    'ingest-refused',
  ],
  [
    'the flag of compression without an encoding',
    () => grpcFrame(gzipSync(good), true),
    'identity',
    status.INTERNAL,
    /no grpc-encoding/,
    'ingest-refused',
  ],
  [
    'an encoding that is not known',
    () => grpcFrame(good, true),
    'lzma',
    status.UNIMPLEMENTED,
    /lzma.*gzip/,
    'ingest-refused',
  ],
  [
    'no gzip though it says so',
    () => grpcFrame(good, true),
    'gzip',
    status.INVALID_ARGUMENT,
    /no valid gzip/,
    'ingest-refused',
  ],
  [
    'gzip without the flag that says so',
    () => grpcFrame(gzipSync(good)),
    'gzip',
    status.INVALID_ARGUMENT,
    /looks like gzip/,
    'ingest-refused',
  ],
  [
    'a bomb in gzip',
    () => grpcFrame(gzipSync(Buffer.alloc(80 << 20)), true),
    'gzip',
    status.RESOURCE_EXHAUSTED,
    /64 MiB/,
    'ingest-refused',
  ],
  [
    'a bomb in zstd',
    () => grpcFrame(zstdCompressSync(Buffer.alloc(80 << 20)), true),
    'zstd',
    status.RESOURCE_EXHAUSTED,
    /64 MiB/,
    'ingest-refused',
  ],
])(
  'refuses %s with its status, in words, in counters and in Problems',
  async (_, body, encoding, code, words, problem) => {
    const before = await seen();
    const answer = await send(body(), encoding);
    expect(answer.grpcStatus).toBe(code);
    expect(answer.grpcMessage).toMatch(words);
    // None of these gets better by being sent again: no delay is offered.
    const details = answer.headers['grpc-status-details-bin'];
    if (typeof details === 'string')
      expect(Object.keys(decodeStatus(Buffer.from(details, 'base64')).details)).not.toContain('RetryInfo');
    const after = await seen();
    expect(after.totals).toMatchObject({
      refused: before.totals.refused + 1,
      spans: before.totals.spans,
      requests: before.totals.requests + 1,
    });
    expect(after.record).toMatchObject({ status: code, transport: 'grpc', message: expect.stringMatching(words) });
    expect(countOf(after.problems, problem)).toBe(countOf(before.problems, problem) + 1);
    expect((await send(grpcFrame(good))).grpcStatus).toBe(status.OK);
    expect((await seen()).totals.spans).toBe(before.totals.spans + 3);
  },
);

it.each<readonly [string, BadSpan, RegExp]>([
  ['a trace id of 15 bytes', { traceId: new Uint8Array(15).fill(7) }, /spans\[1\]\.trace_?id at offset \d+/i],
  ['a trace id of zeros', { traceId: new Uint8Array(16) }, /spans\[1\]\.trace_?id at offset \d+/i],
])('leaves out a span with %s, says where, and stores the rest', async (_, bad, words) => {
  const before = await seen();
  const answer = await send(grpcFrame(requestWith(bad)));
  expect(answer.grpcStatus).toBe(status.OK);
  const { partial_success: partial } = decodeAs('ExportResponse', answer.body.subarray(5)) as {
    readonly partial_success: { readonly rejected: number; readonly error_message: string };
  };
  expect(partial.rejected).toBe(1);
  expect(partial.error_message).toMatch(words);
  const after = await seen();
  expect(after.totals).toMatchObject({ spans: before.totals.spans + 2, rejected: before.totals.rejected + 1 });
  expect(after.record).toMatchObject({ outcome: 'partial', accepted: 2, rejected: 1 });
  expect(countOf(after.problems, 'ingest-rejected-items')).toBe(countOf(before.problems, 'ingest-rejected-items') + 1);
});

it('keeps a text that is no UTF-8, and reads it with replacement characters', async () => {
  const before = await seen();
  const traceId = new Uint8Array(16).fill(9);
  const answer = await send(grpcFrame(requestWith({ traceId, name: Uint8Array.of(0x66, 0xff, 0xfe) })));
  expect([answer.grpcStatus, answer.body.length]).toEqual([status.OK, 5]);
  expect((await seen()).totals).toMatchObject({ spans: before.totals.spans + 3, rejected: before.totals.rejected });
  const { rows } = await pipe.call('traces.list', {
    run: runId(basename(program.ready.run, '.otter')),
    filter: { where: 'name = "f\ufffd\ufffd"' },
    offset: 0,
    limit: 10,
  });
  expect(rows).toMatchObject([{ traceId: hex(traceId), rootOperation: 'f\ufffd\ufffd' }]);
});
