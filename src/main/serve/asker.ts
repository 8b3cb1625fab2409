// What answers questions. serve/ knows only this; engine/ hands in the real one.
import type { AnswerOf, MethodName, RequestOf } from '../../contract/methods.ts';

/**
 * Answers one validated question. Rejects with a ContractError for expected failures (`cancelled` once the signal
 * fired); any other rejection is a bug.
 */
export type Asker = <M extends MethodName>(
  method: M,
  request: RequestOf<M>,
  signal: AbortSignal,
) => Promise<AnswerOf<M>>;

/** Answers one method. */
export type Handler<M extends MethodName> = (
  request: RequestOf<M>,
  signal: AbortSignal,
) => Promise<AnswerOf<M>> | AnswerOf<M>;
