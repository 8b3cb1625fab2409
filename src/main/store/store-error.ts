// SQLite's and the file system's failures in the words of the contract.
import { ContractError } from '../../contract/errors.ts';

function codeOf(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string'
    ? cause.code
    : '';
}

/** The ContractError for a failure of SQLite or of the file system; a bug stays what it is. */
export function storeError(cause: unknown, path: string): unknown {
  if (cause instanceof ContractError) return cause;
  const code = codeOf(cause);
  const detail = cause instanceof Error ? cause.message : String(cause);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return new ContractError('disk-full', `No space left to write ${path}.`, { path });
  }
  if (code.startsWith('SQLITE_CORRUPT'))
    return new ContractError('run-corrupt', `${path} is damaged: ${detail}.`, { path });
  if (code === 'SQLITE_NOTADB') return new ContractError('not-a-run', `${path} is not a run file.`, { path });
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new ContractError('run-locked', `${path} is in use by another program.`, { path });
  }
  if (
    code.startsWith('SQLITE_IOERR') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_READONLY') ||
    /^E[A-Z]+$/.test(code)
  ) {
    return new ContractError('disk-error', `${path} could not be read or written: ${detail} (${code}).`, {
      path,
      code,
    });
  }
  return cause;
}

/** As `storeError`, for reading: our statements fit our schema, so what SQLite cannot do with them is the file's fault. */
export function readError(cause: unknown, path: string): unknown {
  if (!/^SQLITE_(ERROR|MISMATCH|TOOBIG)/.test(codeOf(cause))) return storeError(cause, path);
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new ContractError('run-corrupt', `${path} is damaged: ${detail}.`, { path });
}

/** For bytes that break the format of docs/run-file.md. */
export function damaged(detail: string): ContractError {
  return new ContractError('run-corrupt', `The run file is damaged: ${detail}.`);
}
