// Small parts around runs: retention, uploads, problems, settings, the shelf.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runId } from '../../../src/contract/ids.ts';
import type { ProblemReport } from '../../../src/contract/problems.ts';
import { defaultSettings } from '../../../src/contract/runs.ts';
import { prepareDataFolder } from '../../../src/main/engine/data-folder.ts';
import { createProblemList } from '../../../src/main/engine/problem-list.ts';
import { doomedRuns } from '../../../src/main/engine/retention-round.ts';
import { createRunShelf, removeRun, resumable, runSize } from '../../../src/main/engine/run-shelf.ts';
import { openSettings } from '../../../src/main/engine/settings-file.ts';
import { createUploads, type DroppedUpload, type UploadPiece } from '../../../src/main/engine/uploads.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otterscope-keeping-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a retention round', () => {
  const day = 86_400_000;
  const now = 100 * day;
  const run = (path: string, days: number, sizeBytes: number) => ({ path, changedAt: now - days * day, sizeBytes });
  const doomed = (policy: { maxAgeDays: number; maxTotalBytes: number }, live = 0) =>
    doomedRuns(
      [run('new', 1, 40), run('middle', 5, 40), run('old', 31, 40)],
      live,
      { ...policy, maxRunBytes: 0 },
      now,
    ).map((one) => [one.path, one.reason]);

  it('removes what is too old, and the oldest of what is too much; the live run counts', () => {
    expect(doomed({ maxAgeDays: 30, maxTotalBytes: 0 })).toEqual([['old', 'age']]);
    expect(doomed({ maxAgeDays: 0, maxTotalBytes: 100 })).toEqual([['old', 'size']]);
    expect(doomed({ maxAgeDays: 30, maxTotalBytes: 100 }, 50)).toEqual([
      ['middle', 'size'],
      ['old', 'age'],
    ]);
    expect(doomed({ maxAgeDays: 0, maxTotalBytes: 10 }, 50)).toHaveLength(3);
  });

  it('does nothing without limits', () => {
    expect(doomed({ maxAgeDays: 0, maxTotalBytes: 0 }, 1e12)).toEqual([]);
  });
});

