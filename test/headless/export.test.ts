// `otterscope export`: through a running engine, from a file without one, and what it says when it cannot.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run, serve, tempFolder, type Program } from './kit/program.ts';
import { exportWithSdk } from './kit/sdk.ts';
import { dumpRun } from '../support/telemetry-dump.ts';

const folder = tempFolder();
const data = join(folder.path, 'data');
const at = (name: string): string => join(folder.path, name);
let program: Program;
let traceId: string;

const exported = (...args: string[]) => run(['export', '--data', data, ...args]);

beforeAll(async () => {
  program = await serve(data);
  traceId = await exportWithSdk('http/protobuf', program.ready, 'shop');
});
afterAll(async () => {
  await program.stop();
  folder.remove();
});

it('writes a trace to stdout and to a file while the engine runs', async () => {
  const { code, stdout } = await exported('--trace', traceId);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ resourceSpans: [{}] });
  expect(stdout).toContain(traceId);
  expect(await exported('--trace', traceId, '-o', at('trace.jaeger.json'))).toMatchObject({
    code: 0,
    stdout: '',
    stderr: expect.stringMatching(/^Wrote 4 spans \([\d,]+ bytes\) to .*trace\.jaeger\.json\.\n$/),
  });
  expect(JSON.parse(readFileSync(at('trace.jaeger.json'), 'utf8'))).toMatchObject({ data: [{ traceID: traceId }] });
});

it('writes the live run, compressed, by the ending of the name', async () => {
  expect(await exported('-o', at('run.jsonl.gz'))).toMatchObject({ code: 0 });
  expect(gunzipSync(readFileSync(at('run.jsonl.gz'))).toString()).toContain(traceId);
});

it('takes the live run, not a file imported since', async () => {
  expect(
    (await run(['import', '--data', data, join(import.meta.dirname, '../fixtures/foreign/zipkin.json')])).code,
  ).toBe(0);
  const { stdout } = await exported('--format', 'csv', '--table', 'traces');
  expect(stdout).toContain(traceId);
});

it('takes away what rules name, and tells before what that would be', async () => {
  writeFileSync(at('rules'), '# names of services\nreplace resource service.name\n');
  const { stdout } = await exported('--redact', at('rules'), '--preview');
  expect(stdout).toMatch(/^line 2\treplace\tresource\tservice\.name\t\d+\t"shop"/);
  expect((await exported('--redact', at('rules'), '-o', at('redacted.otter'))).code).toBe(0);
  const spans = dumpRun('traces', at('redacted.otter'));
  expect(spans).toHaveLength(4);
  expect(spans.every((span) => span.includes('"service":"[redacted]"'))).toBe(true);
});

it('says what is wrong', async () => {
  expect(await exported('--format', 'xml')).toMatchObject({ code: 2, stderr: expect.stringContaining('--format') });
  expect(await exported('--signal', 'logs', '--where', 'severity >= errr')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^--where: severity is one of .*\n {2}severity >= errr\n {2}\^\n/),
  });
  expect(await exported('--trace', 'zz')).toMatchObject({ code: 2, stderr: expect.stringContaining('--trace zz: ') });
  expect(await exported('--run', 'no such run')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no such run'),
  });
  expect(await exported('--trace', '1'.repeat(32))).toMatchObject({ code: 1 });
  expect(await exported('-o', at('no/such/folder.csv'))).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('could not be written'),
  });
  expect(readdirSync(folder.path).filter((name) => name.endsWith('.part'))).toEqual([]);
});

it('says that nothing was there to write, and why', async () => {
  expect(await exported('--where', 'service = nobody', '--signal', 'traces', '-o', at('none.json'))).toMatchObject({
    code: 0,
    stdout: '',
    stderr: expect.stringMatching(
      /^Nothing was exported; .*none\.json is .* No trace fits --where service = nobody\. .* holds 4 spans/,
    ),
  });
  expect(JSON.parse(readFileSync(at('none.json'), 'utf8'))).toEqual({ resourceSpans: [] });
  const { stdout, stderr } = await exported('--trace', traceId, '--span', '1'.repeat(16), '--format', 'csv');
  expect(stdout.split('\r\n')).toHaveLength(2);
  expect(stderr).toContain('The trace has no such spans.');
});

it('is not led astray by what a killed engine left', async () => {
  const other = join(folder.path, 'killed');
  const killed = await serve(other);
  await exportWithSdk('http/protobuf', killed.ready, 'shop');
  expect(await killed.stop('SIGKILL')).toBe('SIGKILL');
  expect(existsSync(join(other, 'engine.json'))).toBe(true);
  const { code, stderr } = await run(['export', '--data', other, '-o', at('left.json')]);
  expect([code, stderr]).toEqual([0, expect.stringMatching(/^Wrote 4 spans .*\n$/)]);
  expect(existsSync(join(other, 'engine.json'))).toBe(false);
  writeFileSync(join(other, 'engine.json'), '{"pid":1,"version":"1","ui":"127.0.0.1:1","token":"x"}');
  const tail = await run(['tail', 'logs', '--data', other]);
  expect([tail.code, tail.stderr]).toEqual([1, expect.stringMatching(/^No engine serves /)]);
  expect(existsSync(join(other, 'engine.json'))).toBe(false);
  writeFileSync(join(other, 'engine.json'), '{"pid":1,"version":"1","ui":"127.0.0.1:1","token":"x"}');
  const imported = await run(['import', '--data', other, join(import.meta.dirname, '../fixtures/foreign/zipkin.json')]);
  expect([imported.code, imported.stderr]).toEqual([0, '']);
  expect(existsSync(join(other, 'engine.json'))).toBe(false);
});

it('reads the file itself when no engine runs, by name, id or path', async () => {
  const file = program.ready.run;
  await program.stop();
  const id = basename(file, '.otter');
  const expected = dumpRun('traces', file);
  for (const named of [[], ['--run', id], ['--run', file]]) {
    expect(await exported(...named, '-o', at('copy.otter'))).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^Wrote 4 spans /),
    });
    expect(dumpRun('traces', at('copy.otter'))).toEqual(expected);
  }
  const { stdout } = await exported('--run', at('copy.otter'), '--format', 'csv');
  expect(stdout.split('\r\n')).toHaveLength(6);
  expect(existsSync(`${file}-wal`)).toBe(false);
});
