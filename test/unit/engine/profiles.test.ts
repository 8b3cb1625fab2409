// A profile's way through a real engine: brought in as a file, listed, opened, changed, given back as it was received.
import { wholeView } from '../../support/profiles/whole-view.ts';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportInfo, ImportTarget } from '../../../src/contract/imports.ts';
import type { RunId } from '../../../src/contract/ids.ts';
import type { MethodName, RequestOf } from '../../../src/contract/methods.ts';
import type { ProfileFileFormat } from '../../../src/contract/profiles/files.ts';
import { noProfileFilter } from '../../../src/contract/profiles/view.ts';
import { unpackPicture } from '../../../src/contract/profiles/picture-texts.ts';
import { createProfileThread } from '../../../src/main/engine/profile-thread.ts';
import { startEngine, type Engine } from '../../../src/main/engine/start-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'otterscope-profiles-'));
let engine: Engine;

beforeAll(async () => {
  engine = await startEngine({
    mode: 'headless',
    version: 'test',
    dataFolder: join(folder, 'data'),
    grpc: undefined,
    http: undefined,
    surface: undefined,
  });
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

function ask<M extends MethodName>(method: M, request: RequestOf<M>) {
  return engine.ask(method, request, new AbortController().signal);
}

async function bring(name: string, bytes: string | Uint8Array, into: ImportTarget = 'live'): Promise<ImportInfo> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const [begun] = engine.imports.start([path], into);
  return engine.imports.ended(begun?.id ?? '');
}

/** Far more than one piece, with lines that do not compress to nothing. */
const stacks = Array.from(
  { length: 60_000 },
  (_, i) => `main;step_${i % 97};leaf_${(i * 2_654_435_761) >>> 0} ${i + 1}`,
);
const folded = `${stacks.join('\n')}\n`;

test('a file into the live run: listed, opened, given back byte for byte, known when it comes again', async () => {
  const zipped = gzipSync(folded);
  const info = await bring('work.folded.gz', zipped);
  expect(info).toMatchObject({ state: 'done', format: 'folded', compression: 'gzip', profiles: 1, error: undefined });
  const run = engine.live.id;
  expect(info.run).toBe(run);
  const { profile = 0 } = info;
  const list = await ask('profiles.list', { run, text: 'WORK', offset: 0, limit: 10 });
  expect(list).toMatchObject({ total: 1, all: 1, kinds: [{ count: 1 }], services: [] });
  expect(list.profiles[0]).toMatchObject({ profile, name: 'work.folded.gz', origin: 'file', samples: stacks.length });
  expect(await ask('profiles.list', { run, text: 'play', offset: 0, limit: 10 })).toMatchObject({ total: 0, all: 1 });

  const opened = await ask('profiles.open', { run, profile });
  if (opened.kind !== 'shown') throw new Error(opened.reason);
  const total = (stacks.length * (stacks.length + 1)) / 2;
  expect(opened.parts).toMatchObject([{ sampleTypes: [{ type: 'samples', unit: 'count', total }], labelKeys: [] }]);

  const pieces: Uint8Array[] = [];
  for (let last = false; !last;) {
    const piece = await ask('profiles.file', { run, profile, piece: pieces.length });
    pieces.push(piece.bytes);
    ({ last } = piece);
  }
  expect(Buffer.concat(pieces).equals(zipped)).toBe(true);

  const again = await bring('copy.folded.gz', zipped);
  expect(again).toMatchObject({ profile, skipped: [{ count: 1, reason: 'profiles that the run has already' }] });
  expect((await ask('profiles.list', { run, text: '', offset: 0, limit: 10 })).all).toBe(1);
  expect((await ask('runs.list', {}))[0]).toMatchObject({ id: run, profiles: 1 });
});

test('pictures, searches and comparisons of two runs come from the worker', async () => {
  const here = await bring('tree.folded', 'main;work;sum 70\nmain;work 5\nmain;wait 25\n');
  const there = await bring('tree-before.folded', 'main;work;sum 30\nmain;wait 25\n', 'new');
  const view = wholeView({ run: engine.live.id, profile: here.profile ?? 0 });
  const all = { zoom: '', width: 'max' } as const;
  const picture = unpackPicture(await ask('profiles.flame', { view, ...all }));
  expect(picture).toMatchObject({ frames: 5, treeNodes: 5, names: ['main', 'work', 'sum', 'wait'] });
  expect(Array.from(picture.total)).toEqual([100, 100, 75, 70, 25]);
  const found = await ask('profiles.search', { view, ...all, text: 'W', regex: false, files: false });
  expect(found).toMatchObject({ value: 100, whole: 100, names: 2, marks: Uint8Array.of(0, 0, 1, 0, 1) });
  const base = { run: there.run as RunId, profile: there.profile ?? 0, part: 0 };
  const diff = await ask('profiles.diff', {
    view: { ...view, base },
    by: 'self',
    relative: false,
    text: '',
    offset: 0,
    limit: 1,
  });
  expect(diff).toMatchObject({
    names: ['sum'],
    leftSelf: Float64Array.of(30),
    rightSelf: Float64Array.of(70),
    functions: 4,
  });
  await expect(ask('profiles.flame', { view: { ...view, type: 9 }, ...all })).rejects.toMatchObject({
    code: 'bad-request',
  });
});

test('a plain file into a run of its own, which is changed when it is past', async () => {
  const info = await bring('plain.folded', folded, 'new');
  expect(info).toMatchObject({ state: 'done', profiles: 1, profile: 1 });
  const { run } = info;
  if (run === undefined) throw new Error('there is no run');
  const piece = await ask('profiles.file', { run, profile: 1, piece: 0 });
  expect(piece.last).toBe(false);
  expect(folded.startsWith(Buffer.from(piece.bytes).toString())).toBe(true);
  await ask('profiles.rename', { run, profile: 1, name: 'before the change' });
  expect(await ask('profiles.open', { run, profile: 1 })).toMatchObject({ stored: { name: 'before the change' } });
  await expect(ask('profiles.rename', { run, profile: 2, name: 'none' })).rejects.toMatchObject({ code: 'not-found' });
  await ask('profiles.delete', { run, profiles: [1] });
  await expect(ask('profiles.open', { run, profile: 1 })).rejects.toMatchObject({ code: 'not-found' });
});

test('an execution trace of Go is kept, and it is said how to look at it', async () => {
  const info = await bring('trace.out', Buffer.concat([Buffer.from('go 1.23 trace\0\0\0'), Buffer.alloc(100, 7)]));
  expect(info).toMatchObject({ state: 'done', format: 'go-trace', profiles: 1 });
  const opened = await ask('profiles.open', { run: engine.live.id, profile: info.profile ?? 0 });
  expect(opened).toMatchObject({ kind: 'unshown', stored: { kind: 'execution-trace', parts: 0 } });
  expect(opened.kind === 'unshown' && opened.reason).toMatch(/^This is an execution trace of Go 1.23.*go tool trace/);
});

test('files that cannot be read are refused in words, and nothing of them is kept', async () => {
  const zipped = gzipSync(folded);
  const cut = await bring('cut.folded.gz', zipped.subarray(0, zipped.length - 1000));
  expect(cut).toMatchObject({ state: 'failed', run: undefined, profiles: 0 });
  expect(cut.error).toMatch(/gzip data is cut off: the file ends after \d+ bytes/);
  const large = join(folder, 'large.folded');
  writeFileSync(large, folded);
  truncateSync(large, 2 * 1024 ** 3);
  const [begun] = engine.imports.start([large], 'live');
  expect((await engine.imports.ended(begun?.id ?? '')).error).toBe('It has 2 GiB; profiles of up to 1 GiB are read.');
  const wrong = await bring('wrong.folded', `${folded}what is this\n`);
  expect(wrong.error).toMatch(/line 60001 .*byte \d+/);
});

test('a worker that needs too much memory fails its question in words, and the next one works', async () => {
  const deaths: string[] = [];
  const thread = createProfileThread((reason) => deaths.push(reason), {
    maxYoungGenerationSizeMb: 2,
    maxOldGenerationSizeMb: 12,
  });
  const many = Array.from({ length: 400_000 }, (_, i) => `frame number ${i};another frame ${i} 1`).join('\n');
  await expect(thread.inspect({ bytes: Buffer.from(many) })).rejects.toThrow('more memory than a profile may take');
  expect(deaths).toEqual(['it needs more memory than a profile may take']);
  expect(await thread.inspect({ bytes: Buffer.from('a;b 1\n') })).toMatchObject({ format: 'folded', samples: 1 });
  await thread.close();
});

test('a view becomes files, which come back as they were; a file that cannot be says why', async () => {
  const run = engine.live.id;
  const { profile = 0 } = await bring('made.folded', 'main;a <b>;c 3\nmain;d 4\nother;d 1\n');
  const view = { ...wholeView({ run, profile }), filter: { ...noProfileFilter, ignore: 'other' } };
  const file = async (format: ProfileFileFormat): Promise<Buffer> => {
    const started = await ask('profiles.export', { format, view, zoom: '', width: 'max', root: 'top', name: 'my cpu' });
    expect(started.name).toMatch(/^my-cpu\.[a-z.]+$/);
    const pieces: Uint8Array[] = [];
    for (let last = false; !last;) {
      const piece = await ask('export.piece', { export: started.export });
      pieces.push(piece.bytes);
      ({ last } = piece);
    }
    return Buffer.concat(pieces);
  };
  const text = async (format: ProfileFileFormat): Promise<string> => (await file(format)).toString();
  const foldedText = await text('folded');
  expect(foldedText.split('\n').toSorted()).toEqual(['', 'main;a <b>;c 3', 'main;d 4']);
  const svg = await text('svg');
  expect(svg).toContain('<title>made.folded: samples, 7</title>');
  expect(svg).toContain('<title>a &lt;b&gt; (3, 43 %)</title>');
  expect(svg).toContain('<script>');
  for (const [name, content] of [
    ['again.folded', foldedText],
    ['again.json', await text('speedscope')],
    ['again.pb.gz', await file('pprof')],
  ] as const) {
    const again = await bring(name, content);
    const opened = await ask('profiles.open', { run, profile: again.profile ?? 0 });
    expect(opened).toMatchObject({ kind: 'shown', parts: [{ sampleTypes: [{ total: 7 }], nodes: 4 }] });
  }
  // Shares are of all samples, as pprof's are, those of `other` too.
  expect((await text('csv')).split('\r\n').slice(1)).toEqual([
    'd,,4,50,4,50,no',
    'c,,3,37.5,3,37.5,no',
    'a <b>,,0,0,3,37.5,no',
    'main,,0,0,7,87.5,no',
    '',
  ]);
  const wrong = { ...view, type: 9 };
  const started = await ask('profiles.export', {
    format: 'folded',
    view: wrong,
    zoom: '',
    width: 'max',
    root: 'top',
    name: 'my cpu',
  });
  await expect(ask('export.piece', { export: started.export })).rejects.toThrow('there is no number 9');
});

test('tables of a profile are those of its view', async () => {
  const { profile = 0 } = await bring('tables.folded', 'main;a;b 3\nmain;b 4\nmain;a 1\n');
  const view = wholeView({ run: engine.live.id, profile });
  const table = { view, sort: 'flat', reversed: false, text: '', offset: 0, limit: 2 } as const;
  const top = await ask('profiles.top', table);
  expect([top.functions, [...top.names], [...top.flat], [...top.cum]]).toEqual([3, ['b', 'a'], [7, 1], [7, 4]]);
  const peek = await ask('profiles.peek', { view, frame: 'b' });
  const callers = Array.from(peek.callers.name, (name, at) => `${peek.names[name]} ${peek.callers.weight[at]}`);
  expect(callers).toEqual(['main 4', 'a 3']);
  const wrong = { ...view, filter: { ...noProfileFilter, focus: '(' } };
  await expect(ask('profiles.tree', { ...table, view: wrong })).rejects.toThrow('missing closing )');
});

test.each<readonly [string, string | Uint8Array, 'live' | 'new']>([
  ['auto.folded', 'main;work 3\n', 'live'],
  ['auto.folded.gz', gzipSync(`${folded}main;auto 1\n`), 'live'],
  [
    'auto.cpuprofile',
    '{"nodes":[{"id":1,"callFrame":{"functionName":"f"}}],"startTime":0,"endTime":1,"samples":[],"timeDeltas":[]}',
    'live',
  ],
  ['auto-trace.json', '{"traceEvents":[{"name":"a","ph":"X","ts":1,"dur":2,"pid":1,"tid":1}]}', 'new'],
  ['auto.txt', 'neither the one nor the other', 'new'],
])('%s goes where its kind belongs', async (name, content, into) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  const [begun] = engine.imports.start([path], 'auto');
  expect(begun?.into).toBe(into);
  await engine.imports.ended(begun?.id ?? '');
});

