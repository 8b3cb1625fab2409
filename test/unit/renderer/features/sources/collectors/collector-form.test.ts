import { expect, it } from 'vitest';
import type { Collector } from '../../../../../../src/contract/collectors.ts';
import {
  collectorOf,
  draftOfCollector,
} from '../../../../../../src/renderer/features/sources/collectors/collector-form.ts';

const shared = { id: 'one', name: 'a', service: '', paused: true } as const;
const web = {
  ...shared,
  url: 'http://127.0.0.1:1',
  auth: { kind: 'basic', user: 'u', password: 'p' },
  headers: [{ name: 'x-role', value: 'admin: yes' }],
} as const;
const collectors: readonly Collector[] = [
  { ...web, kind: 'streamkit' },
  { ...web, kind: 'statsviz' },
  { ...web, kind: 'tokio-console' },
  { ...web, kind: 'omnirt', jobs: ['j1', 'j2'] },
  { ...web, kind: 'health', paths: ['/a', '/b'], intervalSeconds: 60 },
  { ...shared, kind: 'llama-stack', path: '/x.db' },
  { ...shared, kind: 'log-files', path: '/x*.log', format: 'logfmt', fromStart: true },
];

it.each(collectors)('$kind is the same after its form was opened and saved', (collector) => {
  expect(collectorOf(collector, draftOfCollector(collector))).toEqual(collector);
});

it('says what is wrong', () => {
  const [, , , , health] = collectors as readonly [Collector, Collector, Collector, Collector, Collector];
  const draft = draftOfCollector(health);
  expect(collectorOf(health, { ...draft, interval: '100ms' })).toMatch(/from 0\.5 s on/);
  expect(collectorOf(health, { ...draft, headers: 'x' })).toMatch(/^A header is a line/);
  expect(collectorOf(health, { ...draft, place: '' })).toMatch(/^"" is no http or https address/);
});
