// Frames as a window may send them, checked field by field: the other end of a pipe is not trusted.
import { ContractError } from '../../contract/errors.ts';
import { decodeFrame, type Frame } from '../../contract/frames.ts';

export type ClientFrame =
  | { readonly kind: 'hello' }
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly request: unknown }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'open'; readonly id: number; readonly topic: string; readonly credit: number }
  | { readonly kind: 'credit'; readonly id: number; readonly credit: number }
  | { readonly kind: 'close'; readonly id: number };

/** Throws ContractError `bad-request` when the bytes are no frame that a window sends. */
export function readClientFrame(bytes: Uint8Array): ClientFrame {
  const frame: { readonly kind: string } & Record<string, unknown> = { ...decodeFrame(bytes) } satisfies Frame;
  const id = (): number => natural(frame['id'], 'id');
  switch (frame.kind) {
    case 'hello':
      return { kind: 'hello' };
    case 'call':
      return { kind: 'call', id: id(), method: text(frame['method'], 'method'), request: frame['request'] };
    case 'cancel':
    case 'close':
      return { kind: frame.kind, id: id() };
    case 'open':
      return {
        kind: 'open',
        id: id(),
        topic: text(frame['topic'], 'topic'),
        credit: natural(frame['credit'], 'credit'),
      };
    case 'credit':
      return { kind: 'credit', id: id(), credit: natural(frame['credit'], 'credit') };
    default:
      throw new ContractError('bad-request', `unexpected frame: ${frame.kind}`);
  }
}

function natural(value: unknown, field: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new ContractError('bad-request', `frame field ${field} is no natural number`);
}

function text(value: unknown, field: string): string {
  if (typeof value === 'string' && value.length <= 100) return value;
  throw new ContractError('bad-request', `frame field ${field} is no short text`);
}
