// The data folder: paths, listing with trouble, renaming, deleting, thinning out.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runId } from '../../../src/contract/ids.ts';
import { unixNanosOfMillis } from '../../../src/contract/time.ts';
import { openRunCatalog } from '../../../src/main/store/run-catalog.ts';
import { makeTraceRequest } from '../../support/otlp-payloads.ts';
import { openWriter, send, temporaryFolder } from './support.ts';

const day = (n: number): ReturnType<typeof unixNanosOfMillis> => unixNanosOfMillis(Date.UTC(2026, 0, n, 12, 30, 5));

async function withRuns(
  days: readonly number[],
): Promise<{ catalog: ReturnType<typeof openRunCatalog>; paths: string[] }> {
  const catalog = openRunCatalog(temporaryFolder());
  const paths: string[] = [];
  for (const n of days) {
    const { id, path } = catalog.create(`shop ${n}`, day(n));
    const writer = openWriter(path, { id, name: `shop ${n}`, startedAt: day(n) });
    await send(writer, makeTraceRequest({ seed: n, spans: 20 }));
    writer.close();
    paths.push(path);
  }
  return { catalog, paths };
}

test('runs are listed newest first, unreadable ones with their trouble', async () => {
  const { catalog, paths } = await withRuns([3, 5]);
  writeFileSync(`${catalog.folder}/broken.otter`, 'x'.repeat(5000));
  const runs = catalog.list(paths[1]);
  expect(runs.map(({ id, state, spans }) => [id, state, spans]).slice(1)).toEqual([
    ['2026-01-05T12-30-05-shop-5', 'live', 20],
    ['2026-01-03T12-30-05-shop-3', 'past', 20],
  ]);
  expect(runs[0]?.trouble).toMatch(/not a run/);
  expect(runs[1]?.name).toBe('shop 5');
});

test('a rename changes the name in the file and the file; a second run of the same second gets a number', async () => {
  const { catalog, paths } = await withRuns([3]);
  const renamed = catalog.rename(runId('2026-01-03T12-30-05-shop-3'), 'Kasse: größer/besser');
  expect(renamed).toMatchObject({
    name: 'Kasse: größer/besser',
    id: '2026-01-03T12-30-05-Kasse-größer-besser',
    spans: 20,
  });
  expect(existsSync(paths[0] ?? '')).toBe(false);
  expect(catalog.create('Kasse: größer/besser', day(3)).id).toBe('2026-01-03T12-30-05-Kasse-größer-besser-2');
});

test('deleting removes all files, but not a run that is being written, nor anything outside the folder', async () => {
  const { catalog } = await withRuns([3]);
  const { id, path } = catalog.create('live', day(9));
  const writer = openWriter(path, { id });
  expect(() => catalog.delete(id)).toThrow(/being written/);
  writer.close();
  catalog.delete(id);
  expect(readdirSync(catalog.folder)).toEqual(['2026-01-03T12-30-05-shop-3.otter']);
  expect(() => catalog.delete(runId('../runs/2026-01-03T12-30-05-shop-3'))).toThrow(/no run/);
});

test('retention takes the oldest by age and by total size, never the live run', async () => {
  const { catalog, paths } = await withRuns([1, 2, 20, 21]);
  const none = { maxAgeDays: 0, maxTotalBytes: 0, maxRunBytes: 0 };
  expect(catalog.thinOut(none, paths[3], day(22))).toEqual([]);
  expect(catalog.thinOut({ ...none, maxAgeDays: 10 }, paths[0], day(22))).toEqual(['2026-01-02T12-30-05-shop-2']);
  expect(catalog.thinOut({ ...none, maxTotalBytes: 1 }, paths[3], day(22))).toEqual([
    '2026-01-01T12-30-05-shop-1',
    '2026-01-20T12-30-05-shop-20',
  ]);
  expect(catalog.list(paths[3]).map(({ state }) => state)).toEqual(['live']);
});
