// The next pair of ports that nobody holds, to offer when one of ours is taken.
import { bindPort } from './bind.ts';

/** 14317/14318 first: the usual numbers, moved by ten thousand; then on in steps of ten. */
const firstGrpc = 14317;
const step = 10;
const tries = 200;

/**
 * @param host as configured for the ports
 * @param reserved ports that are not offered, free or not
 * @returns `undefined` when nothing is free within a few hundred tries, or the host cannot be bound at all
 */
export async function freePorts(
  host: string,
  reserved: readonly number[] = [],
): Promise<{ readonly grpc: number; readonly http: number } | undefined> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const grpc = firstGrpc + attempt * step;
    const http = grpc + 1;
    if (reserved.includes(grpc) || reserved.includes(http)) continue;
    if ((await isFree(host, grpc)) && (await isFree(host, http))) return { grpc, http };
  }
  return undefined;
}

async function isFree(host: string, port: number): Promise<boolean> {
  const result = await bindPort(
    { host, port },
    { maxConnections: 1, onSocket: (socket) => socket.destroy(), onDrop: () => undefined },
  );
  if (result.kind !== 'bound') return false;
  result.close();
  return result.missing.length === 0;
}
