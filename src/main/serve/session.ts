// One session per pipe: greets, validates and dispatches calls, cancels them, and streams topics.
// A frame that breaks the protocol ends the session; a call that fails is answered with `fail`.
import type { Asker } from './asker.ts';
import { readClientFrame, type ClientFrame } from './client-frame.ts';
import type { Live } from '../live/live.ts';
import type { Subscription } from '../live/subscription.ts';
import { ContractError } from '../../contract/errors.ts';
import { CONTRACT_VERSION, encodeFrame, type Frame } from '../../contract/frames.ts';
import type { Pipe } from '../../contract/pipe.ts';
import { topicNames, type TopicName } from '../../contract/topics.ts';

export interface SessionParts {
  readonly ask: Asker;
  readonly live: Live;
  /** Version of the program, for `hello`. */
  readonly app: string;
  /** Told of failures that nobody expected; the caller is answered `internal`. */
  readonly onBug: (where: string, error: unknown) => void;
}

/** Notices wait while this many bytes are under way; answers do not, since someone asked for them. */
const fullPipe = 4 * 1024 * 1024;
const maxCalls = 256;
const maxTopics = 64;

/** Serves the pipe until it closes. */
export function serveSession(pipe: Pipe, parts: SessionParts): void {
  const calls = new Map<number, AbortController>();
  const topics = new Map<number, Subscription>();
  let open = true;

  function send(frame: Frame): void {
    if (open) pipe.send(encodeFrame(frame));
  }

  function fail(id: number, error: unknown, where: string): void {
    if (error instanceof ContractError) {
      send({ kind: 'fail', id, code: error.code, message: error.message, data: error.data });
      return;
    }
    parts.onBug(where, error);
    send({
      kind: 'fail',
      id,
      code: 'internal',
      message: error instanceof Error ? error.message : String(error),
      data: undefined,
    });
  }

  async function call(id: number, method: string, request: unknown): Promise<void> {
    if (calls.has(id)) throw new ContractError('bad-request', `call ${id} is still running`);
    const abort = new AbortController();
    calls.set(id, abort);
    try {
      if (calls.size > maxCalls) throw new ContractError('busy', `more than ${maxCalls} calls at once`);
      // Loaded with the first call: the validator is the heaviest thing in a process that may serve no window at all.
      const { validateRequest } = await import('./validate-request.ts');
      abort.signal.throwIfAborted();
      const answer = await parts.ask(...validateRequest(method, request), abort.signal);
      if (abort.signal.aborted) throw new ContractError('cancelled', 'the call was cancelled');
      send({ kind: 'ok', id, answer });
    } catch (error) {
      fail(id, abort.signal.aborted ? new ContractError('cancelled', 'the call was cancelled') : error, method);
    } finally {
      calls.delete(id);
    }
  }

  function subscribe(id: number, topic: string, credit: number): void {
    if (!isTopic(topic)) return fail(id, new ContractError('not-found', `there is no topic ${topic}`), topic);
    if (topics.has(id) || topics.size >= maxTopics) {
      return fail(id, new ContractError('bad-request', `topic ${topic} cannot be opened again`), topic);
    }
    const subscription = parts.live.subscribe(topic, credit, (notice) => {
      if (pipe.queued > fullPipe) return false;
      send({ kind: 'item', id, notice });
      return true;
    });
    topics.set(id, subscription);
  }

  function handle(frame: ClientFrame): void {
    switch (frame.kind) {
      case 'hello':
        return;
      case 'call':
        void call(frame.id, frame.method, frame.request).catch((error: unknown) => fail(frame.id, error, frame.method));
        return;
      case 'cancel':
        calls.get(frame.id)?.abort();
        return;
      case 'open':
        return subscribe(frame.id, frame.topic, frame.credit);
      case 'credit':
        topics.get(frame.id)?.grant(frame.credit);
        return;
      case 'close':
        topics.get(frame.id)?.close();
        topics.delete(frame.id);
        return;
    }
  }

  function end(): void {
    if (!open) return;
    open = false;
    for (const one of calls.values()) one.abort();
    for (const one of topics.values()) one.close();
    topics.clear();
  }

  pipe.onClose(end);
  pipe.onMessage((bytes) => {
    if (!open) return;
    try {
      handle(readClientFrame(bytes));
    } catch (error) {
      if (!(error instanceof ContractError)) parts.onBug('session', error);
      end();
      pipe.close();
    }
  });
  send({ kind: 'hello', contract: CONTRACT_VERSION, app: parts.app });
}

function isTopic(name: string): name is TopicName {
  return topicNames.some((one) => one === name);
}
