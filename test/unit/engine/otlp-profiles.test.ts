// OTLP profiles through the receiver and out of files: stored with their services and traces, secrets masked, what cannot be
// read told to the sender.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync, inflateRawSync } from 'node:zlib';
import * as grpc from '@grpc/grpc-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MethodName, RequestOf } from '../../../src/contract/methods.ts';
import type { SpanId, TraceId } from '../../../src/contract/ids.ts';
import { unixNanos } from '../../../src/contract/time.ts';
import { noProfileFilter } from '../../../src/contract/profiles/view.ts';
import { wholeView } from '../../support/profiles/whole-view.ts';
import { startEngine, type Engine } from '../../../src/main/engine/start-engine.ts';
import { ProtoWriter } from '../../support/proto-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'otterscope-otlp-profiles-'));
const data = join(folder, 'data');
const traceId = '0af7651916cd43dd8448eb211c80319c' as TraceId;
const start = 1_767_225_600_000_000_000n;
const secret = 'hunter2-is-the-token-of-mallory';
let engine: Engine;

beforeAll(async () => {
  engine = await startEngine({
    mode: 'headless',
    version: 'test',
    dataFolder: data,
    grpc: { host: '127.0.0.1', port: 0 },
    http: { host: '127.0.0.1', port: 0 },
    surface: undefined,
  });
  await ask('settings.change', { maskedKeys: ['token'] });
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

function ask<M extends MethodName>(method: M, request: RequestOf<M>) {
  return engine.ask(method, request, new AbortController().signal);
}
const list = (service?: string) =>
  ask('profiles.list', { run: engine.live.id, service, text: '', offset: 0, limit: 50 });

function portOf(which: 'grpc' | 'http'): number {
  const endpoint = engine.endpoints[which];
  if (endpoint.kind !== 'listening') throw new Error('the port is not open');
  return endpoint.port;
}

async function post(body: string | Uint8Array, headers: Readonly<Record<string, string>>) {
  const url = `http://127.0.0.1:${portOf('http')}/v1development/profiles`;
  const response = await fetch(url, { method: 'POST', headers, body: Buffer.from(body) });
  return { status: response.status, text: await response.text() };
}

/** One profile of a function `work`; `stack`: an index that may not be there. */
function jsonRequest(service: string, stacks: readonly number[]): string {
  const profiles = stacks.map((stackIndex, i) => ({
    sampleType: { typeStrindex: 1, unitStrindex: 2 },
    timeUnixNano: String(start + BigInt(i) * 1_000_000_000n),
    durationNano: '1000000000',
    attributeIndices: [1, 2],
    samples: [{ stackIndex, linkIndex: 1, values: ['5'], attributeIndices: [1] }],
  }));
  const attributes = [
    { key: 'service.name', value: { stringValue: service } },
    { key: 'TOKEN', value: { stringValue: secret } },
  ];
  return JSON.stringify({
    resourceProfiles: [{ resource: { attributes }, scopeProfiles: [{ profiles }] }],
    dictionary: {
      stringTable: ['', 'cpu', 'nanoseconds', 'work', 'token', secret],
      functionTable: [{}, { nameStrindex: 3 }],
      locationTable: [{}, { lines: [{ functionIndex: 1 }] }],
      stackTable: [{}, { locationIndices: [1] }],
      linkTable: [{}, { traceId, spanId: 'b7ad6b7169203331' }],
      attributeTable: [
        {},
        { keyStrindex: 4, value: { stringValue: secret } },
        { keyStrindex: 4, value: { kvlistValue: { values: [{ key: 'x', value: { stringValueStrindex: 5 } }] } } },
      ],
    },
  });
}

function protobufRequest(service: string): Uint8Array {
  const attribute = (inner: ProtoWriter, key: string, value: string): void =>
    void inner.text(1, key).message(2, (any) => any.text(1, value));
  return new ProtoWriter()
    .message(1, (group) =>
      group
        .message(1, (resource) =>
          resource
            .message(1, (one) => attribute(one, 'service.name', service))
            .message(1, (one) => attribute(one, 'token', secret)),
        )
        .message(2, (scope) =>
          scope.message(2, (profile) =>
            profile
              .message(1, (type) => type.varint(1, 1).varint(2, 2))
              .message(2, (sample) => sample.varint(1, 1).varint(2, 1).varint(4, 7))
              .fixed64(3, start)
              .varint(4, 2_000_000_000),
          ),
        ),
    )
    .message(2, (dictionary) => {
      dictionary.message(2, () => undefined).message(2, (location) => location.message(3, (line) => line.varint(1, 1)));
      dictionary.message(3, () => undefined).message(3, (func) => func.varint(1, 3));
      for (const text of ['', 'cpu', 'nanoseconds', 'work', 'token', secret]) dictionary.text(5, text);
      dictionary
        .message(6, () => undefined)
        .message(6, (one) => one.varint(1, 4).message(2, (any) => any.varint(8, 5)));
      dictionary.message(7, () => undefined).message(7, (stack) => stack.varint(1, 1));
    })
    .finish();
}

/** The run, as it lies on the disk, and what is packed in it. */
async function everyByte(): Promise<string> {
  const runs = join(data, 'runs');
  const texts = readdirSync(runs).map((name) => readFileSync(join(runs, name), 'latin1'));
  for (const { profile } of (await list()).profiles) {
    const { bytes } = await ask('profiles.file', { run: engine.live.id, profile, piece: 0 });
    texts.push(Buffer.from(bytes).toString('latin1'));
    // Originals that are packed.
    for (const one of Buffer.from(bytes)
      .toString('utf8')
      .match(/H4sI[A-Za-z0-9+/]*=*/g) ?? [])
      texts.push(gunzipSync(Buffer.from(one, 'base64')).toString('latin1'));
    const packed = Buffer.from(bytes).indexOf(Buffer.of(0x1f, 0x8b, 8));
    if (packed >= 0) texts.push(inflateRawSync(Buffer.from(bytes).subarray(packed + 10)).toString('latin1'));
  }
  return texts.join('\n');
}

test('JSON over HTTP: one of two profiles is stored, the other rejected with its place, the trace finds it', async () => {
  const answer = await post(jsonRequest('shop', [1, 9]), { 'content-type': 'application/json' });
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.text)).toMatchObject({
    partialSuccess: { rejectedProfiles: '1', errorMessage: expect.stringMatching(/profiles\[1\].*stackIndex is 9/) },
  });
  const { profiles, services } = await list('shop');
  expect(services).toEqual([{ service: 'shop', count: 1 }]);
  expect(profiles).toMatchObject([
    { format: 'otlp-profiles', kind: 'cpu', origin: 'otlp', parts: 1, samples: 1, start, durationNanos: 1e9 },
  ]);
  const { profile } = profiles[0] ?? { profile: 0 };
  const opened = await ask('profiles.open', { run: engine.live.id, profile });
  if (opened.kind !== 'shown') throw new Error(opened.reason);
  expect(opened.parts).toMatchObject([
    { sampleTypes: [{ type: 'cpu', total: 5 }], linked: true, labelKeys: ['token'] },
  ]);
  expect(opened.parts[0]?.notes.join()).toContain('profiles[1] is left out');
  const interval = { run: engine.live.id, from: unixNanos(1n), to: unixNanos(2n), limit: 5 };
  expect((await ask('profiles.ofInterval', { ...interval, traceId })).profiles).toMatchObject([
    { stored: { profile }, linked: true },
  ]);
  const [record] = (await ask('ingest.recent', { limit: 1 })).records;
  expect(record).toMatchObject({
    signal: 'profiles',
    outcome: 'partial',
    accepted: 1,
    rejected: 1,
    services: ['shop'],
  });
});

