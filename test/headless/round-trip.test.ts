// Out by `otterscope export`, in again by `otterscope import`: nothing is lost on the way, whichever lossless format.
import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run, tempFolder } from './kit/program.ts';
import { logsType, tracesType } from '../support/otlp-oracle.ts';
import { makeLogRequest, makeTraceRequest } from '../support/otlp-payloads.ts';
import { randomLogs, randomTraces } from '../support/random-otlp.ts';
import { seededRandom } from '../support/random.ts';
import { RunFile } from '../support/run-file.ts';
import { dumpRun } from '../support/telemetry-dump.ts';

const folder = tempFolder();
const source = new RunFile();
const original: Record<'traces' | 'logs', readonly string[]> = { traces: [], logs: [] };

beforeAll(async () => {
  const random = seededRandom(77);
  for (let round = 0; round < 25; round++) {
    const spans = tracesType.encode(tracesType.fromObject(randomTraces(random))).finish();
    await source.add('traces', spans);
    if (round % 5 === 0) await source.add('traces', spans);
    await source.add('logs', logsType.encode(logsType.fromObject(randomLogs(random))).finish());
  }
  await source.add('traces', makeTraceRequest({ seed: 5, spans: 1500 }));
  await source.add('logs', makeLogRequest({ seed: 6, records: 1500 }));
  source.seal();
  original.traces = dumpRun('traces', source.path);
  original.logs = dumpRun('logs', source.path);
});
afterAll(() => {
  source.remove();
  folder.remove();
});

/** The run files that an import of the file makes in a data folder of its own. */
async function imported(file: string, data: string): Promise<readonly string[]> {
  const ended = await run(['import', '--data', data, file]);
  expect(ended).toMatchObject({ code: 0 });
  const runs = join(data, 'runs');
  return existsSync(runs) ? readdirSync(runs).map((name) => join(runs, name)) : [];
}

const heldBy = (files: readonly string[], signal: 'traces' | 'logs'): readonly string[] =>
  files.flatMap((file) => dumpRun(signal, file)).toSorted();

it.each([
  ['all.jsonl', ['--signal', 'all'], ['traces', 'logs']],
  ['all.jsonl.gz', ['--signal', 'all'], ['traces', 'logs']],
  ['spans.json', ['--signal', 'traces'], ['traces']],
  ['records.json', ['--signal', 'logs'], ['logs']],
  ['spans.pb', ['--signal', 'traces'], ['traces']],
  ['records.pb.gz', ['--signal', 'logs'], ['logs']],
] as const)('%s', async (name, options, signals) => {
  const file = join(folder.path, name);
  const told = { code: 0, stderr: expect.stringMatching(/^Wrote 1,\d{3} /) };
  expect(await run(['export', '--run', source.path, '-o', file, ...options])).toMatchObject(told);
  const runs = await imported(file, join(folder.path, `data-${name}`));
  expect(runs.length).toBeGreaterThan(0);
  for (const signal of signals) expect(heldBy(runs, signal)).toEqual(original[signal]);
});

it('a run file opens as it is', async () => {
  const file = join(folder.path, 'copy.otter');
  expect(await run(['export', '--run', source.path, '-o', file])).toMatchObject({ code: 0 });
  const moved = join(folder.path, 'moved.otter');
  copyFileSync(file, moved);
  for (const signal of ['traces', 'logs'] as const) expect(dumpRun(signal, moved)).toEqual(original[signal]);
});
