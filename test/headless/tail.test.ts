// `otterscope tail logs` against a running engine: what is there, what arrives, a new run, and its end.
import { afterEach, expect, it } from 'vitest';
import { openPipe } from './kit/pipe-client.ts';
import { run, serve, start, tempFolder, type Program } from './kit/program.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of cleanups.splice(0).toReversed()) await one();
});

async function post(program: Program, bodies: readonly string[], severityNumber: number): Promise<void> {
  const logRecords = bodies.map((text) => ({
    timeUnixNano: '1767225600000000000',
    severityNumber,
    body: { stringValue: text },
  }));
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] };
  const response = await fetch(`http://${program.ready.otlp_http}/v1/logs`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ resourceLogs: [{ resource, scopeLogs: [{ logRecords }] }] }),
  });
  expect(response.status).toBe(200);
}

async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 300 && !holds(); turn++) await new Promise((wake) => setTimeout(wake, 50));
  expect(holds()).toBe(true);
}

it('prints what is there and what arrives, goes on with a new run, and ends when it is interrupted', async () => {
  const folder = tempFolder();
  cleanups.push(folder.remove);
  const program = await serve(folder.path);
  cleanups.push(() => program.stop());
  await post(program, ['first', 'second', 'third'], 9);
  const all = start(['tail', 'logs', '--data', folder.path, '--lines', '2']);
  const warnings = start(['tail', 'logs', '--data', folder.path, '--where', 'severity >= warn and shop', '--json']);
  await until(() => all.lines.length === 2);
  await post(program, ['fourth'], 13);
  await post(program, ['fifth'], 9);
  await until(() => all.lines.length === 4 && warnings.lines.length === 1);
  expect(all.lines.map((line) => line.slice('2026-01-01T00:00:00Z '.length))).toEqual([
    'INFO  shop  second',
    'INFO  shop  third',
    'WARN  shop  fourth',
    'INFO  shop  fifth',
  ]);
  expect(JSON.parse(warnings.lines[0] ?? '')).toMatchObject({
    body: 'fourth',
    service: 'shop',
    severity: 13,
    sequence: 3,
  });
  const pipe = await openPipe(program.ready);
  cleanups.push(() => pipe.close());
  await pipe.call('runs.create', { name: 'next' });
  await post(program, ['sixth'], 17);
  await until(() => all.lines.length === 5 && warnings.lines.length === 2);
  expect(all.lines[4]).toContain('ERROR shop  sixth');
  expect(await all.stop('SIGINT')).toBe(0);
  await program.stop();
  expect(await warnings.ended).toBe(1);
  expect(warnings.stderr()).toContain('engine');
});

it('says so when there is no engine', async () => {
  const folder = tempFolder();
  cleanups.push(folder.remove);
  const { code, stderr } = await run(['tail', 'logs', '--data', folder.path]);
  expect(code).toBe(1);
  expect(stderr).toContain('otterscope serve');
});
