// What must hold when things go wrong: a killed engine, a second one, taken ports, an unusable folder, wrong flags.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openPipe } from './kit/pipe-client.ts';
import { run, serve, serveByScript, tempFolder } from './kit/program.ts';
import { exportWithSdk } from './kit/sdk.ts';
import { runId } from '../../src/contract/ids.ts';
import { encodeTestSpan } from '../../src/main/engine/otlp-span.ts';
import { hex, type SpanId, type TraceId } from '../../src/contract/ids.ts';
import { unixNanosOfMillis } from '../../src/contract/time.ts';

const folders: { remove(): void }[] = [];
afterEach(() => {
  for (const one of folders.splice(0)) one.remove();
});

function newFolder(): string {
  const folder = tempFolder();
  folders.push(folder);
  return folder.path;
}

const idOf = (file: string) => runId(basename(file, '.otter'));

/** Exports one span after another on several connections until the engine is gone; answers how many were acknowledged. */
async function floodUntilDeath(
  httpAddress: string,
  killAfter: number,
  kill: () => void,
): Promise<{ readonly acknowledged: number; readonly sent: number }> {
  const count = { acknowledged: 0, sent: 0 };
  const sender = async (lane: number): Promise<void> => {
    for (let i = 0; ; i++) {
      const number = Uint8Array.of(lane + 1, i & 255, (i >> 8) & 255, 1);
      const body = encodeTestSpan({
        traceId: hex(new Uint8Array([...number, ...new Uint8Array(12)])) as TraceId,
        spanId: hex(new Uint8Array([...number, 0, 0, 0, 9])) as SpanId,
        service: 'flood',
        scope: 's',
        name: 'n',
        start: unixNanosOfMillis(Date.now()),
        end: unixNanosOfMillis(Date.now() + 1),
        attributes: {},
      });
      count.sent += 1;
      try {
        const response = await fetch(`http://${httpAddress}/v1/traces`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/x-protobuf' },
          body: Buffer.from(body),
        });
        await response.arrayBuffer();
        if (response.status !== 200) return;
      } catch {
        return;
      }
      count.acknowledged += 1;
      if (count.acknowledged === killAfter) kill();
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, lane) => sender(lane)));
  return count;
}

describe('kill -9 during ingest', () => {
  it('loses nothing that was acknowledged, and the next engine reads it', async () => {
    const data = newFolder();
    const first = await serve(data);
    const { acknowledged, sent } = await floodUntilDeath(first.ready.otlp_http ?? '', 500, () =>
      process.kill(first.pid, 'SIGKILL'),
    );
    expect(await first.stop()).toBe('SIGKILL');
    expect(acknowledged).toBeGreaterThanOrEqual(500);

    const second = await serve(data);
    const pipe = await openPipe(second.ready);
    const past = (await pipe.call('runs.list', {})).find((one) => one.id === idOf(first.ready.run));
    expect(past?.trouble).toBeUndefined();
    expect(past?.spans).toBeGreaterThanOrEqual(acknowledged);
    expect(past?.spans).toBeLessThanOrEqual(sent);
    const { total } = await pipe.call('traces.list', { run: idOf(first.ready.run), filter: {}, offset: 0, limit: 1 });
    expect(total).toBe(past?.spans);
    const { services } = await pipe.call('traces.facets', { run: idOf(first.ready.run) });
    expect(services).toEqual([{ name: 'flood', spans: past?.spans, errors: 0 }]);
    pipe.close();
    await second.stop();
  });
});

describe('one engine per data folder', () => {
  it('refuses the second with words that name the first', async () => {
    const data = newFolder();
    const first = await serve(data);
    const second = await run([
      'serve',
      '--json',
      '--data',
      data,
      '--otlp-grpc',
      '0',
      '--otlp-http',
      '0',
      '--listen',
      '0',
    ]);
    expect(second).toMatchObject({ code: 4, stdout: '' });
    expect(second.stderr).toContain(`process ${first.pid}`);
    expect(second.stderr).toContain(first.ready.ui);
    await first.stop();
    expect(existsSync(join(data, 'engine.json'))).toBe(false);
  });

  it('tells other programs of the user where it is, and nobody else', async () => {
    const data = newFolder();
    const { ready, pid, stop } = await serve(data);
    const file = join(data, 'engine.json');
    const lock: unknown = JSON.parse(readFileSync(file, 'utf8'));
    expect(lock).toMatchObject({
      pid,
      otlpGrpc: ready.otlp_grpc,
      otlpHttp: ready.otlp_http,
      ui: ready.ui.replace('http://', ''),
      token: ready.token,
    });
    if (process.platform !== 'win32') {
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(statSync(join(data, 'token')).mode & 0o777).toBe(0o600);
    }
    expect(readFileSync(join(data, 'token'), 'utf8').trim()).toBe(ready.token);
    await stop();
  });

  it('keeps its token, unless it is given one', async () => {
    const data = newFolder();
    const first = await serve(data);
    await first.stop();
    const second = await serve(data);
    expect(second.ready.token).toBe(first.ready.token);
    await second.stop();
    const third = await serve(data, ['--token', 'given-by-the-user-1']);
    expect(third.ready.token).toBe('given-by-the-user-1');
    await third.stop();
    const fourth = await serve(data, [], { OTTERSCOPE_TOKEN: 'given-by-the-variable' });
    expect(fourth.ready.token).toBe('given-by-the-variable');
    await fourth.stop();
  });
});

