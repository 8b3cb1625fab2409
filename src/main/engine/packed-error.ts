// An error on its way between threads: structured clone keeps neither our class nor its code.
import { ContractError, type ErrorCode } from '../../contract/errors.ts';

export type PackedError =
  | { readonly kind: 'expected'; readonly code: ErrorCode; readonly message: string; readonly data: unknown }
  | { readonly kind: 'bug'; readonly message: string; readonly stack: string };

export function packError(error: unknown): PackedError {
  if (error instanceof ContractError)
    return { kind: 'expected', code: error.code, message: error.message, data: error.data };
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'bug', message, stack: error instanceof Error ? (error.stack ?? message) : message };
}

export function unpackError(packed: PackedError): Error {
  if (packed.kind === 'expected') return new ContractError(packed.code, packed.message, packed.data);
  const error = new Error(packed.message);
  error.stack = packed.stack;
  return error;
}
