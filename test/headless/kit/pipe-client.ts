// A window's side of the pipe over a real WebSocket: calls, topics, raw frames.
import { WebSocket } from 'ws';
import type { Ready } from './program.ts';
import { ContractError } from '../../../src/contract/errors.ts';
import { decodeFrame, encodeFrame, type Frame } from '../../../src/contract/frames.ts';
import type { AnswerOf, MethodName, RequestOf } from '../../../src/contract/methods.ts';
import type { TopicName, TopicNotice } from '../../../src/contract/topics.ts';

export interface PipeClient {
  call<M extends MethodName>(method: M, request: RequestOf<M>): Promise<AnswerOf<M>>;
  /** Notices as they come; the promise resolves with the first that fits. */
  watch(topic: TopicName, fits: (notice: TopicNotice) => boolean): Promise<TopicNotice>;
  close(): void;
}

export async function openPipe({ ui, token }: Pick<Ready, 'ui' | 'token'>): Promise<PipeClient> {
  const socket = new WebSocket(`${ui.replace('http', 'ws')}/pipe`, {
    headers: { Authorization: `Bearer ${token}` },
    perMessageDeflate: false,
  });
  const answers = new Map<number, (frame: Frame) => void>();
  const items = new Map<number, (notice: TopicNotice) => void>();
  let nextId = 1;
  socket.on('message', (data: Buffer) => {
    const frame = decodeFrame(data);
    if (frame.kind === 'ok' || frame.kind === 'fail') answers.get(frame.id)?.(frame);
    if (frame.kind === 'item') items.get(frame.id)?.(frame.notice);
  });
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const send = (frame: Frame): void => socket.send(encodeFrame(frame));

  return {
    call<M extends MethodName>(method: M, request: RequestOf<M>) {
      const id = nextId++;
      return new Promise<AnswerOf<M>>((resolve, reject) => {
        answers.set(id, (frame) => {
          answers.delete(id);
          if (frame.kind === 'ok') resolve(frame.answer as AnswerOf<M>);
          else if (frame.kind === 'fail') reject(new ContractError(frame.code, frame.message, frame.data));
        });
        send({ kind: 'call', id, method, request });
      });
    },
    watch(topic, fits) {
      const id = nextId++;
      return new Promise((resolve) => {
        items.set(id, (notice) => {
          if (!fits(notice)) return;
          send({ kind: 'close', id });
          resolve(notice);
        });
        send({ kind: 'open', id, topic, credit: 1000 });
      });
    },
    close: () => socket.close(),
  };
}
