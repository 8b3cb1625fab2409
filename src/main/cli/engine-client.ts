// A command's way to an engine: the one that owns the data folder, over its WebSocket, or else one of its own in this
// process, without ports, for as long as the command runs.
import { ContractError } from '../../contract/errors.ts';
import { CONTRACT_VERSION, decodeFrame, encodeFrame, type Frame } from '../../contract/frames.ts';
import type { AnswerOf, MethodName, RequestOf } from '../../contract/methods.ts';
import { publishedAddress } from '../engine/lock-file.ts';
import { programVersion } from '../engine/program-files.ts';
import { startEngine } from '../engine/start-engine.ts';

export interface EngineClient {
  /** Rejects with ContractError. */
  call<M extends MethodName>(method: M, request: RequestOf<M>): Promise<AnswerOf<M>>;
  /** true: an engine that was running before. */
  readonly shared: boolean;
  /** Address of the window with its token; `undefined` without one. */
  readonly ui: string | undefined;
  close(): Promise<void>;
}

/** Rejects with EngineFailure, e.g. when the desktop app owns the folder, which other programs cannot ask. */
export async function openEngine(dataFolder: string): Promise<EngineClient> {
  return (await connectEngine(dataFolder)) ?? ownEngine(dataFolder);
}

/** The engine that owns the data folder; `undefined` where there is none that can be asked. */
export async function connectEngine(dataFolder: string): Promise<EngineClient | undefined> {
  const known = publishedAddress(dataFolder);
  return known === undefined ? undefined : connect(known).catch(() => undefined);
}

async function ownEngine(dataFolder: string): Promise<EngineClient> {
  const engine = await startEngine({
    mode: 'headless',
    version: programVersion(),
    dataFolder,
    grpc: undefined,
    http: undefined,
    surface: undefined,
  });
  const never = new AbortController().signal;
  return {
    call: (method, request) => engine.ask(method, request, never),
    shared: false,
    ui: undefined,
    close: () => engine.close(),
  };
}

/** Node's own WebSocket takes headers, which browsers do not. */
type SocketWithHeaders = new (url: string, options: { readonly headers: Record<string, string> }) => WebSocket;

async function connect({ ui, token }: { readonly ui: string; readonly token: string }): Promise<EngineClient> {
  const Socket = WebSocket as unknown as SocketWithHeaders;
  const socket = new Socket(`ws://${ui}/pipe`, { headers: { Authorization: `Bearer ${token}` } });
  socket.binaryType = 'arraybuffer';
  const calls = new Map<number, (frame: Extract<Frame, { kind: 'ok' | 'fail' }> | undefined) => void>();
  let nextId = 1;
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('error', () => reject(new Error(`${ui} does not answer`)), { once: true });
  });
  socket.addEventListener('message', ({ data }) => {
    const frame = decodeFrame(new Uint8Array(data as ArrayBuffer));
    if (frame.kind !== 'ok' && frame.kind !== 'fail') return;
    calls.get(frame.id)?.(frame);
    calls.delete(frame.id);
  });
  socket.addEventListener('close', () => {
    for (const answer of calls.values()) answer(undefined);
    calls.clear();
  });
  const send = (frame: Frame): void => socket.send(encodeFrame(frame));
  send({ kind: 'hello', contract: CONTRACT_VERSION, app: programVersion() });
  return {
    call<M extends MethodName>(method: M, request: RequestOf<M>) {
      const id = nextId++;
      return new Promise<AnswerOf<M>>((resolve, reject) => {
        calls.set(id, (frame) => {
          if (frame === undefined) reject(new ContractError('disconnected', 'The engine ended.'));
          else if (frame.kind === 'ok') resolve(frame.answer as AnswerOf<M>);
          else reject(new ContractError(frame.code, frame.message, frame.data));
        });
        if (socket.readyState === socket.OPEN) send({ kind: 'call', id, method, request });
        else calls.get(id)?.(undefined);
      });
    },
    shared: true,
    ui: `http://${ui}/?token=${token}`,
    close() {
      socket.close();
      return Promise.resolve();
    },
  };
}
