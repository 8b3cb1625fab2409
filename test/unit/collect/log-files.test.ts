// Log files on a real disk: growing, rotated in both ways, compressed, huge, binary, and over a restart.
import { appendFileSync, copyFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Collector } from '../../../src/contract/collectors.ts';
import type { LogItem } from '../../../src/contract/otlp-records.ts';
import { unixNanosOfMillis } from '../../../src/contract/time.ts';
import { createCollectors, type Collectors } from '../../../src/main/collect/collectors.ts';
import { createCollectLogFiles } from '../../../src/main/collect/log-files/collect-log-files.ts';
import { createPlaces } from '../../../src/main/collect/log-files/places.ts';
import { createLineReader } from '../../../src/main/decode/log-lines/line-reader.ts';

let folder: string;
const running: Collectors[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-files-'));
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
  rmSync(folder, { recursive: true });
});

const path = (name: string): string => join(folder, name);
const append = (name: string, text: string): void => appendFileSync(path(name), text);

function source(pattern: string, change: Partial<Extract<Collector, { kind: 'log-files' }>> = {}): Collector {
  const shared = { kind: 'log-files', id: 'one', name: 'shop', service: '', paused: false, format: 'auto' } as const;
  return { ...shared, fromStart: false, path: path(pattern), ...change };
}

function follow(collector: Collector) {
  const items: LogItem[] = [];
  const problems: string[] = [];
  const kind = createCollectLogFiles({ createReader: createLineReader, places: createPlaces(path('.places')) });
  const collectors = createCollectors(
    { 'log-files': kind },
    {
      store: async (groups) => {
        for (const group of groups) if (group.signal === 'logs') items.push(...group.items);
        return { stored: groups.reduce((sum, group) => sum + group.items.length, 0), lost: 0, why: '' };
      },
      report: ({ message }) => void problems.push(message),
      now: () => unixNanosOfMillis(Date.now()),
      onStatus: () => undefined,
    },
  );
  running.push(collectors);
  const bodies = (): unknown[] => items.map(({ body }) => body);
  const live = () => until(() => collectors.statuses[0]?.state === 'live');
  return { collectors, items, problems, bodies, ready: collectors.use([collector]).then(live) };
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await delay(10);
}
const named = (item: LogItem | undefined, key: string): unknown =>
  item?.attributes.find((one) => one.key === key)?.value;

test('what is appended comes, in the order of the file; growing lines are whole, stacks are joined', async () => {
  writeFileSync(path('a.log'), 'before\nhalf of');
  const { ready, bodies, items, collectors } = follow(source('a.log'));
  await ready;
  append('a.log', ' a line\n{"level":"warn","msg":"fi');
  await delay(700);
  append('a.log', 'rst"}\nTraceback (most recent call last):\n  File "x"\n');
  append('a.log', 'KeyError: 1\nlast\n');
  await until(() => items.length === 3);
  expect(bodies()).toEqual(['first', 'KeyError: 1', 'last']);
  expect([named(items[0], 'log.file.name'), named(items[0], 'log.file.path')]).toEqual(['a.log', path('a.log')]);
  expect(collectors.statuses[0]).toMatchObject({ facts: [{ name: 'file', value: 'a.log' }], lost: 0 });
});

test('over both ways of rotation and a restart in between nothing is missing and nothing comes twice', async () => {
  const lines = (from: number, to: number): string =>
    Array.from({ length: to - from }, (_, i) => `2026-08-22 13:00:00 INFO line number ${from + i}\n`).join('');
  writeFileSync(path('app.log'), lines(0, 3000));
  const first = follow(source('app.log*', { fromStart: true }));
  await first.ready;
  await until(() => first.items.length >= 2999);
  renameSync(path('app.log'), path('app.log.1'));
  // Its writer has not noticed yet.
  append('app.log.1', lines(3000, 3010));
  append('app.log', lines(3010, 3020));
  await until(() => first.items.length >= 3020);
  await first.collectors.close();
  append('app.log', lines(3020, 3030));
  copyFileSync(path('app.log'), path('app.log.copy'));
  truncateSync(path('app.log'), 0);
  append('app.log', lines(3030, 3040));
  writeFileSync(path('app.log.0.gz'), gzipSync(lines(0, 10)));
  const second = follow(source('app.log*', { fromStart: true }));
  await second.ready;
  append('app.log', lines(3040, 3050));
  await until(() => second.items.length >= 30);
  await delay(500);
  const all = [...first.items, ...second.items].map(({ body }) => Number(String(body).split(' ').at(-1)));
  expect(all.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 3050 }, (_, i) => i));
});

test('copied and emptied while it is followed; zeros that its writer leaves are no text', async () => {
  writeFileSync(path('b.log'), 'one\ntwo\n');
  const { ready, bodies, items } = follow(source('b.log', { fromStart: true }));
  await ready;
  await until(() => items.length === 2);
  truncateSync(path('b.log'), 0);
  append('b.log', `${'\0'.repeat(20)}three, longer than what was there before\n`);
  await until(() => items.length === 3);
  expect(bodies()).toEqual(['one', 'two', 'three, longer than what was there before']);
});

test('compressed files are read from the start, once; binary ones and huge lines are told', async () => {
  writeFileSync(path('c.log.1.gz'), gzipSync('2026-08-22 13:00:00 INFO packed\n  second line\n'));
  writeFileSync(path('c.log.bin'), Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 37) % 256)));
  writeFileSync(path('c.log'), `${'x'.repeat(600_000)}\nshort\n`);
  const { ready, items, problems, collectors } = follow(source('c.log*', { fromStart: true }));
  await ready;
  await until(() => items.length === 3);
  expect(items.map(({ body }) => String(body).length).toSorted((a, b) => a - b)).toEqual([5, 20, 256 * 1024]);
  expect(
    named(
      items.find(({ body }) => String(body).length > 20),
      'log.record.cut_bytes',
    ),
  ).toBe(337_856n);
  expect(problems.join()).toContain('256 KiB');
  expect(collectors.statuses[0]?.note).toContain('c.log.bin is not read: it is no text');
});

test('a file that is not there yet is read from its beginning; a trial says what is missing and remembers nothing', async () => {
  const { ready, items, collectors } = follow(source('later.log'));
  expect(await collectors.try(source('later.log'))).toMatchObject({
    kind: 'failed',
    reason: `there is no file ${path('later.log')}`,
  });
  expect(await collectors.try(source('none/*.log'))).toMatchObject({ kind: 'failed', advice: 'Is the path right?' });
  await ready;
  append('later.log', 'hello\n');
  expect(await collectors.try(source('later.log', { id: 'two' }))).toMatchObject({ kind: 'reached', records: 1 });
  await until(() => items.length === 1);
});
