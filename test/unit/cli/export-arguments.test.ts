// The command line of export: what becomes of its options, and what is refused.
import { expect, test } from 'vitest';
import { readArguments } from '../../../src/main/cli/arguments.ts';

const read = (...args: string[]) => readArguments(['export', ...args], { OTTERSCOPE_DATA: '/data' });
const traceId = '0af7651916cd43dd8448eb211c80319c';

test('without options: the newest run as JSON lines on stdout', () => {
  expect(read()).toMatchObject({
    kind: 'export',
    options: {
      data: '/data',
      run: undefined,
      output: '-',
      rules: undefined,
      request: { order: { what: { kind: 'run' }, format: 'otlp-jsonl', signal: 'all', gzip: false } },
    },
  });
});

test.each([
  ['a.json', 'otlp-json', false],
  ['a.jaeger.json', 'jaeger', false],
  ['a.jsonl.gz', 'otlp-jsonl', true],
  ['a.csv', 'csv', false],
  ['a.pb', 'otlp-protobuf', false],
  ['a.otter', 'otter', false],
  ['a.om.txt.gz', 'openmetrics', true],
  ['a.txt', 'otlp-jsonl', false],
])('the format of %s is %s', (output, format, gzip) => {
  expect(read('-o', output)).toMatchObject({ options: { output, request: { order: { format, gzip } } } });
  expect(read('--output', output, '--format', 'csv')).toMatchObject({
    options: { request: { order: { format: 'csv' } } },
  });
});

test('traces, spans, searches', () => {
  expect(read('--trace', traceId, '--span', 'b7ad6b7169203331', '--subtree')).toMatchObject({
    options: {
      segments: ['trace', traceId],
      request: { order: { what: { kind: 'spans', traceId, spanIds: ['b7ad6b7169203331'], subtree: true } } },
    },
  });
  expect(read('--run', 'r', '--where', 'error', '--from', '5', '--format', 'csv', '--column', 'a')).toMatchObject({
    options: { run: 'r', request: { order: { what: { kind: 'search', where: 'error', from: 5n }, columns: ['a'] } } },
  });
});

test.each([
  [['file.otter'], '--run'],
  [['--preview'], '--redact'],
  [['--format', 'xml'], '--format'],
  [['--trace', 'x'], '--trace x: not a trace id'],
  [['--trace', traceId, '--span', 'y'], '--span y: not a span id'],
  [['--trace', traceId, '--where', 'a'], 'Either'],
  [['--from', 'then'], '--from'],
  [['--no-such'], 'no-such'],
])('%j is refused with a word about %s', (args, word) => {
  expect(read(...args)).toMatchObject({ kind: 'wrong', message: expect.stringContaining(word) });
});

test('metrics by name, and queries', () => {
  expect(read('--metric', 'a.b', '--metric', '{job="x"}', '-o', 'a.om.txt')).toMatchObject({
    options: {
      segments: ['metrics'],
      request: { order: { what: { kind: 'metrics', metrics: ['a.b', '{job="x"}'] }, format: 'openmetrics' } },
    },
  });
  expect(read('--query', 'up', '--to', '11000000000', '--from', '1000000000', '--step', '2')).toMatchObject({
    options: { request: { order: { what: { kind: 'query', queries: ['up'], step: 2000 }, format: 'csv' } } },
  });
  expect(JSON.stringify(read('--query', 'up'))).toContain('--to: the time of the query');
  expect(JSON.stringify(read('--metric', 'a', '--where', 'b'))).toContain('Either --where or --metric');
});
