// The window's end of the contract: calls with cancel, topics with credits, and a connection that comes back.
// Frames are in contract/frames.ts; the transport comes from host/. React sees it through use-answer.ts and use-command.ts.
import { ContractError } from '../../contract/errors.ts';
import { CONTRACT_VERSION, decodeFrame, encodeFrame, type Frame } from '../../contract/frames.ts';
import type { AnswerOf, MethodName, RequestOf } from '../../contract/methods.ts';
import type { Pipe } from '../../contract/pipe.ts';
import type { TopicName, TopicNotice } from '../../contract/topics.ts';
import { createConnection, type ConnectionState, type Timers } from './connection.ts';
import { createTopics, type Visibility } from './topics.ts';

export interface ClientOptions {
  readonly connect: () => Promise<Pipe>;
  readonly visibility: Visibility;
  readonly timers: Timers;
  /** Name and version of this window, told in `hello`. */
  readonly app: string;
}

export interface Client {
  /** Rejects with ContractError. An abort tells the engine to stop and rejects with `cancelled`. */
  call<M extends MethodName>(method: M, request: RequestOf<M>, signal?: AbortSignal): Promise<AnswerOf<M>>;
  /** Hears every notice of the topic while the window is visible; the answer stops it. */
  watch(topic: TopicName, listener: (notice: TopicNotice) => void): () => void;
  readonly connection: {
    readonly state: ConnectionState;
    subscribe(listener: () => void): () => void;
    retryNow(): void;
  };
  close(): void;
}

/** Calls that may wait for the first connection; more are refused as `busy`. */
const queueCap = 256;

const misfit = 'This window and the engine do not fit. Reload the window.';

interface Pending {
  readonly frame: Frame & { readonly kind: 'call' };
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: ContractError) => void;
  sent: boolean;
}

export function createClient(options: ClientOptions): Client {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  const nextId = (): number => (lastId += 1);
  const send = (frame: Frame): boolean => connection.send(encodeFrame(frame));
  const topics = createTopics(options.visibility, send, nextId);

  const connection = createConnection({
    connect: options.connect,
    timers: options.timers,
    hello: encodeFrame({ kind: 'hello', contract: CONTRACT_VERSION, app: options.app }),
    onBytes: (bytes) => receive(decodeFrame(bytes)),
    onOpen() {
      for (const waiting of pending.values()) if (!waiting.sent) waiting.sent = send(waiting.frame);
      topics.reopen();
    },
    onLost(forGood) {
      for (const [id, waiting] of pending) {
        if (!waiting.sent && !forGood) continue;
        pending.delete(id);
        waiting.reject(new ContractError('disconnected', forGood ? misfit : 'The connection to the engine was lost.'));
      }
    },
  });

  function receive(frame: Frame): void {
    switch (frame.kind) {
      case 'hello':
        connection.greeted(frame.contract === CONTRACT_VERSION, frame.app);
        return;
      case 'ok':
        settle(frame.id)?.resolve(frame.answer);
        return;
      case 'fail':
        settle(frame.id)?.reject(new ContractError(frame.code, frame.message, frame.data));
        return;
      case 'item':
        topics.item(frame.id, frame.notice);
        return;
      // what only a window sends; an engine that does is left unheard
      case 'call':
      case 'cancel':
      case 'open':
      case 'credit':
      case 'close':
        return;
    }
  }

  function settle(id: number): Pending | undefined {
    const waiting = pending.get(id);
    pending.delete(id);
    return waiting;
  }

  function call<M extends MethodName>(method: M, request: RequestOf<M>, signal?: AbortSignal): Promise<AnswerOf<M>> {
    if (signal?.aborted === true) return Promise.reject(new ContractError('cancelled', 'Cancelled.'));
    if (connection.state.kind === 'reload') {
      return Promise.reject(new ContractError('disconnected', misfit));
    }
    if (pending.size >= queueCap) return Promise.reject(new ContractError('busy', 'Too many questions are waiting.'));
    const id = nextId();
    const frame = { kind: 'call', id, method, request } as const;
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        const waiting = settle(id);
        if (waiting?.sent === true) send({ kind: 'cancel', id });
        waiting?.reject(new ContractError('cancelled', 'Cancelled.'));
      };
      const done = (): void => signal?.removeEventListener('abort', abort);
      signal?.addEventListener('abort', abort, { once: true });
      const entry: Pending = {
        frame,
        // The engine answers what the method map says; a contract test holds both sides to it.
        resolve: (answer) => (done(), resolve(answer as AnswerOf<M>)),
        reject: (error) => (done(), reject(error)),
        sent: false,
      };
      pending.set(id, entry);
      entry.sent = connection.state.kind === 'open' && send(frame);
    });
  }

  return {
    call,
    watch: topics.watch,
    connection,
    close() {
      topics.close();
      connection.close();
      for (const waiting of pending.values())
        waiting.reject(new ContractError('disconnected', 'The window was closed.'));
      pending.clear();
    },
  };
}
