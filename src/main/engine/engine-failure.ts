// Why an engine cannot start, in words for the person who started it.
import type { ErrorCode } from '../../contract/errors.ts';

/** Exit status of the program for each reason; documented in docs/http-api.md. */
export const ExitCode = { usage: 2, dataFolder: 3, alreadyRunning: 4, address: 5 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** Trying again without a change by the user cannot help. */
export class EngineFailure extends Error {
  readonly code: ErrorCode;
  readonly exitCode: ExitCode;
  constructor(code: ErrorCode, exitCode: ExitCode, message: string) {
    super(message);
    this.name = 'EngineFailure';
    this.code = code;
    this.exitCode = exitCode;
  }
}

/** The `code` of a system error, e.g. `ENOENT`; `undefined` for any other value. */
export function systemCode(error: unknown): string | undefined {
  // Not `instanceof Error`: errors from other contexts (node:vm) have another Error.
  const has = typeof error === 'object' && error !== null && 'code' in error;
  return has && typeof error.code === 'string' ? error.code : undefined;
}