describe('uploads', () => {
  const piece = (
    upload: string,
    offset: number,
    values: readonly number[],
    more: Partial<UploadPiece> = {},
  ): UploadPiece => ({ upload, name: 'x', offset, bytes: Uint8Array.from(values), last: false, into: 'new', ...more });
  afterEach(() => void vi.useRealTimers());

  it('come in pieces, several at a time, and are kept under harmless names', () => {
    const uploads = createUploads(folder);
    expect(uploads.add(piece('a', 0, [1, 2], { name: '../../etc/passwd' }))).toBeUndefined();
    expect(uploads.add(piece('b', 0, [9], { name: '' }))).toBeUndefined();
    const a = uploads.add(piece('a', 2, [3], { name: '../../etc/passwd', last: true })) ?? '';
    const b = uploads.add(piece('b', 1, [], { name: '', last: true })) ?? '';
    expect([a, b].map((one) => [...readFileSync(one)])).toEqual([[1, 2, 3], [9]]);
    expect(readdirSync(folder).toSorted()).toEqual([basename(a), basename(b)].toSorted());
    if (process.platform !== 'win32') expect(statSync(a).mode & 0o777).toBe(0o600);
    uploads.remove(a);
    expect(existsSync(a)).toBe(false);
  });

  it('are refused while too many are on their way, and those go on', () => {
    const uploads = createUploads(folder);
    for (let i = 0; i < 8; i++) uploads.add(piece(`u${i}`, 0, [i]));
    expect(() => uploads.add(piece('u8', 0, [1], { name: 'ninth' }))).toThrow(
      expect.objectContaining({ code: 'busy', message: expect.stringContaining('then send ninth again') as string }),
    );
    expect([...readFileSync(uploads.add(piece('u0', 1, [7], { last: true })) ?? '')]).toEqual([0, 7]);
    uploads.add(piece('u8', 0, [1]));
    uploads.drop('u8');
    expect(readdirSync(folder)).toHaveLength(8);
  });

  it('whose sender falls silent are removed, and whoever listens or comes back is told', () => {
    vi.useFakeTimers();
    const uploads = createUploads(folder);
    const told: DroppedUpload[] = [];
    uploads.onDrop((dropped) => told.push(dropped));
    uploads.add(piece('a', 0, [1, 2], { name: 'slow.json', into: 'live' }));
    uploads.add(piece('b', 0, [1]));
    vi.advanceTimersByTime(100_000);
    uploads.add(piece('b', 1, [1]));
    vi.advanceTimersByTime(100_000);
    expect(told).toEqual([
      { name: 'slow.json', into: 'live', bytes: 2, reason: expect.stringMatching(/silent.*Send the file again/) },
    ]);
    expect(readdirSync(folder)).toHaveLength(1);
    const words = told[0]?.reason;
    expect(() => uploads.add(piece('a', 2, [3], { last: true }))).toThrow(
      expect.objectContaining({ code: 'not-found', message: words }),
    );
    expect(uploads.add(piece('b', 2, [1], { last: true }))).toBeDefined();
    uploads.add(piece('c', 0, [1]));
    uploads.drop('c');
    vi.advanceTimersByTime(1_000_000);
    expect(told).toHaveLength(1);
  });

  it('are not begun in the middle, nor put together in a wrong order', () => {
    const uploads = createUploads(folder);
    const told: DroppedUpload[] = [];
    uploads.onDrop((dropped) => told.push(dropped));
    expect(() => uploads.add(piece('a', 5, [1]))).toThrow(expect.objectContaining({ code: 'not-found' }));
    uploads.add(piece('b', 0, [1, 2]));
    expect(() => uploads.add(piece('b', 1, [1]))).toThrow(expect.objectContaining({ code: 'bad-request' }));
    expect(readdirSync(folder)).toEqual([]);
    expect(told).toEqual([expect.objectContaining({ name: 'x', bytes: 2 })]);
  });

  it('remove nothing that is not theirs', () => {
    const foreign = join(folder, 'foreign.otter');
    writeFileSync(foreign, 'x');
    createUploads(folder).remove(foreign);
    expect(existsSync(foreign)).toBe(true);
  });

  it('say in the terms of the contract that there is no place for them', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => createUploads(join(folder, 'file')).add(piece('a', 0, [1], { last: true }))).toThrow(
      expect.objectContaining({ code: 'disk-error' }),
    );
  });
});

describe('problems', () => {
  const report = (subject: string, message = 'm'): ProblemReport => ({
    code: 'disk-full',
    severity: 'error',
    subject,
    message,
  });

  it('of the same code and subject are one, newest first, with the newest words', () => {
    let now = 10;
    let changes = 0;
    const problems = createProblemList(
      () => now,
      () => (changes += 1),
    );
    problems.report(report('a', 'first'));
    now = 20;
    problems.report(report('b'));
    now = 30;
    problems.report(report('a', 'again'));
    expect(
      problems.list().map(({ subject, message, count, firstAt, lastAt }) => [subject, message, count, firstAt, lastAt]),
    ).toEqual([
      ['a', 'again', 2, 10, 30],
      ['b', 'm', 1, 20, 20],
    ]);
    expect([problems.total, changes]).toEqual([3, 3]);
    problems.clear();
    expect([problems.list(), problems.total]).toEqual([[], 3]);
  });

  it('are bounded in number and length', () => {
    const problems = createProblemList(
      () => 0,
      () => undefined,
    );
    for (let i = 0; i < 2000; i++) problems.report(report(`s${i}`, 'x'.repeat(10_000)));
    expect(problems.list()).toHaveLength(500);
    expect(problems.list()[0]).toMatchObject({ subject: 's1999', message: 'x'.repeat(4000) });
  });
});