test('samples of a span are found by links, and by labels of a pprof that name the span alone', async () => {
  const span = 'b7ad6b7169203331' as SpanId;
  const labelled = new ProtoWriter();
  labelled.message(1, (type) => type.varint(1, 1).varint(2, 2));
  for (const [value, key] of [
    [4, 4],
    [8, 6],
  ] as const)
    labelled.message(2, (sample) =>
      sample
        .varint(1, 1)
        .varint(2, value)
        .message(3, (label) => label.varint(1, key).varint(2, 5)),
    );
  labelled
    .message(4, (location) => location.varint(1, 1).message(4, (line) => line.varint(1, 1)))
    .message(5, (func) => func.varint(1, 1).varint(2, 3));
  for (const text of ['', 'cpu', 'nanoseconds', 'work', 'span_id', span, 'other']) labelled.text(6, text);
  const path = join(folder, 'labelled.pb');
  writeFileSync(path, labelled.finish());
  const [begun] = engine.imports.start([path], 'live');
  const { profile: byLabel = 0 } = await engine.imports.ended(begun?.id ?? '');
  const interval = { run: engine.live.id, from: unixNanos(1n), to: unixNanos(2n), limit: 5 };
  const { profiles } = await ask('profiles.ofInterval', { ...interval, traceId, spanId: span });
  expect(profiles.map(({ stored, ofSpan }) => [stored.format, ofSpan])).toEqual(
    expect.arrayContaining([
      ['otlp-profiles', true],
      ['pprof', true],
    ]),
  );
  const byLink = profiles.find(({ stored }) => stored.format === 'otlp-profiles')?.stored.profile ?? 0;
  for (const [profile, sum] of [
    [byLabel, 4],
    [byLink, 5],
  ] as const) {
    const request = { run: engine.live.id, profile, traceId };
    expect(await ask('profiles.ofSpan', { ...request, spanId: span })).toMatchObject({
      parts: [{ part: 0, samples: 1, sum, sampleType: { type: 'cpu' } }],
    });
    expect(await ask('profiles.ofSpan', { ...request, spanId: '1111111111111111' as SpanId })).toEqual({ parts: [] });
    const view = {
      ...wholeView({ run: engine.live.id, profile }),
      filter: { ...noProfileFilter, span: `${traceId}-${span}` },
    };
    expect(await ask('profiles.labels', { view, limit: 5 })).toMatchObject({
      sum,
      spans: { count: 1, values: [{ spanId: span, samples: 1, sum }] },
    });
  }
}, 60_000);

