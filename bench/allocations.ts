// A DHAT file of 100,000 program points: what the profile worker does from reading it to the first rows of the tree, and from
// one metric to another. With DHVIEW=<a script that runs Valgrind's dh_view.js on a file with --time>
// the reference viewer's own steps stand beside it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runId } from '../src/contract/ids.ts';
import { allocationMetrics } from '../src/contract/profiles/allocation-metric.ts';
import { allocationAnswers, type AllocationContext } from '../src/main/engine/allocation-answers.ts';
import { dhat } from '../src/main/decode/profiles/dhat.ts';
import { ProfileMemory } from '../src/main/engine/profile-memory.ts';
import { dhatFile } from './lib/dhat-file.ts';
import { manyStacks } from './lib/many-stacks.ts';
import { round } from './lib/statistics.ts';

const stacks = 102_000;
const rounds = 5;
const run = runId('bench');
const page = { offset: 0, limit: 200, folded: [], opened: [] };
const view = { run, profile: 1, frames: 'line', from: 'allocation', filter: '' } as const;
const text = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');

interface Opened {
  readonly context: AllocationContext;
  readonly millis: number;
}

function open(path: string): Opened {
  const began = performance.now();
  const decoded = dhat.decode(new Uint8Array(readFileSync(path)), { text });
  const memory = new ProfileMemory(1e9);
  const context: AllocationContext = {
    decoded: () => decoded,
    contentOf: () => '',
    keep: (key, make, sizeOf) => memory.keep(key, make, sizeOf),
    alive: () => undefined,
  };
  allocationAnswers['allocations.tree']({ ...view, ...page, metric: 1 }, context);
  return { context, millis: performance.now() - began };
}

export function benchAllocations(): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'otterscope-bench-dhat-'));
  const path = join(folder, 'points.json');
  const made = dhatFile(manyStacks(stacks, 1));
  writeFileSync(path, made);
  const opened = Array.from({ length: rounds }, () => open(path));
  const metrics = opened.flatMap(({ context }) =>
    allocationMetrics.map((_, metric) => {
      const began = performance.now();
      allocationAnswers['allocations.tree']({ ...view, ...page, metric }, context);
      return performance.now() - began;
    }),
  );
  const peer = process.env['DHVIEW'];
  const reference =
    peer === undefined
      ? undefined
      : execFileSync(process.execPath, [peer, path, '--metric', '1', '--time'], { encoding: 'utf8' }).trim();
  rmSync(folder, { recursive: true, force: true });
  const figures = {
    megabytes: round(made.length / 1e6),
    points: opened[0]?.context.decoded({ run, profile: 1 }).dhat?.count,
    fileToRowsMillis: opened.map(({ millis }) => Math.round(millis)),
    metricMillisMost: round(Math.max(...metrics)),
    ...(reference === undefined ? {} : { reference }),
  };
  console.log(JSON.stringify(figures, undefined, 2));
  return Promise.resolve(figures);
}
