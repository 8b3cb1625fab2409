// Lines as real loggers write them, to log records: time, level, message, fields, ids; stacks joined; nothing lost.
import { describe, expect, it } from 'vitest';
import type { LogFormat } from '../../../../src/contract/collectors.ts';
import type { LogItem } from '../../../../src/contract/otlp-records.ts';
import { unixNanos } from '../../../../src/contract/time.ts';
import { createLineReader } from '../../../../src/main/decode/log-lines/line-reader.ts';

const observed = unixNanos(BigInt(Date.UTC(2026, 7, 22, 13, 0, 0)) * 1_000_000n);

function read(text: string, format: LogFormat = 'auto'): LogItem[] {
  const reader = createLineReader(format);
  const items = text.split('\n').flatMap((line) => reader.read(line, { observed }) ?? []);
  return [...items, ...[reader.end()].filter((item) => item !== undefined)];
}

function one(text: string, format?: LogFormat): LogItem & { readonly fields: Readonly<Record<string, unknown>> } {
  const [item, ...more] = read(text, format);
  if (item === undefined || more.length > 0) throw new Error(`${more.length + 1} records`);
  return { ...item, fields: Object.fromEntries(item.attributes.map(({ key, value }) => [key, value])) };
}

const iso = (time: bigint): string => `${new Date(Number(time / 1_000_000n)).toISOString()} +${time % 1_000_000n}`;

describe('JSON lines', () => {
  it('slog of Go, with ids that link and ids that cannot', () => {
    const line = (trace: string): string =>
      `{"time":"2026-08-22T09:01:00.123456789-04:00","level":"INFO","file":"logging.go:39","msg":"request completed","service":"KRONK","statuscode":"ok","since":"1.204s","trace_id":"${trace}"}`;
    const linked = one(line('4bf92f3577b34da6a3ce929d0e0e4736'));
    expect(iso(linked.time)).toBe('2026-08-22T13:01:00.123Z +456789');
    expect(linked).toMatchObject({ severity: 9, severityText: 'INFO', body: 'request completed' });
    expect(linked.traceId).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(linked.fields).toMatchObject({ file: 'logging.go:39', service: 'KRONK', statuscode: 'ok', since: '1.204s' });
    expect(linked.fields['log.record.original']).toBe(line('4bf92f3577b34da6a3ce929d0e0e4736'));
    for (const id of ['4bf92f35-77b3-4da6-a3ce-929d0e0e4736', '0'.repeat(32)]) {
      const unlinked = one(line(id));
      expect(unlinked.traceId).toBeUndefined();
      expect(unlinked.fields['trace_id']).toBe(id);
    }
    expect(one('{"time":"2026-08-22T13:01:00Z","level":"DEBUG-4","msg":"x"}').severity).toBe(1);
  });

  it('tracing-subscriber: fields, target, and what its spans say of the session', () => {
    const { fields, ...item } = one(
      '{"timestamp":"2026-08-22T13:01:00.5Z","level":"WARN","fields":{"message":"pin closed","pin":"out","left":3},"target":"skit::session","span":{"name":"node_run","node.name":"mixer"},"spans":[{"name":"session","session.id":"s-1"},{"name":"node_run","node.name":"mixer"}]}',
    );
    expect(item).toMatchObject({ severity: 13, body: 'pin closed' });
    expect(fields).toMatchObject({
      pin: 'out',
      left: 3n,
      target: 'skit::session',
      'session.id': 's-1',
      'node.name': 'mixer',
      span: { name: 'node_run' },
    });
  });

  it('pino, structlog, winston, python-json-logger, zap and OmniRT', () => {
    const pino = one('{"level":50,"time":1787403660123,"pid":7,"hostname":"h","msg":"no","err":{"type":"Error"}}');
    expect(pino).toMatchObject({ severity: 17, body: 'no', time: 1_787_403_660_123_000_000n });
    expect(pino.fields).toMatchObject({ pid: 7n, err: { type: 'Error' } });
    const structlog = one(
      '{"user":"ann","event":"signed in","level":"info","timestamp":"2026-08-22T13:01:00.000001Z"}',
    );
    expect(structlog).toMatchObject({ severity: 9, body: 'signed in', eventName: '' });
    expect(iso(structlog.time)).toBe('2026-08-22T13:01:00.000Z +1000');
    expect(one('{"level":"silly","message":"m","timestamp":"2026-08-22 13:01:00"}')).toMatchObject({ severity: 1 });
    expect(
      one(
        '{"asctime": "2026-08-22 13:01:00,250", "levelname": "CRITICAL", "message": "m", "otelTraceID": "4bf92f3577b34da6a3ce929d0e0e4736", "otelSpanID": "00f067aa0ba902b7"}',
      ),
    ).toMatchObject({ severity: 21, spanId: '00f067aa0ba902b7', traceId: '4bf92f3577b34da6a3ce929d0e0e4736' });
    expect(one('{"level":"info","ts":1787403660.25,"msg":"m"}').time).toBe(1_787_403_660_250_000_000n);
    const omnirt = one(
      '{"ts":"2026-08-22T13:01:00.000000+00:00","level":"ERROR","stage":"encode","event":"run.failed","data":{"run_id":"r1","elapsed_ms":12.5,"error":"out of memory"}}',
    );
    expect(omnirt).toMatchObject({ eventName: 'run.failed', severity: 17, body: 'run.failed encode: out of memory' });
    expect(omnirt.fields).toMatchObject({ stage: 'encode', run_id: 'r1', elapsed_ms: 12.5 });
  });

  it('what is broken or no object is text, whole numbers keep their digits', () => {
    expect(one('{"level":"info","msg":"cut o').body).toBe('{"level":"info","msg":"cut o');
    expect(one('{"id":9007199254740993}').fields['id']).toBe(9_007_199_254_740_993n);
    expect(one('{"id":1}').body).toBe('{"id":1}');
  });
});

