// What a path below /api/export/ and its parameters ask for, and what is said of those that make no sense.
import { expect, test } from 'vitest';
import { readExportParams } from '../../../src/contract/export-params.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const read = (path: string, query = '') => {
  const answer = readExportParams(path.split('/'), new URLSearchParams(query));
  return answer.kind === 'request' ? answer.request : answer;
};

test('runs: everything as JSON lines unless told otherwise', () => {
  expect(read('run/live')).toEqual({
    run: undefined,
    order: {
      what: { kind: 'run' },
      format: 'otlp-jsonl',
      signal: 'all',
      table: undefined,
      columns: [],
      gzip: false,
      redact: '',
    },
  });
  expect(read('run/r1', 'format=otlp-protobuf&signal=logs&gzip')).toMatchObject({
    run: 'r1',
    order: { format: 'otlp-protobuf', signal: 'logs', gzip: true },
  });
  expect(read('run/r1', 'format=csv&table=logs&column=a&column=b.c')).toMatchObject({
    order: { signal: 'logs', table: 'logs', columns: ['a', 'b.c'] },
  });
  expect(read('run/r1', 'from=2026-11-21T00:00:00Z')).toMatchObject({
    order: { what: { kind: 'search', where: '', from: 1795219200000000000n, to: undefined } },
  });
});

test('traces, and spans of them', () => {
  expect(read(`trace/${traceId.toUpperCase()}`, 'run=r2')).toMatchObject({
    run: 'r2',
    order: { what: { kind: 'traces', traceIds: [traceId] }, format: 'otlp-json', signal: 'traces' },
  });
  expect(read(`trace/${traceId}`, 'span=b7ad6b7169203331&span=00f067aa0ba902b7&subtree=1')).toMatchObject({
    order: { what: { kind: 'spans', spanIds: ['b7ad6b7169203331', '00f067aa0ba902b7'], subtree: true } },
  });
});

test('searches; their table is the list of traces', () => {
  expect(read('search', 'where=error&format=csv')).toMatchObject({
    order: { what: { kind: 'search', where: 'error' }, table: 'traces' },
  });
  expect(read('search', 'where=error&format=csv&table=spans')).toMatchObject({ order: { table: 'spans' } });
});

test('metrics by names or selectors, and what queries answer', () => {
  expect(read('metrics', 'metric=a.b&metric={job="x"}&to=2000000000')).toMatchObject({
    order: {
      what: { kind: 'metrics', metrics: ['a.b', '{job="x"}'], to: 2_000_000_000n },
      format: 'otlp-json',
      signal: 'metrics',
      table: undefined,
    },
  });
  expect(read('metrics', 'format=csv')).toMatchObject({ order: { table: 'samples', what: { metrics: [] } } });
  expect(read('run/live', 'format=openmetrics')).toMatchObject({ order: { signal: 'metrics', what: { kind: 'run' } } });
  expect(read('query', 'query=up&from=1000000000&to=11000000000&step=5&table=wide')).toMatchObject({
    order: {
      what: { kind: 'query', queries: ['up'], start: 1000, end: 11_000, step: 5000 },
      format: 'csv',
      table: 'wide',
    },
  });
  expect(read('query', 'query=up&to=11000000000')).toMatchObject({
    order: { what: { start: 11_000, end: 11_000, step: 0 }, table: 'long' },
  });
});

test.each([
  ['query', 'query=up', 400],
  ['query', 'to=1000000000', 400],
  ['query', 'query=up&from=3000000000&to=1000000000', 400],
  ['query', 'query=up&from=1000000000&to=3000000000&step=x', 400],
  ['run', '', 404],
  ['runs/live', '', 404],
  ['search/x', '', 404],
  ['run/live', 'format=xml', 400],
  ['run/live', 'formt=csv', 400],
  ['run/live', 'gzip=maybe', 400],
  ['run/live', 'from=yesterday', 400],
  ['run/live', 'format=otlp-json&table=spans', 400],
  ['trace/xyz', '', 400],
  [`trace/${traceId}`, 'span=1', 400],
])('%s?%s is refused with %d', (path, query, status) => {
  expect(read(path, query)).toMatchObject({ kind: 'wrong', status });
});