describe('taken ports', () => {
  it('are named with their owner and with free ones, and the window is served all the same', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as AddressInfo;
    const program = await serve(newFolder(), ['--otlp-grpc', String(port)]);
    expect(program.ready.otlp_grpc).toBeNull();
    expect(program.ready.otlp_http).toMatch(/^127\.0\.0\.1:\d+$/);
    const [taken] = program.lines.map((one) => JSON.parse(one) as Record<string, unknown>);
    expect(taken).toMatchObject({
      event: 'port-taken',
      port: 'otlp_grpc',
      reason: expect.stringContaining(String(port)),
      free: { grpc: expect.any(Number), http: expect.any(Number) },
    });
    if (process.platform === 'linux') expect(taken).toMatchObject({ owner: { pid: process.pid } });
    expect((await fetch(`${program.ready.ui}/readyz`)).status).toBe(503);

    const pipe = await openPipe(program.ready);
    const { endpoints } = await pipe.call('app.info', {});
    expect(endpoints.grpc).toMatchObject({ kind: 'taken', port });
    await expect(pipe.call('app.sendTestSpan', { transport: 'grpc' })).rejects.toMatchObject({ code: 'disconnected' });
    const moved = await pipe.call('app.listen', { grpc: 0 });
    expect(moved.endpoints.grpc.kind).toBe('listening');
    await pipe.call('app.sendTestSpan', { transport: 'grpc' });
    expect((await fetch(`${program.ready.ui}/readyz`)).status).toBe(200);
    pipe.close();
    await program.stop();
    holder.close();
  });

  it('end the program when the window has no port, saying which flag helps', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as AddressInfo;
    const data = newFolder();
    const ended = await run([
      'serve',
      '--data',
      data,
      '--otlp-grpc',
      '0',
      '--otlp-http',
      '0',
      '--listen',
      String(port),
    ]);
    expect(ended).toMatchObject({ code: 5, stdout: '', stderr: expect.stringContaining('--listen') });
    expect(existsSync(join(data, 'engine.json'))).toBe(false);
    holder.close();
  });
});

describe('an unusable data folder', () => {
  it('is refused with words', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'file'), '');
    const below = await run(['serve', '--data', join(folder, 'file', 'data')]);
    expect(below).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('cannot be used') });
    const readOnly = process.getuid?.() === 0 ? '/proc/otterscope' : join(folder, 'read-only');
    if (!readOnly.startsWith('/proc')) mkdirSync(readOnly, { mode: 0o500 });
    const refused = await run(['serve', '--data', readOnly]);
    expect(refused).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('--data') });
    expect(refused.stderr).not.toContain('    at ');
  });
});

describe('the command line', () => {
  it.each<readonly [readonly string[], string]>([
    [['serve', '--no-such-flag'], '--no-such-flag'],
    [['fly'], 'fly'],
    [['serve', '--listen', 'x:y'], '--listen'],
    [['serve', '--otlp-grpc', '70000'], '--otlp-grpc'],
    [['serve', '--token', 'short'], '--token'],
    [['--json'], 'serve'],
  ])('refuses %j', async (args, word) => {
    const ended = await run(args);
    expect(ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(word) });
  });

  it('has help and version', async () => {
    expect(await run(['--help'])).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining('--otlp-grpc'),
    });
    expect(await run(['--version'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends cleanly on %s: sealed, one plain file, no lock', async (signal) => {
    const data = newFolder();
    const program = await serve(data);
    await exportWithSdk('grpc', program.ready, 'shop');
    expect(await program.stop(signal)).toBe(0);
    expect(existsSync(join(data, 'engine.json'))).toBe(false);
    expect(existsSync(program.ready.run)).toBe(true);
    for (const rest of ['-wal', '-shm', '-lock']) expect(existsSync(program.ready.run + rest)).toBe(false);
  });

  it.skipIf(process.platform === 'win32')(
    'ends cleanly on Ctrl-C in a terminal, which every process hears',
    async () => {
      const data = newFolder();
      const program = await serveByScript(data);
      await exportWithSdk('grpc', program.ready, 'shop');
      expect(await program.interrupt()).toBe(0);
      expect(readdirSync(data).filter((one) => one.startsWith('engine'))).toEqual([]);
      expect(readdirSync(join(data, 'runs'))).toEqual([basename(program.ready.run)]);
    },
  );
});
