// OmniRT says how a stage ended in the status message alone, without a code: "ok", "error" or "cancelled". Whatever the
// encoding, an "error" is one in the list, in the services, in the filter for errors and in the waterfall. Its spans name no
// parents, and may be sent as well as fetched.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventGroup } from '../../../src/contract/event-records.ts';
import type { Encoding, Transport } from '../../../src/contract/ingest.ts';
import { jobFacts, sessionItem, spanGroup, stageItem } from '../../../src/contract/omnirt-jobs.ts';
import { ItemSource, type SessionId } from '../../../src/contract/sessions.ts';
import { unixNanos } from '../../../src/contract/time.ts';
import { SpanMark } from '../../../src/contract/traces.ts';
import { encodeOtlpProtobuf } from '../../../src/main/encode/otlp-protobuf.ts';
import { FakeOmnirt } from '../../support/systems/omnirt.ts';
import { ProtoWriter } from '../../support/proto-writer.ts';
import { alive, run, spanHex, TestRun, traceHex } from './test-run.ts';

const traceId = traceHex('5433e0f1d2c3b4a5968778695a4b3c2d');
const stages = ['ok', 'error', 'cancelled'] as const;
const start = 1_782_000_000_012_000_000n;
const end = 1_782_000_000_500_000_000n;

/** As `telemetry/otel.py` writes it: times as bare numbers, no kind, no parent, a status with a message only. */
function jsonRequest(): Uint8Array {
  const spans = stages.map(
    (message, i) =>
      `{"traceId":"${traceId}","spanId":"${spanHex(i + 1)}","name":"${message}.stage_start","startTimeUnixNano":${start},` +
      `"endTimeUnixNano":${end},"attributes":[{"key":"elapsed_ms","value":{"stringValue":"488.1"}}],"status":{"message":"${message}"}}`,
  );
  return new TextEncoder().encode(
    '{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"omnirt"}}]},' +
      `"scopeSpans":[{"scope":{"name":"omnirt","version":"1.0.0"},"spans":[${spans.join(',')}]}]}]}`,
  );
}

function protobufRequest(): Uint8Array {
  const id = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
  return new ProtoWriter()
    .message(1, (group) => {
      group.message(1, (resource) =>
        resource.message(1, (pair) => pair.text(1, 'service.name').message(2, (value) => value.text(1, 'omnirt'))),
      );
      group.message(2, (scope) => {
        scope.message(1, (body) => body.text(1, 'omnirt').text(2, '1.0.0'));
        stages.forEach((message, i) =>
          scope.message(2, (span) =>
            span
              .bytes(1, id(traceId))
              .bytes(2, id(spanHex(i + 1)))
              .text(5, `${message}.stage_start`)
              .fixed64(7, start)
              .fixed64(8, end)
              .message(15, (status) => status.text(2, message)),
          ),
        );
      });
    })
    .finish();
}

const ways: readonly (readonly [string, Encoding, Transport, () => Uint8Array])[] = [
  ['gRPC', 'protobuf', 'grpc', protobufRequest],
  ['HTTP with protobuf', 'protobuf', 'http', protobufRequest],
  ['HTTP with JSON', 'json', 'http', jsonRequest],
];

describe.each(ways)('over %s', (_, encoding, transport, request) => {
  let test: TestRun;
  beforeEach(async () => {
    test = new TestRun();
    await test.addBytes(request(), encoding, transport);
  });
  afterEach(() => test.remove());

  it.each(['journal', 'block'])('an error without a code is an error, read from the %s', (where) => {
    if (where === 'block') test.seal();
    const { methods } = test.queries;
    const list = (filter: object) => methods['traces.list']({ run, filter, offset: 0, limit: 10 }, alive);
    expect(list({}).rows).toMatchObject([{ traceId, spans: 3, errors: 1, services: [{ name: 'omnirt', errors: 1 }] }]);
    expect(list({ errors: true }).rows).toHaveLength(1);
    const columns = methods['trace.get']({ run, traceId }, alive);
    const failed = Array.from(columns.marks, (mark) => mark & SpanMark.error);
    const names = Array.from(columns.name, (name) => columns.names[name]);
    expect([columns.errors, names.filter((_name, row) => failed[row] === SpanMark.error)]).toEqual([
      1,
      ['error.stage_start'],
    ]);
  });
});

