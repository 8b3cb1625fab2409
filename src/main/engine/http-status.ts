// The HTTP status that tells a program of a failed question.
import type { ErrorCode } from '../../contract/errors.ts';

const statuses: Partial<Record<ErrorCode, number>> = {
  'not-found': 404,
  'bad-request': 400,
  busy: 503,
  disconnected: 503,
  cancelled: 499,
};

export function httpStatus(code: ErrorCode): number {
  return statuses[code] ?? 500;
}
