// Secrets on their way into the live run: by gRPC and HTTP, packed and plain, protobuf and JSON, no byte of them reaches the run
// file, neither its journal nor its blocks; what stands in their place is the same on all ways.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { credentials, makeGenericClientConstructor } from '@grpc/grpc-js';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { runId } from '../../../src/contract/ids.ts';
import { defaultSettings, type Settings } from '../../../src/contract/runs.ts';
import { newTarget } from '../../../src/contract/scrape.ts';
import { startIngestCore } from '../../../src/main/engine/ingest-core.ts';
import type { FromIngest } from '../../../src/main/engine/ingest-messages.ts';
import { ProtoWriter } from '../../support/proto-writer.ts';
import { snappyLiterals } from '../../support/snappy-literals.ts';
import { jsonOf, logsType, metricsType, type Plain, tracesType } from '../../support/otlp-oracle.ts';

const secret = 'sk-live-0123456789abcdef';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otterscope-masking-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const text = (key: string, value: string): Plain => ({ key, value: { stringValue: value } });
const token = text('twinkle.token_id', secret);
const headers: Plain = {
  key: 'http.request.header.authorization',
  value: { arrayValue: { values: [{ stringValue: `Bearer ${secret}` }] } },
};
const nested: Plain = {
  key: 'call',
  value: { kvlistValue: { values: [text('Authorization', secret), text('id', 'plain')] } },
};
const resource = { attributes: [text('service.name', 'server'), text('api_key', secret)] };
const scope = { name: 'twinkle.server.business', attributes: [token] };
const id = (byte: number, length: number): Uint8Array => new Uint8Array(length).fill(byte);
const time = '1780000000000000001';

const requests = {
  traces: (way: number): Plain => ({
    resourceSpans: [
      {
        resource,
        scopeSpans: [
          {
            scope,
            spans: [
              {
                traceId: id(way, 16),
                spanId: id(way, 8),
                name: 'Model.forward',
                startTimeUnixNano: time,
                endTimeUnixNano: time,
                attributes: [text('twinkle.model_id', 'm-1'), token, headers, nested],
                events: [{ timeUnixNano: time, name: 'sent', attributes: [token] }],
                links: [{ traceId: id(9, 16), spanId: id(9, 8), attributes: [token] }],
              },
            ],
          },
        ],
      },
    ],
  }),
  logs: (): Plain => ({
    resourceLogs: [
      {
        resource,
        scopeLogs: [
          {
            scope,
            logRecords: [{ timeUnixNano: time, body: { kvlistValue: { values: [token] } }, attributes: [token] }],
          },
        ],
      },
    ],
  }),
  metrics: (way: number): Plain => ({
    resourceMetrics: [
      {
        resource,
        scopeMetrics: [
          {
            scope,
            metrics: [
              {
                name: `calls.${way}`,
                sum: {
                  aggregationTemporality: 2,
                  isMonotonic: true,
                  dataPoints: [
                    {
                      startTimeUnixNano: time,
                      timeUnixNano: '1780000001000000001',
                      asInt: '3',
                      attributes: [token],
                      exemplars: [{ timeUnixNano: time, asInt: '1', filteredAttributes: [token] }],
                    },
                  ],
                },
              },
            ],
          },
        ],
      },
    ],
  }),
};
const types = { traces: tracesType, logs: logsType, metrics: metricsType };
const services = {
  traces: 'opentelemetry.proto.collector.trace.v1.TraceService',
  logs: 'opentelemetry.proto.collector.logs.v1.LogsService',
  metrics: 'opentelemetry.proto.collector.metrics.v1.MetricsService',
};
type Signal = keyof typeof requests;
const signals = ['traces', 'logs', 'metrics'] as const;

