// Health and reflection, asked by grpc-js, with our own descriptors read back by protobufjs.
import { execFileSync } from 'node:child_process';
import type { ClientDuplexStream, ClientReadableStream, StatusObject } from '@grpc/grpc-js';
import protobuf from 'protobufjs';
import descriptor from 'protobufjs/ext/descriptor.js';
import { afterEach, expect, test } from 'vitest';
import { descriptors } from '../../../src/main/receive/descriptors.generated.ts';
import { grpcClient, identity, type GrpcClient } from './grpc-client.ts';
import { startHarness, until, type Harness } from './harness.ts';

let harness: Harness;
let client: GrpcClient | undefined;
afterEach(async () => {
  client?.close();
  client = undefined;
  await harness?.close();
});

async function start(): Promise<GrpcClient> {
  harness = await startHarness();
  client = grpcClient(`127.0.0.1:${harness.grpcPort}`);
  return client;
}

/** The types as our own reflection describes them. */
function ownTypes(): protobuf.Root {
  const file = descriptors.map(({ base64 }) => descriptor.FileDescriptorProto.decode(Buffer.from(base64, 'base64')));
  return protobuf.Root.fromDescriptor(descriptor.FileDescriptorSet.encode({ file }).finish(), { keepCase: true });
}

interface ReflectionAnswer {
  readonly list_services_response?: { readonly service: readonly { readonly name: string }[] };
  readonly file_descriptor_response?: { readonly file_descriptor_proto: readonly Uint8Array[] };
}

function fileName(bytes: Uint8Array): unknown {
  return descriptor.FileDescriptorProto.toObject(descriptor.FileDescriptorProto.decode(bytes))['name'];
}

test('the generated descriptors are current', () => {
  const output = execFileSync(process.execPath, ['scripts/make-descriptors.mjs', '--check'], { encoding: 'utf8' });
  expect(output).toBe('');
});

test('the descriptors carry numbers, types and presence', () => {
  const root = ownTypes();
  const span = root.lookupType('opentelemetry.proto.trace.v1.Span');
  expect(span.fields['flags']).toMatchObject({ id: 16, type: 'fixed32' });
  expect(span.fields['kind']?.resolve().resolvedType?.fullName).toBe('.opentelemetry.proto.trace.v1.Span.SpanKind');
  const message = {
    resource_spans: [
      { scope_spans: [{ spans: [{ name: 'GET /', kind: 2, start_time_unix_nano: '1700000000000000001' }] }] },
    ],
  };
  const request = root.lookupType('opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest');
  const bytes = request.encode(request.fromObject(message)).finish();
  expect(request.toObject(request.decode(bytes), { longs: String })).toMatchObject(message);
  expect(root.lookupType('opentelemetry.proto.metrics.v1.HistogramDataPoint').fields['sum']?.partOf?.name).toBe('_sum');
});

