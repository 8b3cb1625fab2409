import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { freePorts } from '../../../src/main/receive/free-ports.ts';
import {
  listenersIn,
  nameInTasklist,
  ownerInLsof,
  pidInNetstat,
  portOwner,
} from '../../../src/main/receive/port-owner.ts';
import { startHarness, until, type Harness } from './harness.ts';

const held: Server[] = [];
let harness: Harness | undefined;
afterEach(async () => {
  await harness?.close();
  harness = undefined;
  for (const server of held.splice(0)) server.close();
});

function hold(host = '127.0.0.1', port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    held.push(server);
    server.on('error', reject);
    server.listen({ host, port, ipv6Only: true }, () => resolve((server.address() as AddressInfo).port));
  });
}

test('one taken port does not stop the other, and comes back by itself', async () => {
  const port = await hold();
  harness = await startHarness(
    { listenRetryMillis: 30 },
    { grpc: { host: '127.0.0.1', port }, reservedPorts: [14317] },
  );
  const state = harness.receivers.endpoints();
  expect(state.grpc).toMatchObject({ kind: 'taken', port });
  expect(state.http.kind).toBe('listening');
  expect(state.free?.http).toBe((state.free?.grpc ?? 0) + 1);
  expect(state.free?.grpc).not.toBe(14317);
  expect(harness.problems[0]).toMatchObject({ code: 'port-taken', severity: 'error' });
  if (process.platform === 'linux') expect(state.grpc).toMatchObject({ owner: { pid: process.pid } });

  held.splice(0).forEach((server) => server.close());
  await until(() => harness?.receivers.endpoints().grpc.kind === 'listening', 'the port is taken back');
  expect(harness.endpoints.at(-1)).toMatchObject({ grpc: { kind: 'listening', port }, free: undefined });
  expect(harness.problems).toHaveLength(1);
});

test('listen moves to other ports at once', async () => {
  const port = await hold();
  harness = await startHarness({ listenRetryMillis: 60_000 }, { grpc: { host: '127.0.0.1', port } });
  const free = harness.receivers.endpoints().free;
  const http = harness.httpPort;
  const state = await harness.receivers.listen({ grpc: free?.grpc });
  expect(state.grpc).toMatchObject({ kind: 'listening', port: free?.grpc });
  expect(state.http).toMatchObject({ kind: 'listening', port: http });
  expect(harness.endpoints.at(-1)).toEqual(state);
});

test('a port that is held on ::1 only is shared with a warning', async () => {
  const port = await hold('::1');
  harness = await startHarness({}, { http: { host: 'localhost', port } });
  expect(harness.receivers.endpoints().http).toEqual({ kind: 'listening', host: '127.0.0.1', port });
  expect(harness.problems[0]).toMatchObject({ code: 'port-taken', severity: 'warning' });
});

test('a port that is not wanted is off', async () => {
  harness = await startHarness({}, { grpc: undefined });
  expect(harness.receivers.endpoints()).toMatchObject({
    grpc: { kind: 'off' },
    http: { kind: 'listening' },
    free: undefined,
  });
});

test('an address that is not ours is said in words', async () => {
  harness = await startHarness({}, { grpc: { host: '192.0.2.1', port: 0 } });
  const { grpc } = harness.receivers.endpoints();
  expect(grpc.kind === 'taken' && grpc.reason).toBe('the address 192.0.2.1 does not exist on this machine');
});

test('the offered ports can be bound', async () => {
  const free = await freePorts('127.0.0.1');
  await expect(hold('127.0.0.1', free?.grpc)).resolves.toBe(free?.grpc);
  await expect(hold('::1', free?.http)).resolves.toBe(free?.http);
});

test.runIf(process.platform === 'linux')('the owner of a port is found, and of no port is not', async () => {
  const port = await hold('::1');
  expect((await portOwner(port))?.pid).toBe(process.pid);
  held.splice(0).forEach((server) => server.close());
  await until(() => true, 'closed');
  expect(await portOwner(port)).toBeUndefined();
});

test('what the systems print is understood', () => {
  const table = [
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    '   0: 0100007F:10DD 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 777 1',
    '   1: 0100007F:10DD 0100007F:C001 01 00000000:00000000 00:00000000 00000000  1000        0 778 1',
  ].join('\n');
  expect(listenersIn(table, 4317)).toEqual(['777']);
  expect(ownerInLsof('p4242\ncotelcol\nf12\n')).toEqual({ pid: 4242, name: 'otelcol' });
  expect(ownerInLsof('')).toBeUndefined();
  const netstat =
    '  Proto  Lokale Adresse         Remoteadresse          Status           PID\r\n  TCP    127.0.0.1:51000        127.0.0.1:4317         HERGESTELLT     7\r\n  TCP    [::]:4317              [::]:0                 ABHÖREN         9876\r\n';
  expect(pidInNetstat(netstat, 4317)).toBe(9876);
  expect(pidInNetstat(netstat, 317)).toBeUndefined();
  expect(nameInTasklist('"otelcol.exe","9876","Console","1","51,000 K"\r\n')).toBe('otelcol.exe');
});
