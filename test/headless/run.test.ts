// `otterscope run -- <command>` with a real child: with an engine of its own, with one that runs already, and its endings.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { traceIdAt } from '../../src/contract/ids.ts';
import { openPipe } from './kit/pipe-client.ts';
import { run, serve, start, tempFolder } from './kit/program.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of cleanups.splice(0).toReversed()) await one();
});

const child = join(import.meta.dirname, 'kit/job-child.ts');
const free = { OTTERSCOPE_OTLP_GRPC: '0', OTTERSCOPE_OTLP_HTTP: '0', OTTERSCOPE_LISTEN: '0' };

function folder(): string {
  const temp = tempFolder();
  cleanups.push(temp.remove);
  return temp.path;
}

it('records telemetry and output in a run of its own, with an engine of its own', { timeout: 120_000 }, async () => {
  const data = folder();
  const ended = await run(['run', '--data', data, '--', process.execPath, child, '--token', 'secret'], free);
  expect(ended.code).toBe(3);
  expect(ended.stdout).toMatch(/^\{"level":"warn","msg":"working",.*"args":\["--token","secret"\]\}\n$/);
  expect(ended.stderr).toContain('\u001B[31mred\u001B[0m and no break at the end');
  expect(ended.stderr).toMatch(
    /otterscope: telemetry goes into the run "node job-child\.ts".*window http:\/\/127\.0\.0\.1:\d+\/\?token=/,
  );
  expect(ended.stderr).toContain('4 records of its output are stored');
  const program = await serve(data);
  cleanups.push(() => program.stop());
  const pipe = await openPipe(program.ready);
  cleanups.push(() => pipe.close());
  const past = (await pipe.call('runs.list', {})).find(({ state }) => state === 'past');
  expect(past).toMatchObject({ name: 'node job-child.ts', spans: 1, logs: 4 });
  if (past === undefined) throw new Error('there is a past run');
  const logs = await pipe.call('logs.list', { run: past.id, where: '', order: 'oldest', limit: 10 });
  const { rows, texts, body, severity, service, eventName } = logs;
  expect(rows).toBe(4);
  expect([...body].map((text) => text.replace(/\d[\d.]*/, '#'))).toEqual([
    `${process.execPath} started, process #`,
    'working',
    'red and no break at the end',
    expect.stringMatching(/^ended with exit code # after [\d.]+ s$/),
  ]);
  expect([...severity]).toEqual([9, 13, 0, 17]);
  expect([...service].map((at) => texts[at])).toEqual(Array.from({ length: 4 }, () => 'job-child'));
  expect([texts[eventName[0] ?? 0], texts[eventName[3] ?? 0]]).toEqual(['process.start', 'process.exit']);
  // The line names the trace of the span that the SDK sent.
  const trace = await pipe.call('trace.get', { run: past.id, traceId: traceIdAt(logs.traceIds, 16) });
  expect(trace).toMatchObject({ spans: 1 });
});

it('uses the engine that runs; signals reach the command, its status is passed on', { timeout: 120_000 }, async () => {
  const data = folder();
  const program = await serve(data);
  cleanups.push(() => program.stop());
  const pipe = await openPipe(program.ready);
  cleanups.push(() => pipe.close());
  const job = start(['run', '--data', data, '--name', 'by name', '--', process.execPath, child, 'wait']);
  for (let turn = 0; turn < 600 && job.lines.length === 0; turn++) await new Promise((wake) => setTimeout(wake, 50));
  expect(job.lines).toEqual(['waiting']);
  expect(await job.stop('SIGTERM')).toBe(7);
  expect(job.lines).toEqual(['waiting', 'told to end']);
  const live = (await pipe.call('runs.list', {})).find(({ state }) => state === 'live');
  expect(live).toMatchObject({ name: 'by name', logs: 4 });
  const killed = await run([
    'run',
    '-q',
    '--data',
    data,
    '--',
    process.execPath,
    '-e',
    'process.kill(process.pid, "SIGKILL")',
  ]);
  expect([killed.code, killed.stderr]).toEqual([137, '']);
  const runsBefore = readdirSync(join(data, 'runs')).filter((file) => file.endsWith('.otter')).length;
  const missing = await run(['run', '--data', data, '--', 'no-such-command-here']);
  expect(missing.code).toBe(127);
  expect(missing.stderr).toContain('there is no such command');
  const folderOfData = await run(['run', '--data', data, '--', data]);
  expect([folderOfData.code, folderOfData.stderr]).toEqual([126, expect.stringContaining('cannot be run')]);
  // Neither left a run behind.
  expect(readdirSync(join(data, 'runs')).filter((file) => file.endsWith('.otter'))).toHaveLength(runsBefore);
  const nothing = await run(['run', 'node', 'x.js']);
  expect([nothing.code, nothing.stderr]).toEqual([2, expect.stringContaining('otterscope run -- node server.js')]);
});
