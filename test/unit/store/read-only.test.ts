// Runs in a folder that may only be read: they are described and read, killed ones too, and no copy
// of them is left anywhere; what would write is refused.
import { chmodSync, copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeTraceRequest } from '../../support/otlp-payloads.ts';
import { startChild } from './child.ts';
import { openWriter, send, temporaryFolder } from './support.ts';

test.skipIf(process.platform === 'win32')(
  'closed and killed runs are read without writing beside them',
  { timeout: 40_000 },
  async () => {
    const data = temporaryFolder();
    const runs = join(data, 'runs');
    const temporary = join(data, 'temporary');
    for (const folder of [runs, temporary]) mkdirSync(folder);
    const closed = join(runs, '2026-01-02T00-00-00-closed.otter');
    const writer = openWriter(closed);
    await send(writer, makeTraceRequest({ seed: 1, spans: 100 }));
    writer.close();
    // What a killed process leaves behind is what lies there while it lives.
    const live = join(data, 'live.otter');
    const killed = join(runs, '2026-01-01T00-00-00-killed.otter');
    const living = openWriter(live);
    await send(living, makeTraceRequest({ seed: 2, spans: 60 }));
    for (const part of ['', '-wal']) copyFileSync(`${live}${part}`, `${killed}${part}`);
    const before = readdirSync(runs);
    for (const file of before) chmodSync(join(runs, file), 0o444);
    chmodSync(data, 0o755);
    chmodSync(temporary, 0o777);
    chmodSync(runs, 0o555);
    onTestFinished(() => chmodSync(runs, 0o755));

    const printed = await startChild('read-only-child.ts', [runs], { TMPDIR: temporary }).printed('\n');
    const refused = { tidy: 'disk-error', rename: 'disk-error' };
    expect(JSON.parse(printed)).toEqual([
      { file: basename(killed), described: 60, read: 60, ...refused },
      { file: basename(closed), described: 100, read: 100, ...refused },
    ]);
    expect(readdirSync(runs)).toEqual(before);
    expect(readdirSync(temporary)).toEqual([]);
  },
);
