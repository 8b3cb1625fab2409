// A real process that sends: its metrics, its start and its exit; own processes and those of other machines are left alone.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { RecordGroup } from '../../../src/contract/otlp-records.ts';
import { unixNanosOfMillis } from '../../../src/contract/time.ts';
import { createProcessWatch, type ProcessWatch } from '../../../src/main/collect/processes/process-watch.ts';

const linux = process.platform === 'linux';
let watch: ProcessWatch | undefined;
afterEach(() => watch?.close());

function start(own?: string) {
  const groups: RecordGroup[] = [];
  const made = createProcessWatch({
    store: async (some) => void groups.push(...some),
    now: () => unixNanosOfMillis(Date.now()),
    onChange: () => undefined,
    own,
  });
  watch = made;
  const events = () =>
    groups.flatMap((group) => (group.signal === 'logs' ? group.items.map(({ eventName }) => eventName) : []));
  const metrics = () =>
    groups.flatMap((group) =>
      group.signal === 'metrics' ? group.items.map(({ name, unit }) => `${name} ${unit}`) : [],
    );
  return { made, groups, events, metrics };
}

const busy =
  'const end = Date.now() + 60000; (function work() { for (let i = 0; i < 3e6; i++); if (Date.now() < end) setImmediate(work); })();';

test.skipIf(!linux)('start, CPU, memory and exit of a sender', { timeout: 120_000 }, async () => {
  const { made, groups, events, metrics } = start();
  const child = spawn(process.execPath, ['-e', busy, 'mark-of-this-test']);
  const sender = { id: 'x', address: '127.0.0.1', pid: child.pid ?? 0, process: 'node busy' };
  made.seen(sender, ['shop']);
  made.seen(sender, ['shop', 'cart']);
  while (metrics().length === 0) await delay(50);
  expect(metrics()).toEqual(['process.cpu.utilization 1', 'process.cpu.utilization 1', 'process.memory.usage By']);
  expect(made.processes).toMatchObject([
    { pid: child.pid, name: 'node busy', services: ['shop', 'cart'], endedAt: undefined },
  ]);
  expect(made.processes[0]?.cpuCores).toBeGreaterThan(0.05);
  expect(made.processes[0]?.memoryBytes).toBeGreaterThan(10e6);
  child.kill('SIGKILL');
  while (events().length < 2) await delay(50);
  expect(events()).toEqual(['process.start', 'process.exit']);
  expect(groups[0]?.resource.attributes).toEqual([
    { key: 'service.name', value: 'shop' },
    { key: 'process.pid', value: BigInt(child.pid ?? 0) },
    { key: 'process.command', value: 'node busy' },
  ]);
  expect(made.processes).toMatchObject([{ endedAt: expect.any(Number), cpuCores: undefined, memoryBytes: undefined }]);
});

test.skipIf(!linux)('not itself, not its own commands, nobody without a pid', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'process-watch-'));
  writeFileSync(join(folder, 'program.mjs'), busy);
  const child = spawn(process.execPath, ['./program.mjs'], { cwd: folder });
  const { made, groups } = start(join(folder, 'program.mjs'));
  made.seen({ id: 'a', address: '10.0.0.1' }, []);
  made.seen({ id: 'b', address: '127.0.0.1', pid: process.pid, process: 'self' }, []);
  made.seen({ id: 'c', address: '127.0.0.1', pid: child.pid ?? 0, process: 'node' }, []);
  made.seen({ id: 'd', address: '127.0.0.1', pid: 2 ** 22 + 1, process: 'gone' }, []);
  await delay(1500);
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
  expect([made.processes, groups]).toEqual([[], []]);
});
