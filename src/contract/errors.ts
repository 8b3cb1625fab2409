// How a call fails. Codes are a closed union; the advice for each lives in the renderer.

export type ErrorCode =
  | 'bad-request'
  | 'unknown-method'
  | 'not-found'
  | 'cancelled'
  | 'read-only'
  | 'run-newer'
  | 'run-corrupt'
  | 'run-locked'
  | 'not-a-run'
  | 'disk-full'
  | 'disk-error'
  | 'busy'
  | 'disconnected'
  | 'internal';

/** Expected failure of a contract method; crosses the wall as `fail{code, message, data}`. */
export class ContractError extends Error {
  readonly code: ErrorCode;
  readonly data: unknown;
  constructor(code: ErrorCode, message: string, data?: unknown) {
    super(message);
    this.name = 'ContractError';
    this.code = code;
    this.data = data;
  }
}