function export_(address: string, signal: Signal, body: Buffer, gzip: boolean): Promise<void> {
  const plain = (bytes: Buffer): Buffer => bytes;
  const path = `/${services[signal]}/Export`;
  const Client = makeGenericClientConstructor(
    {
      export: {
        path,
        requestStream: false,
        responseStream: false,
        requestSerialize: plain,
        requestDeserialize: plain,
        responseSerialize: plain,
        responseDeserialize: plain,
      },
    },
    'Service',
  );
  const client = new Client(address, credentials.createInsecure(), {
    'grpc.default_compression_algorithm': gzip ? 2 : 0,
  });
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(path, plain, plain, body, (error) => {
      client.close();
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Everything of the folder, as text in which each byte is a character. */
const bytesOfRun = (): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');

const path = (): string => join(folder, 'run.otter');

function start(messages: FromIngest[], settings: Partial<Settings> = {}) {
  const any = { host: '127.0.0.1', port: 0 };
  return startIngestCore(
    {
      run: { id: runId('run'), path: path(), name: 'run', named: true },
      settings: { ...defaultSettings, maskedKeys: [...defaultSettings.maskedKeys], ...settings },
      maskSecret: 'of this folder',
      host: 'h',
      version: '0',
      grpc: any,
      http: any,
      reservedPorts: [],
      watchProcesses: true,
    },
    (message) => messages.push(message),
  );
}

it('no byte of a secret reaches the run file, whichever way it came', { timeout: 30_000 }, async () => {
  const messages: FromIngest[] = [];
  const { handlers } = await start(messages);
  const ready = messages.find((one) => one.kind === 'ready')?.endpoints;
  if (ready?.http.kind !== 'listening' || ready.grpc.kind !== 'listening') throw new Error('no ports');
  const grpc = `127.0.0.1:${ready.grpc.port}`;
  const url = `http://127.0.0.1:${ready.http.port}/v1/`;
  const post = async (signal: Signal, body: Uint8Array, more: Readonly<Record<string, string>>): Promise<void> => {
    const response = await fetch(url + signal, { method: 'POST', headers: more, body: Buffer.from(body) });
    expect([response.status, await response.text()]).toEqual([200, expect.not.stringContaining('partial')]);
  };
  const protobuf = { 'content-type': 'application/x-protobuf' };
  for (const signal of signals) {
    const type = types[signal];
    const encoded = (way: number): Buffer => Buffer.from(type.encode(type.fromObject(requests[signal](way))).finish());
    await export_(grpc, signal, encoded(1), false);
    await export_(grpc, signal, encoded(2), true);
    await post(signal, encoded(3), protobuf);
    await post(signal, gzipSync(encoded(4)), { ...protobuf, 'content-encoding': 'gzip' });
    await post(signal, jsonOf(requests[signal](5)), { 'content-type': 'application/json' });
  }

  const db = new Database(path(), { readonly: true });
  const rows = db.prepare('SELECT encoding, compression, bytes FROM journal').all() as {
    encoding: string;
    compression: string;
    bytes: Buffer;
  }[];
  db.close();
  expect(rows.filter(({ encoding }) => encoding === 'json')).toHaveLength(2);
  expect(new Set(rows.map(({ compression }) => compression))).toEqual(new Set(['identity']));
  const journal = rows.map(({ bytes }) => bytes.toString('latin1')).join('\n');
  expect(journal).toContain('twinkle.token_id');
  expect(bytesOfRun()).not.toContain(secret);
  expect(bytesOfRun()).not.toContain(Buffer.from(secret).toString('base64').slice(0, 20));
  // One secret, one text in its place: 16 hexadecimal digits, then stars.
  const masks = new Set(journal.match(/[0-9a-f]{16}\*{8}(?!\*)/g));
  expect(masks.size).toBe(1);
  expect(journal.match(/[0-9a-f]{16}\*{15}/g)?.length).toBe(5);

  await handlers.close({});
  const sealed = bytesOfRun();
  expect(sealed).not.toContain(secret);
  expect(sealed).toContain('twinkle.token_id');
  expect(sealed).toContain([...masks][0]);
});

it(
  'nor do labels of a page that is scraped, of remote write, and of their exemplars',
  { timeout: 40_000 },
  async () => {
    const page = [
      '# TYPE calls counter',
      `calls_total{twinkle_token_id="${secret}",way="page"} 3 # {Authorization="${secret}"} 1 1780000000`,
      '# EOF',
    ].join('\n');
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'application/openmetrics-text; version=1.0.0');
      response.end(`${page}\n`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const target = {
      ...newTarget,
      id: 't',
      url: `http://127.0.0.1:${port}/metrics`,
      job: 'page',
      intervalSeconds: 1,
      timeoutSeconds: 1,
      labels: [{ name: 'api_key', value: secret }],
    };
    const { handlers } = await start([], { targets: [target] });
    const body = new ProtoWriter();
    body.message(1, (series) => {
      for (const [name, value] of Object.entries({ __name__: 'written', 'Api.Key': secret }))
        series.message(1, (label) => label.text(1, name).text(2, value));
      series.message(2, (sample) => sample.double(1, 1).varint(2, Date.now()));
      series.message(3, (exemplar) =>
        exemplar
          .message(1, (label) => label.text(1, 'authorization').text(2, secret))
          .double(2, 1)
          .varint(3, Date.now()),
      );
    });
    const written = await handlers.remoteWrite({
      path: '/api/v1/write',
      contentType: '',
      compression: 'snappy',
      userAgent: '',
      peer: { remoteAddress: '127.0.0.1', remotePort: 1, remoteFamily: 'IPv4', localPort: 2 },
      content: { kind: 'body', version: '1.0', body: snappyLiterals(body.finish()) },
    });
    expect(written).toMatchObject({ status: 204, written: { samples: 1, exemplars: 1 } });
    await vi.waitFor(async () => expect(await handlers.targets({})).toMatchObject([{ state: 'up' }]), 40_000);
    await handlers.close({});
    const kept = bytesOfRun();
    for (const name of ['twinkle_token_id', 'calls_total', 'written', 'Api.Key']) expect(kept).toContain(name);
    expect(kept).not.toContain(secret);
    expect(new Set(kept.match(/[0-9a-f]{16}\*{8}(?!\*)/g)).size).toBe(1);
  },
);