describe('the settings file', () => {
  const file = () => join(folder, 'settings.json');

  it.each(['{', '[]', 'null', '{"retention":{"maxAgeDays":-1}}', '{"durability":"maybe"}'])(
    'as %s is reported, left alone, and the defaults hold',
    async (text) => {
      writeFileSync(file(), text);
      const reports: ProblemReport[] = [];
      const settings = await openSettings(file(), (one) => reports.push(one));
      expect(settings.current).toEqual(defaultSettings);
      expect(reports).toMatchObject([{ code: 'settings-broken', subject: file() }]);
      expect(readFileSync(file(), 'utf8')).toBe(text);
    },
  );

  it('is read again as it was written', async () => {
    const fail = (): void => expect.unreachable();
    const first = await openSettings(file(), fail);
    expect(first.current).toEqual(defaultSettings);
    const changed = { ...defaultSettings, resumeLastRun: !defaultSettings.resumeLastRun };
    first.change(changed);
    expect(first.current).toEqual(changed);
    expect((await openSettings(file(), fail)).current).toEqual(changed);
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });
});

describe('the run shelf', () => {
  const now = new Date('2031-02-03T04:05:06.789Z');

  it('plans free names, and finds live, past and opened runs but nothing outside', () => {
    const data = prepareDataFolder(join(folder, 'data'));
    const shelf = createRunShelf(data, ({ plan }) => plan('', now));
    expect(shelf.live).toMatchObject({ id: '20310203T040506Z', named: false });
    writeFileSync(shelf.live.path, '');
    const named = shelf.plan('Größe: ../1', now);
    expect(named).toMatchObject({ id: '20310203T040506Z-gro-e-1', name: 'Größe: ../1', named: true });
    expect(shelf.plan('', now).id).toBe('20310203T040506Z-2');
    writeFileSync(named.path, '');
    expect(shelf.all().map((one) => one.state)).toEqual(['live', 'past']);
    expect(shelf.open().map((one) => one.state)).toEqual(['live']);
    expect(shelf.find(named.id).state).toBe('past');
    expect(shelf.open()).toHaveLength(2);
    const opened = shelf.add(join(folder, 'x.otter'));
    expect(shelf.add(join(folder, 'y', '..', 'x.otter'))).toBe(opened);
    expect(shelf.find(opened.id)).toBe(opened);
    shelf.drop(opened.id);
    writeFileSync(join(folder, 'secret.otter'), '');
    for (const id of [opened.id, '../../secret', 'none', '..'])
      expect(() => shelf.find(runId(id))).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  it('knows what belongs to a run: its size has the log in it, and nothing of it is left when it is removed', () => {
    const path = join(folder, 'run.otter');
    for (const part of ['', '-wal', '-shm', '-journal', '-lock']) writeFileSync(`${path}${part}`, 'xyz');
    writeFileSync(join(folder, 'run.otter.txt'), '');
    expect(runSize(path)).toBe(6);
    removeRun(path);
    expect(readdirSync(folder)).toEqual(['run.otter.txt']);
    expect(runSize(path)).toBe(0);
  });

  it('goes on with the newest run, where there is one', () => {
    expect(resumable(folder)).toBeUndefined();
    for (const name of [
      '20300101T000000Z.otter',
      '20310101T000000Z-a.otter',
      '20320101T000000Z.otter-wal',
      'from-a-colleague.otter',
      '20330101T000000Z of a colleague.otter',
      'notes.txt',
    ])
      writeFileSync(join(folder, name), '');
    expect(resumable(folder)).toMatchObject({ id: '20310101T000000Z-a', named: true });
    const { plan } = createRunShelf({ ...prepareDataFolder(folder), runs: folder }, (shelf) => shelf.plan('', now));
    for (const name of ['', 'Größe: ../1 --', '-', '日本']) {
      const planned = plan(name, new Date('2040-01-01T00:00:00Z'));
      writeFileSync(planned.path, '');
      expect(resumable(folder)?.id).toBe(planned.id);
      rmSync(planned.path);
    }
  });

  it('never goes on with a run that was made of a file', () => {
    const shelf = createRunShelf({ ...prepareDataFolder(folder), runs: folder }, ({ plan }) => plan('', now));
    writeFileSync(shelf.live.path, '');
    for (const name of ['trace.json', '日本', 'trace.json']) {
      const planned = shelf.planImport(name, new Date('2050-01-01T00:00:00Z'));
      writeFileSync(planned.path, '');
      expect(planned.name).toBe(name);
      expect(shelf.find(planned.id)).toMatchObject({ state: 'past' });
    }
    expect(shelf.all()).toHaveLength(4);
    expect(resumable(folder)?.id).toBe(shelf.live.id);
  });
});
