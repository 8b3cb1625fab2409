// OTLP in files: lines, documents, one request, length-prefixed messages; mixed signals, damage, files that grow.
import { zstdCompressSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { decodeOne } from '../../../support/decode-foreign-oracle.ts';
import {
  makeLogRequest,
  makeLogRequestJson,
  makeTraceRequest,
  makeTraceRequestJson,
} from '../../../support/otlp-payloads.ts';
import { oracleMetrics } from '../../../support/metric-dump.ts';
import { decodeOracle, jsonOf, metricsType, type Plain } from '../../../support/otlp-oracle.ts';
import { randomMetrics } from '../../../support/random-metrics.ts';
import { randomLogs, randomTraces } from '../../../support/random-otlp.ts';
import { seededRandom } from '../../../support/random.ts';
import { readForeign } from '../../../support/read-foreign.ts';

vi.setConfig({ testTimeout: 30_000 });

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytesOf = (written: string): Uint8Array => new TextEncoder().encode(written);
const pretty = (request: Uint8Array): string => JSON.stringify(JSON.parse(text(request)), undefined, 2);

const traces = makeTraceRequestJson({ seed: 1, spans: 40 });
const moreTraces = makeTraceRequestJson({ seed: 2, spans: 30 });
const logs = makeLogRequestJson({ seed: 3, records: 25 });
const spans = [...decodeOne('traces', 'json', traces), ...decodeOne('traces', 'json', moreTraces)];
const records = decodeOne('logs', 'json', logs);

const metricsMessage = randomMetrics(seededRandom(4));
const metricsJson = jsonOf(metricsMessage);
const metrics = protobufOf(metricsMessage);
const points = oracleMetrics(decodeOracle(metricsType, metrics));

function protobufOf(message: Plain): Uint8Array {
  return new Uint8Array(metricsType.encode(metricsType.fromObject(message)).finish());
}

describe('JSON lines', () => {
  const lines = bytesOf(
    `${text(traces)}\n${text(metricsJson)}\r\n\n${text(logs)}\n{"resourceProfiles":[]}\n${text(moreTraces)}\n`,
  );

  it('are read, signals mixed', () => {
    expect(readForeign(lines)).toEqual({
      format: 'otlp-json',
      spans,
      logs: records,
      points,
      profiles: ['line 5'],
      skipped: [],
      fault: undefined,
      settled: lines.length,
    });
  });

  it.each([1, 13, 1000])('say the same in pieces of %i bytes', (size) => {
    expect(readForeign(lines, size)).toEqual(readForeign(lines));
  });

  it('that are damaged are told with their place, and the others are kept', () => {
    const broken = bytesOf(
      `${text(traces)}\n{"resourceSpans":[{"scopeSpans":5}]}\nnot json\n[1]\n${text(moreTraces)}\n`,
    );
    const read = readForeign(broken);
    expect(read.spans).toEqual(spans);
    expect(read.skipped).toEqual([
      expect.stringMatching(/^unreadable: .* \(line 2, resourceSpans\[0\]\.scopeSpans\) 1$/),
      'lines that are no OTLP JSON (line 3) 2',
    ]);
  });

  it('whose last one is cut off: the rest is kept', () => {
    const cut = bytesOf(`${text(traces)}\n${text(moreTraces).slice(0, 500)}`);
    const read = readForeign(cut);
    expect(read.spans).toHaveLength(40);
    expect(read.skipped).toEqual([
      expect.stringMatching(/^the rest of a document that is cut off: the JSON ends .*\(line 2/),
    ]);
    // So are the items of the line that stand before.
    const later = readForeign(bytesOf(`${text(traces)}\n${text(moreTraces).slice(0, -500)}`));
    expect(later.spans.length).toBeGreaterThan(60);
    expect(later.spans).toEqual(spans.slice(0, later.spans.length));
    expect(readForeign(traces.subarray(0, -500)).spans.length).toBeGreaterThan(30);
  });

  it('of a file that grows are settled up to the last whole one', () => {
    const first = traces.length + 1;
    const cut = bytesOf(`${text(traces)}\n${text(moreTraces).slice(0, 500)}`);
    const read = readForeign(cut, cut.length, false);
    expect([read.spans.length, read.settled, read.skipped]).toEqual([40, first, []]);
  });

  it('with several signals in one keep them all, wherever it stands and whatever comes first', () => {
    const both = `{${text(traces).slice(1, -1)},${text(metricsJson).slice(1, -1)},${text(logs).slice(1)}`;
    const snake = `{"resource_profiles":[],${text(logs).slice(1, -1).replace('resourceLogs', 'resource_logs')},${text(traces).slice(1)}`;
    for (const file of [`${both}\n${text(moreTraces)}\n${snake}\n`, `${snake}\n${text(moreTraces)}\n${both}`]) {
      const read = readForeign(bytesOf(file), 1000);
      expect(read.spans).toHaveLength(110);
      expect(read.logs).toEqual([...records, ...records]);
      expect(read.points).toEqual(points);
      expect(read.skipped.toSorted()).toEqual([
        expect.stringMatching(/^profiles in a request that .* \(line [13], document 1, resource_profiles\) 1$/),
      ]);
    }
  });

  it('that only speak of another signal are one request', () => {
    const odd = text(traces).replace('"resource":', '"resourceLogs":7,"resource":');
    expect(odd).not.toBe(text(traces));
    expect(readForeign(bytesOf(`${odd}\n`))).toMatchObject({ spans: spans.slice(0, 40), logs: [], skipped: [] });
  });

  it('that begin with several signals are still lines: a damaged one costs only itself', () => {
    const both = `{${text(traces).slice(1, -1)},${text(logs).slice(1)}`;
    const [cut, odd] = [both.slice(0, -1), `${both.slice(0, -1)}]`];
    const read = readForeign(bytesOf(`${both}\n${cut}\n${odd}\n{"resourceSpans":\n${text(moreTraces)}\n`));
    expect([read.spans.length, read.logs.length, read.fault]).toEqual([150, 75, undefined]);
    expect(read.skipped).toEqual([
      expect.stringMatching(/^the rest of a document that is cut off: .* \(line 2, document 1\) 2$/),
      expect.stringMatching(/^the rest of lines that cannot be read on: .* \(line 3, byte \d+\) 1$/),
    ]);
  });

  it('without a last break are complete when the file is', () => {
    expect(readForeign(bytesOf(`${text(traces)}\n${text(moreTraces)}`)).spans).toEqual(spans);
    expect(readForeign(traces).spans).toEqual(spans.slice(0, 40));
  });

  it('that are very long are taken apart', { timeout: 120_000 }, () => {
    const long = makeTraceRequestJson({ seed: 9, spans: 17_000 });
    expect(long.length).toBeGreaterThan(17 << 20);
    const file = bytesOf(`${text(traces)}\n${text(long)}\n${text(logs)}\n`);
    const read = readForeign(file, 1 << 20);
    expect(read.skipped).toEqual([]);
    const expected = [...spans.slice(0, 40), ...decodeOne('traces', 'json', long)];
    expect(read.spans.length).toBe(expected.length);
    for (const at of [0, 39, 40, 8000, expected.length - 1]) expect(read.spans[at]).toEqual(expected[at]);
    expect(read.logs).toEqual(records);
  });
});

describe('documents', () => {
  it('over many lines are read like lines', () => {
    const file = bytesOf(`${pretty(traces)}\n${pretty(logs)}\n${pretty(moreTraces)}`);
    for (const size of [file.length, 1, 4096]) {
      const read = readForeign(file, size);
      expect([read.format, read.spans, read.logs, read.skipped]).toEqual(['otlp-json', spans, records, []]);
    }
  });

  it('with several signals in one keep them all', () => {
    const both = `{"resourceProfiles":[],${text(traces).slice(1, -1)},${text(logs).slice(1)}`;
    expect(readForeign(bytesOf(both))).toMatchObject({ spans: spans.slice(0, 40), logs: records });
  });

  it('of random content mean what the decoder makes of them whole', { timeout: 120_000 }, () => {
    const random = seededRandom(31);
    for (let round = 0; round < 60; round++) {
      const spansOf = jsonOf(randomTraces(random));
      const logsOf = jsonOf(randomLogs(random));
      const message = randomMetrics(random);
      const file = bytesOf(`${pretty(spansOf)}\n${pretty(logsOf)}\n${pretty(jsonOf(message))}`);
      const read = readForeign(file, 1 + random.below(3000));
      expect(read.skipped).toEqual([]);
      expect(read.spans).toEqual(decodeOne('traces', 'json', spansOf));
      expect(read.logs).toEqual(decodeOne('logs', 'json', logsOf));
      expect(read.points).toEqual(oracleMetrics(decodeOracle(metricsType, protobufOf(message))));
    }
  });

  it('keep a resource and a scope that come behind their items', () => {
    const span = '{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","name":"late"}';
    const file = `{\n"resourceSpans":[{"scopeSpans":[{"spans":[${span}],"schemaUrl":"s","scope":{"name":"lib"}}],
      "schemaUrl":"r","resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]}}]}`;
    const { spans: found } = readForeign(bytesOf(file));
    expect(found).toEqual([
      expect.objectContaining({
        name: 'late',
        scope: expect.objectContaining({ name: 'lib', schemaUrl: 's' }),
        resource: expect.objectContaining({ service: 'shop', schemaUrl: 'r' }),
      }),
    ]);
  });

  const filling = 'x'.repeat(20_000);
  const longSpans = (from: number, count: number): string =>
    Array.from(
      { length: count },
      (_, i) =>
        `{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"${(from + i + 1).toString(16).padStart(16, '0')}","name":"span ${from + i} ${filling}"}`,
    ).join(',');
  const shop = '"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]}';
  const placesOf = (file: string): { readonly found: string[]; readonly skipped: readonly string[] } => {
    const read = readForeign(bytesOf(file), 1 << 20);
    const found = read.spans.map((span) => {
      const { name, scope, resource } = span as unknown as {
        readonly name: string;
        readonly scope: { readonly name: string };
        readonly resource: { readonly service: string };
      };
      return `${name.slice(0, -filling.length - 1)} of ${scope.name} in ${resource.service}`;
    });
    return { found, skipped: read.skipped };
  };

  it('of many megabytes keep a resource that comes behind several scopes', () => {
    const scope = (name: string, from: number, count: number): string =>
      `{"spans":[${longSpans(from, count)}],"scope":{"name":"${name}"}}`;
    const file = `{"resourceSpans":[{"scopeSpans":[${scope('a', 0, 150)},${scope('b', 150, 10)},${scope('c', 160, 240)}],${shop}}]}`;
    const { found, skipped } = placesOf(file);
    expect(skipped).toEqual([]);
    expect(found).toEqual(
      Array.from({ length: 400 }, (_, i) => `span ${i} of ${i < 150 ? 'a' : i < 160 ? 'b' : 'c'} in shop`),
    );
  });

  it('of more megabytes than can wait for their resource keep their items and say so', () => {
    const file = `{"resourceSpans":[{"scopeSpans":[{"spans":[${longSpans(0, 1000)}],"scope":{"name":"a"}}],${shop}}]}`;
    const { found, skipped } = placesOf(file);
    expect(found).toHaveLength(1000);
    expect(found[0]).toMatch(/^span 0 of {2}in (unknown_service)?$/);
    expect(found.map((one) => one.split(' of ')[0])).toEqual(Array.from({ length: 1000 }, (_, i) => `span ${i}`));
    expect(skipped).toEqual([expect.stringMatching(/^resources or scopes that come more than 16 MiB behind/)]);
  });

  it("of Jaeger's API of version 3 stand under a key", () => {
    expect(readForeign(bytesOf(`{"result":${text(traces)}}\n{"result":${text(moreTraces)}}`)).spans).toEqual(spans);
  });

  it('that break off say where, and keep what came before', () => {
    const file = bytesOf(`${pretty(traces)}\n{"resourceSpans": [ }`);
    const read = readForeign(file);
    expect(read.spans).toHaveLength(40);
    expect(read.fault).toMatch(/^not JSON: .* at \d+$/);
    expect(readForeign(bytesOf(pretty(traces).slice(0, -3))).skipped).toEqual([
      expect.stringContaining('the rest of a document that is cut off'),
    ]);
  });
});

const pbTraces = makeTraceRequest({ seed: 5, spans: 60 });
const pbLogs = makeLogRequest({ seed: 6, records: 50 });

describe('protobuf', () => {
  it('of one request is told by its items', () => {
    expect(readForeign(pbTraces)).toMatchObject({
      format: 'otlp-protobuf',
      spans: decodeOne('traces', 'protobuf', pbTraces),
      skipped: [],
    });
    expect(readForeign(pbLogs)).toMatchObject({ format: 'otlp-protobuf', logs: decodeOne('logs', 'protobuf', pbLogs) });
    expect(points.length).toBeGreaterThan(5);
    expect(readForeign(metrics)).toMatchObject({ format: 'otlp-protobuf', points, skipped: [] });
  });

  it.each([1, 50, 5000])('says the same in pieces of %i bytes', (size) => {
    expect(readForeign(pbTraces, size)).toEqual(readForeign(pbTraces));
    expect(readForeign(pbLogs, size)).toEqual(readForeign(pbLogs));
  });

  it('that is cut off keeps its whole groups', () => {
    const several = new Uint8Array(Buffer.concat([pbTraces, pbTraces]));
    const read = readForeign(several.subarray(0, -1));
    expect(read.spans.length).toBeGreaterThanOrEqual(60);
    expect(read.skipped).toEqual([expect.stringContaining('a resource group that is cut off at the end of the file')]);
  });
});

function framed(...messages: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(
    Buffer.concat(
      messages.flatMap((message) => {
        const length = Buffer.alloc(4);
        length.writeUInt32BE(message.length);
        return [length, message];
      }),
    ),
  );
}

describe('length-prefixed messages', () => {
  const file = framed(pbTraces, metrics, pbLogs, new Uint8Array(0));

  it('are read, signals mixed', () => {
    for (const size of [file.length, 1, 777])
      expect(readForeign(file, size)).toEqual({
        format: 'otlp-protobuf-lengths',
        spans: decodeOne('traces', 'protobuf', pbTraces),
        logs: decodeOne('logs', 'protobuf', pbLogs),
        points,
        skipped: [],
        fault: undefined,
        settled: file.length,
      });
  });

  it('may each be compressed, protobuf or JSON', () => {
    const read = readForeign(framed(zstdCompressSync(pbTraces), zstdCompressSync(logs), logs));
    expect(read).toMatchObject({ format: 'otlp-protobuf-lengths', skipped: [] });
    expect(read.spans).toEqual(decodeOne('traces', 'protobuf', pbTraces));
    expect(read.logs).toEqual([...records, ...records]);
  });

  it('of a file that grows are settled up to the last whole one', () => {
    const cut = file.subarray(0, pbTraces.length + 20);
    expect(readForeign(cut, cut.length, false)).toMatchObject({ settled: 4 + pbTraces.length, skipped: [] });
    expect(readForeign(cut).skipped).toEqual([
      expect.stringContaining('a message that is cut off at the end of the file (message 2'),
    ]);
  });

  it('that are larger than can be are passed over', () => {
    const huge = Buffer.alloc(8);
    huge.writeUInt32BE(100 << 20);
    huge[4] = 0x0a;
    const read = readForeign(new Uint8Array(Buffer.concat([framed(pbTraces), huge])));
    expect(read.spans).toHaveLength(60);
    expect(read.skipped[0]).toMatch(/^messages larger than 64 MiB \(message 2 at byte \d+\) 1$/);
  });
});
