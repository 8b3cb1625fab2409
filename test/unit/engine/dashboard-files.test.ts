import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDashboardFiles, type DashboardFiles } from '../../../src/main/engine/dashboard-files.ts';

const folder = join(mkdtempSync(join(tmpdir(), 'otterscope-dashboards-')), 'dashboards');
let files: DashboardFiles;
let changes: number;

beforeEach(() => {
  changes = 0;
  files = createDashboardFiles(folder, () => changes++);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const text = (title: string, uid?: string): string =>
  JSON.stringify({
    title,
    uid,
    panels: [{ id: 1, type: 'stat', title: 'One', targets: [{ refId: 'A', expr: 'up' }] }],
  });

test('nothing is there before the first one', () => {
  expect(files.list()).toEqual([]);
  expect(() => files.get('gone')).toThrow(expect.objectContaining({ code: 'not-found' }));
  expect(() => files.delete('gone')).toThrow(expect.objectContaining({ code: 'not-found' }));
});

test('kept under its uid, a second one of the same uid beside it, an id replaces', () => {
  expect(files.save({ text: text('First', 'abc') }).dashboard.id).toBe('abc');
  expect(files.save({ text: text('Second', 'abc') }).dashboard.id).toBe('abc-2');
  files.save({ text: text('Changed', 'abc'), id: 'abc' });
  expect(files.list()).toMatchObject([
    { id: 'abc', title: 'Changed', panels: 1, broken: undefined },
    { id: 'abc-2', title: 'Second' },
  ]);
  expect(createDashboardFiles(folder, () => undefined).get('abc')).toMatchObject({
    dashboard: { title: 'Changed' },
    report: { panels: [{ title: 'One', outcome: 'ok' }] },
  });
  files.delete('abc');
  expect(files.list().map(({ id }) => id)).toEqual(['abc-2']);
  expect(changes).toBe(4);
});

test('an unfit uid gets a new id', () => {
  const { dashboard } = files.save({ text: text('Odd', '../../etc/passwd') });
  expect(dashboard.id).toMatch(/^[\w-]{8}$/);
});

test('what is no dashboard is refused and leaves nothing', () => {
  expect(() => files.save({ text: '{"a":1}' })).toThrow(expect.objectContaining({ code: 'bad-request' }));
  expect(files.list()).toEqual([]);
});

test('a file that somebody broke is listed with the reason', () => {
  files.save({ text: text('Good', 'good') });
  writeFileSync(join(folder, 'bad.json'), '{');
  expect(files.list()).toMatchObject([{ id: 'bad', broken: expect.stringContaining('not JSON') }, { id: 'good' }]);
});
