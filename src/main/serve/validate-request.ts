// The gate of every call: a known method with a request of its shape, or a ContractError.
import { requestSchemas } from './schemas/request-schemas.ts';
import { ContractError } from '../../contract/errors.ts';
import type { MethodName, RequestOf } from '../../contract/methods.ts';

/** Throws ContractError `unknown-method` or `bad-request`; the message names the field. */
export function validateRequest<M extends MethodName>(method: string, request: unknown): readonly [M, RequestOf<M>] {
  if (!isMethod(method)) throw new ContractError('unknown-method', `there is no method ${method}`);
  const result = requestSchemas[method].safeParse(request);
  if (!result.success) {
    const [issue] = result.error.issues;
    const field = issue === undefined || issue.path.length === 0 ? 'request' : issue.path.join('.');
    throw new ContractError('bad-request', `${method}: ${field}: ${issue?.message ?? 'not valid'}`);
  }
  return [method as M, result.data];
}

function isMethod(name: string): name is MethodName {
  return Object.hasOwn(requestSchemas, name);
}