test.each(['v1', 'v1alpha'])(
  'reflection %s lists, finds files and symbols, and says what it has not',
  async (version) => {
    const grpc = await start();
    const root = ownTypes();
    const requestType = root.lookupType(`grpc.reflection.${version}.ServerReflectionRequest`);
    const responseType = root.lookupType(`grpc.reflection.${version}.ServerReflectionResponse`);
    const call: ClientDuplexStream<Buffer, Buffer> = grpc.raw.makeBidiStreamRequest(
      `/grpc.reflection.${version}.ServerReflection/ServerReflectionInfo`,
      identity,
      identity,
    );
    const answers: ReflectionAnswer[] = [];
    call.on('data', (bytes: Buffer) => answers.push(responseType.toObject(responseType.decode(bytes))));
    const ended = new Promise<StatusObject>((resolve) => call.on('status', resolve));
    const asked = [
      { list_services: '' },
      { file_containing_symbol: 'opentelemetry.proto.collector.trace.v1.TraceService' },
      { file_containing_symbol: 'opentelemetry.proto.trace.v1.Span.Event.name' },
      { file_by_filename: 'opentelemetry/proto/common/v1/common.proto' },
      { file_by_filename: 'no/such.proto' },
      { all_extension_numbers_of_type: 'x.Y' },
    ];
    for (const one of asked)
      call.write(Buffer.from(requestType.encode(requestType.fromObject({ host: 'here', ...one })).finish()));
    call.end();
    expect((await ended).code).toBe(0);
    expect(answers).toHaveLength(asked.length);
    expect(answers[0]).toMatchObject({ valid_host: 'here', original_request: { list_services: '' } });
    const names = answers[0]?.list_services_response?.service.map(({ name }) => name);
    expect(names).toContain('opentelemetry.proto.collector.logs.v1.LogsService');
    expect(names).toContain('grpc.reflection.v1.ServerReflection');
    const filesOf = (index: number) => answers[index]?.file_descriptor_response?.file_descriptor_proto.map(fileName);
    expect(filesOf(1)).toEqual([
      'opentelemetry/proto/collector/trace/v1/trace_service.proto',
      'opentelemetry/proto/trace/v1/trace.proto',
      'opentelemetry/proto/common/v1/common.proto',
      'opentelemetry/proto/resource/v1/resource.proto',
    ]);
    expect(filesOf(2)?.[0]).toBe('opentelemetry/proto/trace/v1/trace.proto');
    expect(filesOf(3)).toEqual(['opentelemetry/proto/common/v1/common.proto']);
    expect(answers[4]).toMatchObject({ error_response: { error_code: 5 } });
    expect(answers[5]).toMatchObject({ error_response: { error_code: 5 } });
  },
);

test('health checks known services, and not others', async () => {
  const grpc = await start();
  const root = ownTypes();
  const request = root.lookupType('grpc.health.v1.HealthCheckRequest');
  const check = (service: string) => grpc.call('/grpc.health.v1.Health/Check', request.encode({ service }).finish());
  for (const service of ['', 'opentelemetry.proto.collector.trace.v1.TraceService']) {
    expect(await check(service)).toMatchObject({ code: 0, message: Buffer.from([8, 1]) });
  }
  const notYet = [
    'opentelemetry.proto.collector.metrics.v1.MetricsService',
    'opentelemetry.proto.collector.profiles.v1development.ProfilesService',
  ];
  for (const service of notYet) expect(await check(service)).toMatchObject({ code: 0, message: Buffer.from([8, 2]) });
  expect((await check('nobody')).code).toBe(5);
  const list = await grpc.call('/grpc.health.v1.Health/List', Buffer.alloc(0));
  const listed = root
    .lookupType('grpc.health.v1.HealthListResponse')
    .decode(list.message ?? Buffer.alloc(0))
    .toJSON();
  expect(listed['statuses']).toMatchObject({
    '': { status: 'SERVING' },
    'opentelemetry.proto.collector.logs.v1.LogsService': { status: 'SERVING' },
    ...Object.fromEntries(notYet.map((service) => [service, { status: 'NOT_SERVING' }])),
  });
  expect((await grpc.call('/grpc.health.v1.Health/Check', Buffer.from([0xff]))).code).toBe(13);
});

test('a health watch is told when the receiver closes', async () => {
  const grpc = await start();
  const call: ClientReadableStream<Buffer> = grpc.raw.makeServerStreamRequest(
    '/grpc.health.v1.Health/Watch',
    identity,
    identity,
    Buffer.alloc(0),
  );
  const states: number[] = [];
  call.on('data', (bytes: Buffer) => states.push(bytes[1] ?? 0));
  call.on('error', () => undefined);
  const ended = new Promise<StatusObject>((resolve) => call.on('status', resolve));
  await until(() => states.length === 1, 'the first state');
  await harness.receivers.close();
  expect((await ended).code).toBe(14);
  expect(states).toEqual([1, 2]);
});