test('protobuf over HTTP, compressed, and over gRPC', async () => {
  const headers = { 'content-type': 'application/x-protobuf', 'content-encoding': 'gzip' };
  expect(await post(gzipSync(protobufRequest('till')), headers)).toEqual({ status: 200, text: '' });
  const client = new grpc.Client(`127.0.0.1:${portOf('grpc')}`, grpc.credentials.createInsecure());
  const path = '/opentelemetry.proto.collector.profiles.v1development.ProfilesService/Export';
  const same = (bytes: Buffer): Buffer => bytes;
  await new Promise<void>((resolve, reject) => {
    client.makeUnaryRequest(path, same, same, Buffer.from(protobufRequest('till')), (error) =>
      error === null ? resolve() : reject(error),
    );
  });
  client.close();
  const { profiles } = await list('till');
  expect(profiles).toMatchObject([{ durationNanos: 2e9, samples: 1 }, { kind: 'cpu' }]);
  const opened = await ask('profiles.open', { run: engine.live.id, profile: profiles[0]?.profile ?? 0 });
  expect(opened).toMatchObject({ kind: 'shown', parts: [{ sampleTypes: [{ total: 7 }] }] });
});

test('what is no profile is refused with its place, and Problems tells of it', async () => {
  const json = { 'content-type': 'application/json' };
  expect(await post('{"resourceProfiles": 5}', json)).toMatchObject({
    status: 400,
    text: expect.stringContaining('resourceProfiles is 5; it must be an array'),
  });
  expect((await post(Uint8Array.of(10, 200, 1, 2), { 'content-type': 'application/x-protobuf' })).status).toBe(400);
  expect((await ask('problems.list', {})).some(({ code }) => code === 'ingest-refused')).toBe(true);
  expect(await post('{}', json)).toMatchObject({ status: 200 });
});

test('OTLP files bring their profiles, lines and whole documents, into the live run and into one of their own', async () => {
  const files = {
    'lines.jsonl': `${jsonRequest('lines', [1])}\n${jsonRequest('lines', [1, 1])}\n`,
    'pretty.json': JSON.stringify(JSON.parse(jsonRequest('pretty', [1])), undefined, 2),
    'message.pb': protobufRequest('message'),
  };
  const ended = [];
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  for (const [name, into] of [
    ...Object.keys(files).map((one) => [one, 'live'] as const),
    ['lines.jsonl', 'new'] as const,
  ]) {
    const [begun] = engine.imports.start([join(folder, name)], into);
    ended.push(await engine.imports.ended(begun?.id ?? ''));
  }
  expect(ended.map(({ state, profiles, error }) => [state, profiles, error])).toEqual(
    [3, 1, 1, 3].map((count) => ['done', count, undefined]),
  );
  expect(ended.every(({ profile }) => profile !== undefined)).toBe(true);
  for (const service of ['lines', 'pretty', 'message']) expect((await list(service)).total).toBeGreaterThan(0);
});

/** A pprof of one function with the secret as a label of a sample, and a number under the same key. */
function pprofWithSecret(): Uint8Array {
  return new ProtoWriter()
    .message(1, (type) => type.varint(1, 1).varint(2, 2))
    .message(2, (sample) =>
      sample
        .varint(1, 1)
        .varint(2, 9)
        .message(3, (label) => label.varint(2, 5).varint(1, 4))
        .message(3, (label) => label.varint(1, 4).varint(3, 123_456_789))
        .message(3, (label) => label.varint(1, 6).varint(2, 7)),
    )
    .message(4, (location) => location.varint(1, 1).message(4, (line) => line.varint(1, 1)))
    .message(5, (func) => func.varint(1, 1).varint(2, 3))
    .text(6, '')
    .text(6, 'cpu')
    .text(6, 'nanoseconds')
    .text(6, 'work')
    .text(6, 'Token')
    .text(6, secret)
    .text(6, 'route')
    .text(6, '/cart')
    .finish();
}

