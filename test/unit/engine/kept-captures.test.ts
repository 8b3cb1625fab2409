// Captures in rounds go on after the engine was started anew, until somebody stops them.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import type { MethodName, RequestOf } from '../../../src/contract/methods.ts';
import type { CaptureOrder } from '../../../src/contract/profiles/captures.ts';
import type { ProblemReport } from '../../../src/contract/problems.ts';
import { createKeptCaptures } from '../../../src/main/engine/kept-captures.ts';
import { startEngine, type Engine } from '../../../src/main/engine/start-engine.ts';
import { startProfileServer } from '../../support/systems/profile-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'otterscope-kept-captures-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const begin = () =>
  startEngine({
    mode: 'headless',
    version: 'test',
    dataFolder: join(folder, 'data'),
    grpc: { host: '127.0.0.1', port: 0 },
    http: { host: '127.0.0.1', port: 0 },
    surface: undefined,
  });
function ask<M extends MethodName>(engine: Engine, method: M, request: RequestOf<M>) {
  return engine.ask(method, request, new AbortController().signal);
}
const orderOf = (url: string): CaptureOrder => ({
  url,
  service: 'shop',
  subject: { kind: 'go', profile: 'heap', seconds: 0, collectGarbage: false },
  auth: { kind: 'bearer', token: 'secret' },
  headers: [],
  everySeconds: 1,
});

test('a series goes on in the next engine, with its token, and not in the one after it was stopped', async () => {
  const server = await startProfileServer({ profiles: { heap: Buffer.from('main;work 1\n') } });
  const first = await begin();
  await ask(first, 'captures.start', { order: orderOf(server.url) });
  await ask(first, 'captures.start', { order: { ...orderOf(server.url), everySeconds: 0 } });
  await vi.waitFor(() => expect(server.asked.length).toBeGreaterThan(1), { timeout: 20_000 });
  await first.close();
  expect(statSync(join(folder, 'data/collect/captures.json')).mode & 0o077).toBe(0);

  const before = server.asked.length;
  const second = await begin();
  await vi.waitFor(() => expect(server.asked.length).toBeGreaterThan(before), { timeout: 20_000 });
  expect(server.headers['authorization']).toBe('Bearer secret');
  const [capture, ...more] = await vi.waitFor(async () => {
    const captures = await ask(second, 'captures.list', {});
    expect(captures).not.toEqual([]);
    return captures;
  });
  expect(more).toEqual([]);
  expect(capture?.order).toMatchObject({ service: 'shop', everySeconds: 1 });
  await ask(second, 'captures.cancel', { id: capture?.id ?? '' });
  await second.close();
  expect(JSON.parse(readFileSync(join(folder, 'data/collect/captures.json'), 'utf8'))).toEqual([]);
  await server.close();
}, 60_000);

test('what is no order in the file is left out, a file that is none is told', async () => {
  const path = join(folder, 'captures.json');
  const problems: ProblemReport[] = [];
  const kept = createKeptCaptures(path, (problem) => problems.push(problem));
  expect(await kept.read()).toEqual([]);
  writeFileSync(path, JSON.stringify([{ url: 3 }, orderOf('http://h:1')]));
  expect(await kept.read()).toEqual([orderOf('http://h:1')]);
  expect(problems).toEqual([]);
  writeFileSync(path, '[{');
  expect(await kept.read()).toEqual([]);
  expect(problems[0]?.message).toContain('is no list of captures');
});
