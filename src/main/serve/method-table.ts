// Collects the handlers of all methods and is the asker of all sessions.
import type { Asker, Handler } from './asker.ts';
import { ContractError } from '../../contract/errors.ts';
import type { AnswerOf, MethodName } from '../../contract/methods.ts';

export interface MethodTable {
  /** Throws when the method already has a handler. */
  add<M extends MethodName>(method: M, handler: Handler<M>): void;
  readonly ask: Asker;
}

export function createMethodTable(): MethodTable {
  const handlers = new Map<MethodName, (request: never, signal: AbortSignal) => unknown>();
  return {
    add(method, handler) {
      if (handlers.has(method)) throw new Error(`${method} has two handlers`);
      handlers.set(method, handler);
    },
    async ask<M extends MethodName>(method: M, request: unknown, signal: AbortSignal) {
      const handler = handlers.get(method);
      if (handler === undefined) throw new ContractError('unknown-method', `there is no method ${method}`);
      return (await handler(request as never, signal)) as AnswerOf<M>;
    },
  };
}
