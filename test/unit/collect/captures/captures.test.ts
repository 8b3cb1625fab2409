import { afterEach, expect, it, vi } from 'vitest';
import type { CaptureOrder, CaptureStatus } from '../../../../src/contract/profiles/captures.ts';
import { captureTrouble } from '../../../../src/contract/profiles/captures.ts';
import { unixNanosOfMillis } from '../../../../src/contract/time.ts';
import type { FetchedProfile } from '../../../../src/main/collect/captures/capture.ts';
import { captureRequests } from '../../../../src/main/collect/captures/capture-request.ts';
import { createCaptures, type Captures } from '../../../../src/main/collect/captures/captures.ts';
import {
  startProfileServer,
  type ProfileServer,
  type ProfileServerParts,
} from '../../../support/systems/profile-server.ts';

const bytes = new TextEncoder().encode('a profile');
const none = { auth: { kind: 'none' }, headers: [], service: '', everySeconds: 0 } as const;
const heap = { kind: 'go', profile: 'heap', seconds: 0, collectGarbage: true } as const;

let server: ProfileServer | undefined;
let captures: Captures | undefined;
const stored: FetchedProfile[] = [];

afterEach(async () => {
  await captures?.close();
  await server?.close();
  stored.length = 0;
});

async function begin(parts: ProfileServerParts): Promise<ProfileServer> {
  server = await startProfileServer(parts);
  captures = createCaptures({
    store: async (profile) => ({ run: 'live' as never, profile: stored.push(profile) }),
    now: () => unixNanosOfMillis(Date.now()),
    onStatus: () => undefined,
  });
  return server;
}

async function ended(order: CaptureOrder): Promise<CaptureStatus> {
  captures?.start('1', order);
  await vi.waitFor(() => expect(captures?.statuses[0]?.endedAt).toBeDefined(), { timeout: 40_000 });
  return captures?.statuses[0] as CaptureStatus;
}

it('finds the endpoint from whatever address of the service was given', () => {
  for (const base of ['http://h:1', 'http://h:1/', 'http://h:1/debug/pprof/', 'http://h:1/debug/statsviz?x=1'])
    expect(captureRequests(base, heap).map(({ url }) => url.href)).toEqual(['http://h:1/debug/pprof/heap?gc=1']);
  expect(
    captureRequests('http://h:1/app/', { kind: 'streamkit', profile: 'cpu', seconds: 5, frequency: 99 })[0]?.url.href,
  ).toBe('http://h:1/app/api/v1/profile/cpu?duration_secs=5&frequency=99&format=protobuf');
});

it('stores what a Go program answers, with its endpoint, and sends no Origin', async () => {
  const { url, asked } = await begin({ profiles: { heap: bytes } });
  const status = await ended({ ...none, url, subject: heap, auth: { kind: 'bearer', token: 'secret' } });
  expect(status).toMatchObject({ state: 'done', storedCount: 1, bytes: bytes.length, failure: undefined });
  expect(stored[0]).toMatchObject({ bytes: Buffer.from(bytes), name: 'heap' });
  expect(stored[0]?.source).toMatch(/^127\.0\.0\.1:\d+\/debug\/pprof\/heap\?gc=1$/);
  expect(asked).toEqual(['/debug/pprof/heap?gc=1']);
  expect(server?.headers).toMatchObject({ authorization: 'Bearer secret' });
  expect(server?.headers).not.toHaveProperty('origin');
  expect(JSON.stringify(status)).not.toContain('secret');
});

it('takes goroutines twice, with states and with labels', async () => {
  const { url } = await begin({ profiles: { 'goroutine?debug=2': bytes, goroutine: bytes } });
  await ended({ ...none, url, subject: { ...heap, profile: 'goroutine' } });
  expect(stored.map(({ name }) => name)).toEqual(['goroutines', 'goroutine']);
});

it('cancels a profile that takes its time, and stores nothing of it', async () => {
  const { url, asked } = await begin({ profiles: { profile: bytes }, secondMillis: 1000 });
  captures?.start('1', { ...none, url, subject: { ...heap, profile: 'cpu', seconds: 60 } });
  await vi.waitFor(() => expect(asked).toHaveLength(1), 40_000);
  captures?.cancel('1');
  await vi.waitFor(() => expect(captures?.statuses[0]?.state).toBe('cancelled'), 40_000);
  expect(stored).toEqual([]);
});

it('goes on in rounds, over one that failed', async () => {
  const profiles: Record<string, Uint8Array> = { heap: bytes };
  const { url, asked } = await begin({ profiles });
  const every = { ...none, url, subject: heap, everySeconds: 0.02 };
  captures?.start('1', every);
  await vi.waitFor(() => expect(stored.length).toBeGreaterThan(1), 40_000);
  delete profiles['heap'];
  await vi.waitFor(() => expect(captures?.statuses[0]?.failure?.reason).toContain('404: Unknown profile'), 40_000);
  const before = asked.length;
  profiles['heap'] = bytes;
  const many = stored.length;
  await vi.waitFor(() => expect(stored.length).toBeGreaterThan(many), { timeout: 40_000 });
  expect(asked.length).toBeGreaterThan(before);
  expect(captures?.statuses[0]).toMatchObject({ failure: undefined, failures: 0, endedAt: undefined });
});

it.each([
  [{ profiling: false }, '501: Profiling is not enabled', '--features profiling'],
  [{ role: 'user' }, '403: Forbidden', 'access_all_sessions'],
  [{}, '500: Failed to create profiler: profiler already running', 'Another profile is being taken'],
] as const)('tells why StreamKit refuses: %j', async (parts, reason, advice) => {
  const { url } = await begin({ profiles: {}, ...parts });
  const status = await ended({ ...none, url, subject: { kind: 'streamkit', profile: 'heap' } });
  expect(status.state).toBe('failed');
  expect(status.failure?.reason).toContain(reason);
  expect(status.failure?.advice).toContain(advice);
});

it.each([
  ['/picture', 'a picture (image/svg+xml)'],
  ['/nowhere', 'HTTP status 404'],
  ['/moved', 'leads to "/login?next=/moved"'],
  ['/dies', 'closed the connection before its answer was whole'],
])('refuses %s, which is no profile', async (path, reason) => {
  const { url } = await begin({ profiles: {} });
  const status = await ended({ ...none, url: url + path, subject: { kind: 'url', seconds: 1 } });
  expect(status.failure?.reason).toContain(reason);
  expect(stored).toEqual([]);
});

it('says that nobody listens', async () => {
  const { url, close } = await begin({ profiles: {} });
  await close();
  const status = await ended({ ...none, url, subject: heap });
  expect(status.failure?.reason).toContain('nothing listens on 127.0.0.1');
  server = undefined;
});

it('knows orders that cannot be carried out', () => {
  const url = 'http://127.0.0.1:6060';
  expect(captureTrouble({ ...none, url, subject: heap })).toBeUndefined();
  expect(captureTrouble({ ...none, url: 'localhost:6060', subject: heap })).toContain('no http or https address');
  expect(captureTrouble({ ...none, url, subject: { ...heap, profile: 'cpu' } })).toContain('1 to 300 seconds');
  expect(
    captureTrouble({ ...none, url, everySeconds: 5, subject: { ...heap, profile: 'cpu', seconds: 30 } }),
  ).toContain('longer than the time');
});
