// One port that we want: bound, or taken by another process and quietly tried again until it is free.
import type { Socket } from 'node:net';
import type { EndpointState } from '../../contract/ingest.ts';
import type { ProblemReport } from '../../contract/problems.ts';
import { bindPort, type Bound } from './bind.ts';
import type { PortWish, ReceiverLimits } from './config.ts';
import type { PortOwner } from './port-owner.ts';

export interface Port {
  state(): EndpointState;
  /** Binds, re-binds elsewhere, or with `undefined` stops listening. Resolves with the outcome of the first attempt. */
  want(wish: PortWish | undefined): Promise<void>;
  /** Stops listening and trying. */
  stop(): void;
}

interface PortOptions {
  /** For words: `OTLP/gRPC`. */
  readonly name: string;
  readonly limits: ReceiverLimits;
  readonly onSocket: (socket: Socket) => void;
  readonly ownerOf: (port: number) => Promise<PortOwner | undefined>;
  readonly onChange: () => void;
  readonly onProblem: (problem: ProblemReport) => void;
}

export function createPort({ name, limits, onSocket, ownerOf, onChange, onProblem }: PortOptions): Port {
  let state: EndpointState = { kind: 'off' };
  let bound: Bound | undefined;
  let wished: PortWish | undefined;
  let retry: NodeJS.Timeout | undefined;
  /** Grows with every new wish, so that an attempt that is overtaken changes nothing. */
  let generation = 0;

  const onDrop = () => {
    const message = `more than ${limits.connections} connections are open; further ones are turned away`;
    onProblem({ code: 'ingest-busy', severity: 'warning', subject: `${name} port`, message });
  };

  const release = () => {
    generation += 1;
    clearTimeout(retry);
    bound?.close();
    bound = undefined;
  };

  const attempt = async (wish: PortWish, mine: number, quiet: boolean): Promise<void> => {
    const result = await bindPort(wish, { maxConnections: limits.connections, onSocket, onDrop });
    if (mine !== generation) {
      if (result.kind === 'bound') result.close();
      return;
    }
    if (result.kind === 'bound') {
      bound = result;
      state = { kind: 'listening', host: result.host, port: result.port };
      for (const host of result.missing) onProblem(halfTaken(name, host, result.port));
      onChange();
      return;
    }
    retry = setTimeout(() => void attempt(wish, mine, true), limits.listenRetryMillis);
    retry.unref();
    if (quiet) return;
    const owner = result.code === 'EADDRINUSE' ? await ownerOf(wish.port) : undefined;
    if (mine !== generation || bound !== undefined) return;
    const reason = reasonOf(result.code, result.host, wish.port, owner);
    state = { kind: 'taken', host: result.host, port: wish.port, owner, reason };
    onProblem({
      code: 'port-taken',
      severity: 'error',
      subject: `${name} port ${wish.port}`,
      message: `${name} cannot be received: ${reason}`,
    });
    onChange();
  };

  return {
    state: () => state,
    async want(wish) {
      const same = wish?.host === wished?.host && wish?.port === wished?.port;
      if (bound !== undefined && (same || (wish?.port === bound.port && wish.host === wished?.host))) return;
      wished = wish;
      release();
      if (wish !== undefined) return attempt(wish, generation, false);
      state = { kind: 'off' };
      onChange();
    },
    stop() {
      release();
      state = { kind: 'off' };
    },
  };
}

function reasonOf(code: string, host: string, port: number, owner: PortOwner | undefined): string {
  const where = `port ${port} on ${host}`;
  if (code === 'EADDRINUSE')
    return owner === undefined
      ? `${where} is held by another process`
      : `${where} is held by ${owner.name} (pid ${owner.pid})`;
  if (code === 'EACCES') return `${where} may not be opened by this user`;
  if (code === 'EADDRNOTAVAIL') return `the address ${host} does not exist on this machine`;
  return `${where} cannot be opened: ${code}`;
}

function halfTaken(name: string, host: string, port: number): ProblemReport {
  const message = `another process holds port ${port} on [${host}]; a sender that resolves localhost to that address reaches the other process, 127.0.0.1 reaches this one`;
  return { code: 'port-taken', severity: 'warning', subject: `${name} port ${port} on ${host}`, message };
}