test('a run file brings its profiles into the live run, each once; a copy has them, one without secrets has none', async () => {
  const made = await bring('moving.folded', 'main;move 1\n', 'new');
  const run = (await ask('runs.list', {})).find(({ id }) => id === made.run);
  if (run === undefined) throw new Error('there is no run');
  const into = async (path: string): Promise<ImportInfo> => {
    const [begun] = engine.imports.start([path], 'live');
    return engine.imports.ended(begun?.id ?? '');
  };
  expect(await into(run.path)).toMatchObject({ state: 'done', profiles: 1, skipped: [] });
  expect(await into(run.path)).toMatchObject({ profiles: 1, skipped: [{ count: 1 }] });
  expect((await ask('profiles.list', { run: engine.live.id, text: 'moving', offset: 0, limit: 5 })).total).toBe(1);
  const exported = async (redact: string): Promise<number> => {
    const order = { run: run.id, what: { kind: 'run' }, format: 'otter', signal: 'all', gzip: false, redact } as const;
    const { export: id } = await ask('export.start', order);
    const path = join(folder, `copy-${redact.length}.otter`);
    writeFileSync(path, '');
    for (let last = false; !last;) {
      const piece = await ask('export.piece', { export: id });
      appendFileSync(path, piece.bytes);
      ({ last } = piece);
    }
    return (await ask('runs.open', { path })).profiles;
  };
  expect([await exported(''), await exported('remove any token')]).toEqual([1, 0]);
});

