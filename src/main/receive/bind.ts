// Binds one port on the addresses that a host name stands for.
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { PortWish } from './config.ts';

export interface Bound {
  readonly kind: 'bound';
  readonly host: string;
  readonly port: number;
  /** Loopback addresses where another process holds the same port. */
  readonly missing: readonly string[];
  /** Stops accepting; open connections go on. */
  close(): void;
}

interface NotBound {
  readonly kind: 'not-bound';
  readonly host: string;
  /** As in `error.code`, e.g. EADDRINUSE, EACCES. */
  readonly code: string;
}

/** Tries of another free port when the picked one is taken in the second family. */
const pickTries = 8;

export interface Door {
  readonly maxConnections: number;
  readonly onSocket: (socket: Socket) => void;
  /** A connection was turned away, because there are too many. */
  readonly onDrop: () => void;
}

/** Never rejects. */
export async function bindPort(wish: PortWish, door: Door): Promise<Bound | NotBound> {
  const [first, second] = addressesOf(wish.host);
  for (let attempt = 1; ; attempt++) {
    const main = await listenOn(first, wish.port, door);
    if (main.kind === 'failed') return { kind: 'not-bound', host: first, code: main.code };
    const { server, port } = main;
    const sister = second === undefined ? undefined : await listenOn(second, port, door);
    const taken = sister?.kind === 'failed' && sister.code === 'EADDRINUSE';
    if (taken && wish.port === 0 && attempt < pickTries) {
      server.close();
      continue;
    }
    const close = () => {
      server.close();
      if (sister?.kind === 'open') sister.server.close();
    };
    return { kind: 'bound', host: first, port, missing: taken && second !== undefined ? [second] : [], close };
  }
}

function addressesOf(host: string): readonly [string, string?] {
  return host === 'localhost' || host === '127.0.0.1' ? ['127.0.0.1', '::1'] : [host];
}

type Listening =
  | { readonly kind: 'open'; readonly server: Server; readonly port: number }
  | { readonly kind: 'failed'; readonly code: string };

function listenOn(host: string, port: number, { maxConnections, onSocket, onDrop }: Door): Promise<Listening> {
  return new Promise((resolve) => {
    // Half-open, because an HTTP/1 client may close its side as soon as the request is out.
    const server = createServer(
      { allowHalfOpen: true, noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 },
      onSocket,
    );
    server.maxConnections = maxConnections;
    server.on('drop', onDrop);
    server.once('error', (error) =>
      resolve({ kind: 'failed', code: 'code' in error ? String(error.code) : error.message }),
    );
    server.listen({ host, port, exclusive: true, ipv6Only: host !== '::' }, () => {
      server.on('error', () => undefined);
      const address = server.address() as AddressInfo;
      resolve({ kind: 'open', server, port: address.port });
    });
  });
}
