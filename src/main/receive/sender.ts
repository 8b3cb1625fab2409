// Who sends: a connection from this machine gets the pid and name of its process, any other its address.
import type { Socket } from 'node:net';
import type { Sender } from '../../contract/ingest.ts';
import type { ReceiveClock } from './config.ts';
import type { Connection } from './connection.ts';
import { createLocalProcesses } from './local-process.ts';

/** The two ends of a connection. */
export type Peer = Pick<Socket, 'remoteAddress' | 'remotePort' | 'remoteFamily' | 'localPort'>;

export interface Senders {
  /** Starts the look-up; ask only for connections that have sent something. */
  connect(socket: Peer): Connection;
}

/** @param waitMillis how long one request may be held up by the look-up of its sender */
export function createSenders(clock: ReceiveClock, waitMillis: number): Senders {
  const processes = createLocalProcesses(clock);
  return {
    connect(socket) {
      const address = plainAddress(socket.remoteAddress ?? '');
      let known: Sender = { id: address === '' ? 'unknown' : address, address };
      let pending: Promise<void> | undefined;
      if (isLoopback(address) && socket.remotePort !== undefined && socket.localPort !== undefined) {
        const look = processes.find({
          clientPort: socket.remotePort,
          serverPort: socket.localPort,
          ipv6: socket.remoteFamily === 'IPv6',
        });
        const found = look.then((process) => {
          pending = undefined;
          if (process !== undefined)
            known = { id: senderId(process), address, pid: process.pid, process: process.name };
        });
        pending = Promise.race([found, delay(waitMillis)]).then(() => {
          pending = undefined;
        });
      }
      return {
        sender: () => known,
        async resolveSender() {
          if (pending !== undefined) await pending;
          return known;
        },
      };
    },
  };
}

/** The name is part of it: a run outlives its senders, and by then a number alone says nothing. */
function senderId({ pid, name }: { readonly pid: number; readonly name: string }): string {
  return name === `pid ${pid}` ? `pid:${pid}` : `pid:${pid} ${name}`;
}

function delay(millis: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, millis).unref();
  });
}

/** Dual-stack sockets show IPv4 peers as ::ffff:a.b.c.d. */
function plainAddress(address: string): string {
  return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}
