import { expect, it } from 'vitest';
import { SpanMark } from '../../../../../src/contract/traces.ts';
import { groupFacts } from '../../../../../src/renderer/features/trace/group-facts.ts';
import { traceOf } from '../../draw/waterfall/synthetic-trace.ts';

it('counts spans and errors per group, most first, without placeholders', () => {
  const columns = traceOf([
    { parent: -1, offset: 0, length: 9, service: 'web', missing: true },
    { parent: 0, offset: 1, length: 2, service: 'db', marks: SpanMark.error },
    { parent: 1, offset: 1, length: 2, service: 'db' },
    { parent: 0, offset: 5, length: 2, service: 'web' },
  ]);
  const groupOf = columns.service;
  expect(groupFacts(columns, { by: 'service', groupOf, groups: [...columns.serviceNames, 'unused'] })).toEqual([
    { index: columns.serviceNames.indexOf('db'), name: 'db', spans: 2, errors: 1 },
    { index: columns.serviceNames.indexOf('web'), name: 'web', spans: 1, errors: 0 },
  ]);
});
