// What can be chosen for a subject, and the order that becomes of it.
import { expect, test } from 'vitest';
import { runId } from '../../../../../src/contract/ids.ts';
import type { ExportSubject } from '../../../../../src/renderer/data/export-subject.ts';
import {
  firstChoice,
  formatsFor,
  orderOf,
  signalsOf,
  withFormat,
} from '../../../../../src/renderer/features/export/export-choice.ts';

const run: ExportSubject = {
  title: 'run',
  run: runId('r'),
  what: { kind: 'run' },
  signals: ['traces', 'logs'],
  tables: ['spans', 'logs'],
};
const logs: ExportSubject = { ...run, what: { kind: 'search', where: 'a' }, signals: ['logs'], tables: ['logs'] };

test('formats that hold what the subject has', () => {
  expect(formatsFor(run).map(({ format }) => format)).toHaveLength(6);
  expect(formatsFor(logs).map(({ format }) => format)).not.toContain('jaeger');
});

test('a format brings a content that it can hold', () => {
  const first = firstChoice(run);
  expect(first).toMatchObject({ format: 'otter', signal: 'all' });
  expect(signalsOf(run, 'otlp-json')).toEqual(['traces', 'logs']);
  const json = withFormat(first, run, 'otlp-json');
  expect(json.signal).toBe('traces');
  expect(withFormat({ ...json, signal: 'logs' }, run, 'otlp-protobuf').signal).toBe('logs');
  expect(withFormat({ ...json, signal: 'logs' }, run, 'jaeger').signal).toBe('traces');
  expect(firstChoice(logs)).toMatchObject({ format: 'otlp-json', signal: 'logs', table: 'logs' });
});

test('columns are read from what was typed; the signal follows the table', () => {
  const choice = { ...firstChoice(run), format: 'csv' as const, columns: ' a.b, resource.c  d,, ' };
  expect(orderOf(run, choice)).toMatchObject({ signal: 'traces', table: 'spans', columns: ['a.b', 'resource.c', 'd'] });
  expect(orderOf(run, { ...choice, table: 'logs' }).signal).toBe('logs');
  expect(orderOf(run, firstChoice(run))).not.toHaveProperty('table');
});

test('metrics have text formats and tables; what a query answers is a table alone', () => {
  const metrics: ExportSubject = {
    ...run,
    what: { kind: 'metrics', metrics: ['a'] },
    signals: ['metrics'],
    tables: ['samples'],
  };
  expect(formatsFor(metrics).map(({ format }) => format)).toEqual(
    expect.arrayContaining(['openmetrics', 'csv', 'otter']),
  );
  expect(orderOf(metrics, firstChoice(metrics))).toMatchObject({ format: 'otlp-json', signal: 'metrics' });
  const query: ExportSubject = {
    ...metrics,
    what: { kind: 'query', queries: ['up'], start: 0, end: 1, step: 1 },
    tables: ['long', 'wide'],
  };
  expect(formatsFor(query).map(({ format }) => format)).toEqual(['csv']);
  expect(orderOf(query, firstChoice(query))).toMatchObject({ format: 'csv', table: 'long', signal: 'metrics' });
});
