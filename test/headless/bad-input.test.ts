// What bad senders send, through the port to the answer, the Problems view and what is stored all the same.
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPipe, type PipeClient } from './kit/pipe-client.ts';
import { serve, tempFolder, type Program } from './kit/program.ts';

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

const good = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  name: 'good',
  startTimeUnixNano: '1700000000000000000',
  endTimeUnixNano: '1700000000000000100',
};
const request = (...spans: readonly unknown[]): string =>
  JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });

async function post(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly text: string }> {
  const response = await fetch(`http://${program.ready.otlp_http}/v1/traces`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, text: await response.text() };
}
const stored = async (): Promise<number> => (await pipe.call('ingest.recent', { limit: 1 })).totals.spans;

it.each<readonly [string, unknown]>([
  ['an id of the wrong length', { ...good, traceId: '0af7' }],
  ['an id that is no hex', { ...good, spanId: 'zzzzzzzzzzzzzzzz' }],
  ['a text that is too long', { ...good, name: 'x'.repeat(10_000_000) }],
])('leaves out a span with %s, says where, and stores the rest', async (_, bad) => {
  const before = await stored();
  const { status, text } = await post(request({ ...good, spanId: 'b7ad6b7169203332' }, bad, good));
  expect(status).toBe(200);
  const answer = JSON.parse(text) as {
    readonly partialSuccess?: { readonly rejectedSpans: string; readonly errorMessage: string };
  };
  expect(answer.partialSuccess).toMatchObject({
    rejectedSpans: '1',
    errorMessage: expect.stringMatching(/spans\[1\]\.\w+ at offset \d+: /),
  });
  expect(await stored()).toBe(before + 2);
  expect(await pipe.call('ingest.recent', { limit: 1 })).toMatchObject({
    records: [{ outcome: 'partial', accepted: 2, rejected: 1 }],
  });
  expect((await pipe.call('problems.list', {})).length).toBeGreaterThan(0);
});

it.each<readonly [string, string | Uint8Array<ArrayBuffer>, Readonly<Record<string, string>>, number]>([
  ['cut off', request(good).slice(0, -20), {}, 400],
  ['no gzip though it says so', request(good), { 'Content-Encoding': 'gzip' }, 400],
  ['a bomb', new Uint8Array(gzipSync(Buffer.alloc(80 << 20))), { 'Content-Encoding': 'gzip' }, 413],
  ['broken protobuf', Uint8Array.of(0x0a, 0x7f, 0x0a), { 'Content-Type': 'application/x-protobuf' }, 400],
])('refuses a body that is %s, in words, and goes on', async (_, body, headers, status) => {
  const before = await stored();
  const answer = await post(body, headers);
  expect(answer.status).toBe(status);
  expect(answer.text.length).toBeGreaterThan(10);
  expect(await pipe.call('ingest.recent', { limit: 1 })).toMatchObject({ records: [{ outcome: 'refused', status }] });
  expect(await stored()).toBe(before);
  expect((await post(request(good))).status).toBe(200);
  expect(await stored()).toBe(before + 1);
});

it.each<readonly [string, unknown]>([
  ['no times at all', { ...good, startTimeUnixNano: '0', endTimeUnixNano: '0' }],
  [
    'times at the end of the range',
    { ...good, startTimeUnixNano: '9223372036854775807', endTimeUnixNano: '18446744073709551615' },
  ],
  ['itself as its parent', { ...good, parentSpanId: good.spanId }],
  [
    'an infinite attribute',
    {
      ...good,
      attributes: [
        { key: 'x', value: { doubleValue: 'Infinity' } },
        { key: 'y', value: { doubleValue: 'NaN' } },
      ],
    },
  ],
])('stores a span with %s', async (_, odd) => {
  const before = await stored();
  expect(await post(request(odd))).toEqual({ status: 200, text: '{}' });
  expect(await stored()).toBe(before + 1);
});
