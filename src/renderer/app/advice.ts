// What to tell the user about a failed call, by its code. The engine's own words follow where they add something.
import type { ContractError, ErrorCode } from '../../contract/errors.ts';

const advice: Partial<Record<ErrorCode, string>> = {
  'not-a-run': 'It is not an Otterscope run file.',
  'run-newer': 'It was written by a newer Otterscope. Update this one to open it.',
  'run-corrupt': 'The file is damaged.',
  'run-locked': 'Another program holds it. Close that and try again.',
  'read-only': 'It may only be read.',
  'disk-full': 'The disk is full. Free some space and try again.',
  'disk-error': 'The disk reported an error.',
  disconnected: 'The connection to the engine was lost.',
  busy: 'The engine has too much to do at the moment. Try again.',
};

/** Codes for which the engine's own words tell more. */
const detailed: readonly ErrorCode[] = ['run-newer', 'run-corrupt', 'disk-error', 'busy'];

export function adviceOf(error: ContractError): string {
  const words = advice[error.code];
  if (words === undefined) return error.message;
  return detailed.includes(error.code) && error.message !== '' ? `${words} (${error.message})` : words;
}
