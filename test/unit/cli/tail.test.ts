// What `otterscope tail` understands, and the lines it prints.
import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../src/main/cli/arguments.ts';
import { logJson, logLine } from '../../../src/main/cli/tail-log-text.ts';
import { spanJson, spanLine } from '../../../src/main/cli/tail-span-text.ts';
import type { LogColumns } from '../../../src/contract/logs.ts';
import type { SpanTailAnswer } from '../../../src/contract/spans.ts';

describe('the arguments of tail', () => {
  it('have defaults', () => {
    const options = { signal: 'logs', data: undefined, where: '', json: false, lines: 10 };
    expect(readArguments(['tail', 'logs'], {})).toEqual({ kind: 'tail', options });
    expect(
      readArguments(['tail', 'logs', '--data', 'x', '--where', 'severity >= warn', '--json', '-n', '0'], {}),
    ).toEqual({
      kind: 'tail',
      options: { signal: 'logs', data: 'x', where: 'severity >= warn', json: true, lines: 0 },
    });
    expect(readArguments(['tail', 'logs'], { OTTERSCOPE_DATA: 'y' })).toMatchObject({ options: { data: 'y' } });
  });

  it('take a search as an argument of its own', () => {
    const where = 'service = "x" and duration > 5ms';
    const options = { signal: 'spans', data: undefined, where, json: true, lines: 3 };
    expect(readArguments(['tail', 'spans', where, '--json', '-n', '3'], {})).toEqual({ kind: 'tail', options });
    expect(readArguments(['tail', 'spans', '-n', '3', '--json', '--where', where], {})).toEqual({
      kind: 'tail',
      options,
    });
    expect(readArguments(['tail', 'logs', 'refused'], {})).toMatchObject({ options: { where: 'refused' } });
  });

  it.each([
    [['tail'], 'Tail what?'],
    [['tail', 'metrics'], 'Only logs and spans'],
    [['tail', 'spans', 'service', '=', 'api'], 'put it in quotes'],
    [['tail', 'spans', 'error', '--where', 'root'], 'given twice'],
    [['tail', 'logs', 'duration > 5ms and root'], 'The search'],
    [['tail', 'spans', '--where', 'duration > soon'], '--where'],
    [['tail', 'logs', '--lines', 'many'], '--lines many'],
    [['tail', 'logs', '--lines', '1001'], '--lines 1001'],
    [['tail', 'logs', '--follow'], '--follow'],
    [['tail', 'logs', '--where', 'service = '], '--where'],
  ])('%j is refused', (args, words) => {
    expect(readArguments(args, {})).toEqual({ kind: 'wrong', message: expect.stringContaining(words) });
  });

  it('point at what is wrong in a search', () => {
    const read = readArguments(['tail', 'logs', '--where', 'a = 1 and root'], {});
    expect(read).toMatchObject({ message: expect.stringContaining(`\n  a = 1 and root\n  ${' '.repeat(10)}^`) });
  });
});

function columnsOf(body: string, more: Partial<LogColumns> = {}): LogColumns {
  return {
    rows: 1,
    sequence: Float64Array.of(7),
    time: BigUint64Array.of(1_767_225_600_123_000_000n),
    observed: BigUint64Array.of(0n),
    severity: Uint8Array.of(13),
    severityText: Uint32Array.of(0),
    service: Uint32Array.of(1),
    scope: Uint32Array.of(0),
    eventName: Uint32Array.of(0),
    body: [body],
    bodyLength: Uint32Array.of(body.length),
    bodyKind: Uint8Array.of(1),
    traceIds: new Uint8Array(16).fill(1),
    spanIds: new Uint8Array(8),
    texts: ['', 'api'],
    ...more,
  };
}

describe('the line of a record', () => {
  it('says when, how bad, who and what', () => {
    expect(logLine(columnsOf('hello'), 0)).toBe('2026-01-01T00:00:00.123Z WARN  api  hello\n');
    const bare = { time: BigUint64Array.of(0n), severity: Uint8Array.of(0), bodyLength: Uint32Array.of(600) };
    expect(logLine(columnsOf('hello', bare), 0)).toBe('no time -     api  hello …\n');
  });

  it('cannot steer the terminal', () => {
    expect(logLine(columnsOf('a\u001b[31mb\nc\u0007\u202ed\u0085'), 0)).toContain(
      'a\\x1b[31mb\\nc\\x07\\u{202e}d\\x85',
    );
  });

  it('is an object in JSON', () => {
    expect(JSON.parse(logJson(columnsOf('a\nb'), 0))).toEqual({
      sequence: 7,
      time: '1767225600123000000',
      observed: '0',
      severity: 13,
      severityText: '',
      service: 'api',
      scope: '',
      eventName: '',
      body: 'a\nb',
      bodyLength: 3,
      traceId: '01'.repeat(16),
    });
  });
});

function spanOf(more: Partial<SpanTailAnswer> = {}): SpanTailAnswer {
  return {
    rows: 1,
    start: BigUint64Array.of(1_767_225_600_123_000_000n),
    end: BigUint64Array.of(1_767_225_600_135_300_000n),
    duration: BigUint64Array.of(12_300_000n),
    kind: Uint8Array.of(2),
    status: Uint8Array.of(0),
    failed: Uint8Array.of(0),
    name: Uint32Array.of(2),
    statusMessage: Uint32Array.of(0),
    service: Uint32Array.of(1),
    scope: Uint32Array.of(0),
    traceIds: new Uint8Array(16).fill(1),
    spanIds: new Uint8Array(8).fill(2),
    parentIds: new Uint8Array(8),
    texts: ['', 'api', 'GET /cart', 'no\nstock'],
    next: 1,
    skipped: 0,
    evicted: 0,
    cursor: 1,
    ...more,
  };
}

describe('the line of a span', () => {
  const failed = {
    status: Uint8Array.of(2),
    failed: Uint8Array.of(1),
    statusMessage: Uint32Array.of(3),
    parentIds: new Uint8Array(8).fill(3),
  };

  it('says when, how it ended, what kind, how long, who, what, and where', () => {
    const trace = '01'.repeat(16);
    expect(spanLine(spanOf(), 0)).toBe(`2026-01-01T00:00:00.123Z -     server    12.3 ms  api  GET /cart  ${trace}\n`);
    expect(spanLine(spanOf(failed), 0)).toBe(
      `2026-01-01T00:00:00.123Z ERROR server    12.3 ms  api  GET /cart  ${trace}  no\\nstock\n`,
    );
    const odd = { start: BigUint64Array.of(0n), kind: Uint8Array.of(9), status: Uint8Array.of(1) };
    expect(spanLine(spanOf({ ...odd, duration: BigUint64Array.of(0n) }), 0)).toBe(
      `no time OK    kind 9       0 ns  api  GET /cart  ${trace}\n`,
    );
  });

  it('is an object in JSON', () => {
    const expected = {
      start: '1767225600123000000',
      end: '1767225600135300000',
      durationNanos: 12_300_000,
      kind: 'server',
      status: 'unset',
      statusMessage: '',
      failed: false,
      service: 'api',
      scope: '',
      name: 'GET /cart',
      traceId: '01'.repeat(16),
      spanId: '02'.repeat(8),
    };
    expect(JSON.parse(spanJson(spanOf(), 0))).toEqual(expected);
    expect(JSON.parse(spanJson(spanOf(failed), 0))).toEqual({
      ...expected,
      status: 'error',
      failed: true,
      statusMessage: 'no\nstock',
      parentId: '03'.repeat(8),
    });
  });
});
