// What makes an evaluation fail for reasons of the query, the data or the limits. The texts are those of Prometheus.
// Thrown inside the engine only: `evaluate` answers with it.

export class QueryError extends Error {
  override readonly name = 'QueryError';
  readonly kind: 'execution' | 'timeout';

  constructor(message: string, kind: 'execution' | 'timeout' = 'execution') {
    super(message);
    this.kind = kind;
  }
}

/** Two series of one step have the same labels. */
export function sameLabelsError(): QueryError {
  return new QueryError('vector cannot contain metrics with the same labelset');
}