describe('text', () => {
  it.each([
    [
      '[2026-08-22 13:01:00,123][INFO:twinkle] [TaskQueue] Task req_1 queued',
      9,
      '[TaskQueue] Task req_1 queued',
      { logger: 'twinkle' },
    ],
    ['2026-08-22 13:01:00,123 - app.db - ERROR - no rows', 17, 'no rows', { logger: 'app.db' }],
    ['2026-08-22 13:01:00,123 WARNING app.db: slow', 13, 'slow', { logger: 'app.db' }],
    [
      '2026-08-22T13:01:00.123000Z  INFO skit::session: began session_id=s-9',
      9,
      'began session_id=s-9',
      { target: 'skit::session', session_id: 's-9' },
    ],
    [
      '\u001B[2m2026-08-22T13:01:00.123000Z\u001B[0m \u001B[32m INFO\u001B[0m \u001B[1mnode_run\u001B[0m{session.id=s-2}: \u001B[2mskit::node\u001B[0m: up',
      9,
      'up',
      { target: 'skit::node', 'session.id': 's-2' },
    ],
    ['[2026-08-22T13:01:00.123Z DEBUG skit::a] text', 5, 'text', { target: 'skit::a' }],
    [
      '2026/08/22 13:01:00.123 main.go:12: listening',
      0,
      'listening',
      { 'code.file.path': 'main.go', 'code.line.number': 12n },
    ],
    ['W0822 13:01:00.123000   12 proxy.go:7] late', 13, 'late', { 'code.file.path': 'proxy.go', 'thread.id': 12n }],
    [
      '2026-08-22 13:01:00.123  INFO 77 --- [main] c.e.Shop : Started',
      9,
      'Started',
      { logger: 'c.e.Shop', 'process.pid': 77n },
    ],
    [
      '2026-08-22 13:01:00.123 [worker-1] ERROR c.e.Shop - down',
      17,
      'down',
      { 'thread.name': 'worker-1', logger: 'c.e.Shop' },
    ],
    ['Aug 22 13:01:00.123 host sshd[12]: Accepted key', 0, 'Accepted key', { 'host.name': 'host', 'process.pid': 12n }],
    ['<34>1 2026-08-22T13:01:00.123Z host su - ID47 - failed', 18, 'failed', { 'syslog.msgid': 'ID47' }],
    [
      'time=2026-08-22T13:01:00.123Z level=WARN msg="slow \\"x\\"" took=12 took_text=12ms ok=true',
      13,
      'slow "x"',
      { took: 12n, took_text: '12ms', ok: true },
    ],
    ['13:01:00.123 [ERROR] off', 17, 'off', {}],
  ])('%s', (line, severity, body, fields) => {
    const item = one(line);
    expect(iso(item.time)).toBe('2026-08-22T13:01:00.123Z +0');
    expect(item).toMatchObject({ severity, body });
    expect(item.fields).toMatchObject(fields);
    expect(item.fields['log.record.original']).toBe(line);
  });

  it.each([
    ['INFO:     127.0.0.1:50111 - "GET / HTTP/1.1" 200 OK', 9, '127.0.0.1:50111 - "GET / HTTP/1.1" 200 OK'],
    ['ERROR:app.db:no rows', 17, 'no rows'],
    ['[warn] deprecated', 13, 'deprecated'],
  ])('a level alone: %s', (line, severity, body) => {
    expect(one(line)).toMatchObject({ severity, body, time: 0n });
  });

  it.each([
    'Kronk 1.4 ready.',
    'note: nothing',
    'a = 1, b = 2',
    '99 bottles',
    'Info about the matter',
    '2026 was a good year',
    '   (o_o)',
  ])('no more than text: %s', (line) =>
    expect(one(line)).toMatchObject({ body: line, severity: 0, time: 0n, attributes: [] }),
  );

  it('an access log has time and status', () => {
    const item = one('127.0.0.1 - - [22/Aug/2026:09:01:00 -0400] "GET /v1/x?y=1 HTTP/1.1" 503 12');
    expect(iso(item.time)).toBe('2026-08-22T13:01:00.000Z +0');
    expect(item).toMatchObject({ severity: 17 });
    expect(item.fields).toMatchObject({ 'url.path': '/v1/x?y=1', 'http.response.status_code': 503n });
  });
});

