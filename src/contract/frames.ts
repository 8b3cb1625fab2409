// Frames of the pipe: one msgpack array each, [kind, id, ...]. Typed arrays and bigint travel natively.
// The codec is the one library that contract may import; the build without `new Function` keeps a strict CSP quiet.
import { Packr } from 'msgpackr/index-no-eval';
import { ContractError, type ErrorCode } from './errors.ts';
import type { MethodName } from './methods.ts';
import type { TopicName, TopicNotice } from './topics.ts';

/** Raised with every change of Methods, Topics or Frame that an older window could trip over. */
export const CONTRACT_VERSION = 1;

export type Frame =
  | { readonly kind: 'hello'; readonly contract: number; readonly app: string }
  | { readonly kind: 'call'; readonly id: number; readonly method: MethodName; readonly request: unknown }
  | { readonly kind: 'ok'; readonly id: number; readonly answer: unknown }
  | {
      readonly kind: 'fail';
      readonly id: number;
      readonly code: ErrorCode;
      readonly message: string;
      readonly data: unknown;
    }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'open'; readonly id: number; readonly topic: TopicName; readonly credit: number }
  | { readonly kind: 'item'; readonly id: number; readonly notice: TopicNotice }
  | { readonly kind: 'credit'; readonly id: number; readonly credit: number }
  | { readonly kind: 'close'; readonly id: number };

const packr = new Packr({ useRecords: false, moreTypes: true, int64AsType: 'bigint' });

export function encodeFrame(frame: Frame): Uint8Array {
  return packr.pack(frame);
}

/** Throws ContractError `bad-request` when the bytes are no frame. */
export function decodeFrame(bytes: Uint8Array): Frame {
  let value: unknown;
  try {
    value = packr.unpack(bytes);
  } catch (cause) {
    throw new ContractError('bad-request', `not a frame: ${String(cause)}`);
  }
  if (typeof value !== 'object' || value === null || !('kind' in value) || typeof value.kind !== 'string') {
    throw new ContractError('bad-request', 'not a frame: no kind');
  }
  return value as Frame;
}