test('source code is shown of files that a profile names and that are source code, and nobody in a browser changes that', async () => {
  const source = join(folder, 'shop.ts');
  const key = join(folder, '.ssh', 'id_rsa');
  mkdirSync(join(folder, '.ssh'));
  writeFileSync(source, 'sell();\n');
  writeFileSync(key, 'a secret');
  const frames = [source, key, '/etc/passwd', `${folder}/.ssh/../shop.ts`].map((file, i) => ({
    name: `f${i}`,
    file,
    line: 1,
  }));
  const planted = {
    $schema: 'https://www.speedscope.app/file-format-schema.json',
    shared: { frames },
    profiles: [
      {
        type: 'sampled',
        name: '',
        unit: 'none',
        startValue: 0,
        endValue: 4,
        samples: [[0], [1], [2], [3]],
        weights: [1, 1, 1, 1],
      },
    ],
  };
  const { profile = 0 } = await bring('planted.speedscope.json', JSON.stringify(planted));
  const view = wholeView({ run: engine.live.id, profile });
  const read = (frame: string, file = 0) => ask('source.read', { view, frame, file });
  expect(await read('f0')).toEqual({ kind: 'text', path: source, lines: ['sell();', ''] });
  for (const frame of ['f1', 'f2', 'f3']) expect(await read(frame)).toMatchObject({ kind: 'none' });
  for (const [frame, file] of [
    ['f0', 1],
    [source, 0],
    [key, 0],
  ] as const)
    await expect(read(frame, file)).rejects.toMatchObject({ code: 'not-found' });
  await expect(ask('settings.change', { sourceFolders: ['/etc'] })).rejects.toMatchObject({ code: 'read-only' });
});