const original = (service: string, payload: Uint8Array, format: string): object => ({
  resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
  scopeProfiles: [
    {
      profiles: [{ originalPayloadFormat: format, originalPayload: Buffer.from(payload).toString('base64') }],
    },
  ],
});

function protobufOriginal(service: string, payload: Uint8Array): Uint8Array {
  return new ProtoWriter()
    .message(1, (group) =>
      group
        .message(1, (resource) =>
          resource.message(1, (one) => one.text(1, 'service.name').message(2, (any) => any.text(1, service))),
        )
        .message(2, (scope) =>
          scope.message(2, (profile) => profile.bytes(10, payload).fixed64(3, start).text(9, 'pprof')).text(3, 'after'),
        ),
    )
    .finish();
}

test.each<readonly [string, string, string | Uint8Array]>([
  ['JSON', 'json', JSON.stringify({ resourceProfiles: [original('json', gzipSync(pprofWithSecret()), 'pprof')] })],
  ['protobuf', 'x-protobuf', protobufOriginal('protobuf', gzipSync(pprofWithSecret()))],
  ['protobuf, not packed', 'x-protobuf', protobufOriginal('plain', pprofWithSecret())],
])(
  'labels of an original in pprof are masked: %s',
  async (_, type, body) => {
    const before = (await list()).all;
    expect(await post(body, { 'content-type': `application/${type}` })).toMatchObject({ status: 200 });
    const { profiles, all } = await list();
    expect(all).toBe(before + 1);
    const view = wholeView({ run: engine.live.id, profile: profiles[0]?.profile ?? 0 });
    const { labels } = await ask('profiles.labels', { view, limit: 10 });
    expect(labels.find(({ key }) => key === 'route')?.values).toMatchObject([{ text: '/cart', sum: 9 }]);
    const hidden = labels.find(({ key }) => key === 'Token')?.values.map(({ text }) => text) ?? [];
    expect(hidden).toHaveLength(2);
    expect(hidden.join()).toMatch(/[0-9a-f]{16}\*{15}/);
    expect(hidden.join()).not.toContain('123456789');
    const { bytes } = await ask('profiles.file', { run: engine.live.id, profile: view.profile, piece: 0 });
    const stored = Buffer.from(bytes).toString('latin1');
    expect(stored.includes('after')).toBe(type === 'x-protobuf');
  },
  60_000,
);

test('an original that cannot be looked into is not kept, and the sender, the inspector and Problems say so', async () => {
  const request = JSON.parse(jsonRequest('recorder', [1])) as {
    resourceProfiles: [{ scopeProfiles: [{ profiles: [object] }] }];
  };
  const payload = Buffer.from(`FLR ${secret}`).toString('base64');
  Object.assign(request.resourceProfiles[0].scopeProfiles[0].profiles[0], {
    originalPayloadFormat: 'jfr',
    originalPayload: payload,
    original_payload: payload,
  });
  const answer = await post(JSON.stringify(request), { 'content-type': 'application/json' });
  expect(JSON.parse(answer.text)).toMatchObject({
    partialSuccess: {
      rejectedProfiles: '0',
      errorMessage: expect.stringContaining('the original of a profile is not kept'),
    },
  });
  expect((await list('recorder')).profiles).toMatchObject([{ samples: 1 }]);
  const problem = (await ask('problems.list', {})).find(({ subject }) => subject === 'originals of OTLP profiles');
  expect(problem).toMatchObject({ severity: 'warning', message: expect.stringContaining('"jfr"') });
  const [record] = (await ask('ingest.recent', { limit: 1 })).records;
  expect(record?.rejections.map(({ reason }) => reason).join()).toContain('"jfr"');
  // Nothing else is there: the profile is rejected.
  const broken = { resourceProfiles: [original('broken', Uint8Array.of(0x1f, 0x8b, 1, 2), 'pprof')] };
  expect(JSON.parse((await post(JSON.stringify(broken), { 'content-type': 'application/json' })).text)).toMatchObject({
    partialSuccess: { rejectedProfiles: '1', errorMessage: expect.stringMatching(/has no samples.*gzip data is/s) },
  });
}, 60_000);

test('no byte of a secret is in any run', async () => {
  const bytes = await everyByte();
  expect(bytes).toContain('token');
  expect(bytes).toMatch(/[0-9a-f]{16}\*{15}/);
  expect(bytes).not.toContain(secret);
});
