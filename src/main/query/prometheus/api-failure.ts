// How a request to the Prometheus API fails: the types of errors it has and their HTTP statuses.

const statuses = {
  bad_data: 400,
  execution: 422,
  canceled: 499,
  timeout: 503,
  internal: 500,
  unavailable: 503,
  not_found: 404,
} as const;

export type ApiErrorType = keyof typeof statuses;

/** Thrown below `answerPrometheus` only, which answers with it. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly type: ApiErrorType;

  constructor(type: ApiErrorType, message: string) {
    super(message);
    this.type = type;
  }

  get status(): number {
    return statuses[this.type];
  }
}

/** A parameter that cannot be read, in Prometheus' words. */
export function wrongParameter(name: string, reason: string): ApiFailure {
  return new ApiFailure('bad_data', `invalid parameter "${name}": ${reason}`);
}
