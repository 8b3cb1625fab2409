// The app's own Problems view: everything that went wrong and was not the user's telemetry.

export type ProblemCode =
  | 'ingest-refused'
  | 'ingest-rejected-items'
  | 'ingest-busy'
  | 'wrong-protocol'
  | 'wrong-path'
  | 'port-taken'
  | 'disk-full'
  | 'disk-error'
  | 'run-corrupt'
  | 'run-locked'
  | 'evicted'
  | 'settings-broken'
  | 'noise-rule'
  | 'scrape-failed'
  | 'scrape-partial'
  | 'collect-failed'
  | 'collect-lost'
  | 'engine-restarted'
  | 'bug';

/** Problems with the same code and subject are one entry with a count. */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: 'info' | 'warning' | 'error';
  /** What it concerns: a sender, a path, a run file. */
  readonly subject: string;
  readonly message: string;
  readonly count: number;
  /** Unix milliseconds. */
  readonly firstAt: number;
  readonly lastAt: number;
}

export type ProblemReport = Pick<Problem, 'code' | 'severity' | 'subject' | 'message'>;