describe('stacks', () => {
  const stacks: Readonly<Record<string, readonly [text: string, type: string, message: string, severity: number]>> = {
    Python: [
      `Traceback (most recent call last):\n  File "a.py", line 2, in f\n    g()\nKeyError: 'x'\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File "a.py", line 9, in <module>\n    f()\napp.errors.Unhappy: no luck`,
      'app.errors.Unhappy',
      'no luck',
      17,
    ],
    Java: [
      'Exception in thread "main" java.lang.IllegalStateException: no\n\tat a.B.c(B.java:1)\n\t... 2 more\nCaused by: java.io.IOException: gone\n\tat a.D.e(D.java:5)',
      'java.lang.IllegalStateException',
      'no',
      21,
    ],
    Go: [
      'panic: boom\n\n[signal SIGSEGV: segmentation violation]\n\ngoroutine 1 [running]:\nmain.f(...)\n\t/x/main.go:5 +0x1d\nmain.main()\n\t/x/main.go:9\nexit status 2',
      'panic',
      'boom',
      21,
    ],
    Node: [
      "/x/a.js:3\n  throw new TypeError('no');\n  ^\n\nTypeError: no\n    at f (/x/a.js:3:9)\n    at node:internal/main:1:2 {\n  code: 'E'\n}\n\nNode.js v24.1.0",
      'TypeError',
      'no',
      17,
    ],
    Rust: [
      "thread 'main' panicked at src/main.rs:2:5:\nindex out of bounds\nstack backtrace:\n   0: rust_begin_unwind\n             at /rustc/x.rs:1\nnote: run with `RUST_BACKTRACE=1`",
      'panic',
      'index out of bounds',
      21,
    ],
  };

  it.each(Object.entries(stacks))('%s: one record, whatever comes around it', (_, [text, type, message, severity]) => {
    const items = read(`listening on 80\n${text}\nrestarted`);
    expect(items.map(({ body }) => body)).toEqual(['listening on 80', `${type}: ${message}`, 'restarted']);
    const fields = Object.fromEntries((items[1]?.attributes ?? []).map(({ key, value }) => [key, value]));
    expect(items[1]?.severity).toBe(severity);
    expect(fields).toMatchObject({ 'exception.type': type, 'exception.message': message });
    expect(fields['exception.stacktrace']).toBe(text.replaceAll(/\n\n/g, '\n'));
  });

  it('belongs to the message that a logger wrote before it', () => {
    const items = read(
      '2026-08-22 13:01:00,123 ERROR app: job failed\nTraceback (most recent call last):\n  File "a.py", line 2\nValueError: bad\n2026-08-22 13:01:01,123 INFO app: next\n  and its second line',
    );
    expect(items.map(({ body }) => body)).toEqual(['job failed', 'next\n  and its second line']);
    expect(items[0]?.attributes).toContainEqual({ key: 'exception.type', value: 'ValueError' });
    expect(items[0]?.severity).toBe(17);
  });

  it('JSON lines stay apart from what is around them', () => {
    expect(read('  _/\\_\nbanner\n{"level":"info","msg":"a"}\n  indented\n{"level":"info","msg":"b"}').length).toBe(5);
  });

  it('ends: a record has at most a thousand lines', () => {
    const items = read(`2026-08-22 13:01:00 INFO x\n${'  more\n'.repeat(2500)}`);
    expect(items.length).toBeGreaterThan(2);
    expect(items.map(({ body }) => `${body as string}`.split('\n').length).reduce((sum, n) => sum + n)).toBe(2501);
  });
});

it('old lines without a time have that of the line before them', () => {
  const reader = createLineReader('auto');
  reader.read('2026-08-22 13:00:00 INFO one', { observed, old: true });
  const first = reader.read('banner', { observed, old: true });
  expect(reader.end()?.time).toBe(first?.time);
});

it('takes any text, and loses none of it', () => {
  let seed = 7;
  const random = (n: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % n;
  const parts = [
    '{"a":',
    '}',
    '\tat ',
    'Error: x',
    '=',
    '"',
    '[',
    ']',
    'INFO',
    ':',
    ' - ',
    '2026-08-22 13:01:00',
    '\u001B[31m',
    '\0',
    'é',
    '  ',
    'panic: ',
  ];
  for (let round = 0; round < 300; round++) {
    const lines = Array.from({ length: 20 }, () =>
      Array.from({ length: random(9) }, () => parts[random(parts.length)] ?? '').join(''),
    );
    const kept = read(lines.join('\n')).flatMap(({ body, attributes }) => {
      const original =
        attributes.find(({ key }) => key === 'log.record.original')?.value ??
        attributes.find(({ key }) => key === 'exception.stacktrace')?.value ??
        body;
      return String(original).split('\n');
    });
    const visible = lines.filter((line) => line.replaceAll('\u001B[31m', '').trim() !== '');
    expect(kept).toEqual(visible);
  }
});