describe('a job whose spans are sent and fetched', () => {
  let test: TestRun;
  const omnirt = new FakeOmnirt();
  const at = 1_782_000_000_000;
  beforeEach(() => {
    test = new TestRun();
    omnirt.enqueue('j-1', traceId, at);
    omnirt.event('j-1', 'modular_pipeline', 'stage_start', at + 10);
    omnirt.event('j-1', 'encode_prompt', 'stage_start', at + 12);
    omnirt.event('j-1', 'encode_prompt', 'stage_end', at + 100, { elapsed_ms: 88 });
    omnirt.event('j-1', 'denoise', 'stage_start', at + 100);
    omnirt.event('j-1', 'denoise', 'stage_error', at + 500, { error: 'CUDA out of memory' });
    // The pipeline's start is never followed by its end.
    omnirt.event('j-1', 'export', 'stage_start', at + 500);
  });
  afterEach(() => test.remove());

  it.each(['journal', 'block'])(
    'nests them by their times and has each once on the timeline, from the %s',
    async (where) => {
      const modular = omnirt.jobs.get('j-1')?.spans[0];
      if (modular !== undefined) modular.to = at + 600;
      await test.addBytes(new TextEncoder().encode(omnirt.otlpOf('j-1')), 'json', 'http');
      const fetched = spanGroup(omnirt.traceOf('j-1'), 'omnirt') ?? expect.fail();
      await test.addBytes(encodeOtlpProtobuf([fetched]), 'protobuf', 'http');
      const facts = jobFacts('j-1', { trace_id: traceId, state: 'running' });
      await test.addLogBytes(
        encodeOtlpProtobuf([eventGroup('omnirt', [sessionItem(facts, { enqueued_at_ms: at }, false, unixNanos(0n))])]),
      );
      if (where === 'block') test.seal();
      const { methods } = test.queries;
      const columns = methods['trace.get']({ run, traceId }, alive);
      const rows = Array.from(
        columns.name,
        (name, row) => `${'  '.repeat(columns.depth[row] as number)}${columns.names[name]}`,
      );
      expect(rows).toEqual([
        'modular_pipeline.stage_start',
        '  encode_prompt.stage_start',
        '  denoise.stage_start',
        '  export.stage_start',
      ]);
      expect([columns.spans, columns.resent, columns.errors]).toEqual([4, 4, 1]);
      expect((columns.marks[3] as number) & SpanMark.unfinished).toBe(SpanMark.unfinished);
      const shown = (source: number): readonly (string | undefined)[] => {
        const asked = { run, session: 'j-1' as SessionId, lanes: 'node', limit: 100 } as const;
        const { name, source: sources, texts, items, left } = methods['sessions.timeline'](asked, alive);
        expect(left).toBe(0);
        return [...name.subarray(0, items)].filter((_, i) => sources[i] === source).map((one) => texts[one]);
      };
      expect(shown(ItemSource.span)).toEqual(rows.map((row) => row.trim()));
      // Events of a stage stand for its span.
      const told = omnirt.jobs.get('j-1')?.events.filter(({ stage }) => stage === 'denoise') ?? [];
      const items = told.flatMap((event) => stageItem(facts, event, unixNanos(0n)) ?? []);
      await test.addLogBytes(encodeOtlpProtobuf([eventGroup('omnirt', items)]));
      expect(shown(ItemSource.event)).toEqual(['session', 'denoise.stage']);
      expect(shown(ItemSource.span)).toEqual(rows.map((row) => row.trim()).filter((row) => !row.startsWith('denoise')));
    },
  );
});
