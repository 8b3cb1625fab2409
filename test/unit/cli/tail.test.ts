// What `otterscope tail` understands, and the lines it prints.
import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../src/main/cli/arguments.ts';
import { tailJson, tailLine } from '../../../src/main/cli/tail-text.ts';
import type { LogColumns } from '../../../src/contract/logs.ts';

describe('the arguments of tail', () => {
  it('have defaults', () => {
    const options = { data: undefined, where: '', json: false, lines: 10 };
    expect(readArguments(['tail', 'logs'], {})).toEqual({ kind: 'tail', options });
    expect(
      readArguments(['tail', 'logs', '--data', 'x', '--where', 'severity >= warn', '--json', '-n', '0'], {}),
    ).toEqual({
      kind: 'tail',
      options: { data: 'x', where: 'severity >= warn', json: true, lines: 0 },
    });
    expect(readArguments(['tail', 'logs'], { OTTERSCOPE_DATA: 'y' })).toMatchObject({ options: { data: 'y' } });
  });

  it.each([
    [['tail'], 'Tail what?'],
    [['tail', 'metrics'], 'Only logs'],
    [['tail', 'logs', 'more'], 'Only logs'],
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

describe('a line', () => {
  it('says when, how bad, who and what', () => {
    expect(tailLine(columnsOf('hello'), 0)).toBe('2026-01-01T00:00:00.123Z WARN  api  hello\n');
    const bare = { time: BigUint64Array.of(0n), severity: Uint8Array.of(0), bodyLength: Uint32Array.of(600) };
    expect(tailLine(columnsOf('hello', bare), 0)).toBe('no time -     api  hello …\n');
  });

  it('cannot steer the terminal', () => {
    expect(tailLine(columnsOf('a\u001b[31mb\nc\u0007\u202ed\u0085'), 0)).toContain(
      'a\\x1b[31mb\\nc\\x07\\u{202e}d\\x85',
    );
  });

  it('is an object in JSON', () => {
    expect(JSON.parse(tailJson(columnsOf('a\nb'), 0))).toEqual({
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
