// What can be watched. A notice says "changed up to cursor N", at most ten a second, latest wins.

export type TopicName =
  /** Spans of the live run: trace list, scatter, open traces. */
  | 'traces'
  | 'logs'
  /** Samples of the live run. */
  | 'metrics'
  /** A profile was stored, renamed or deleted. */
  | 'profiles'
  /** A run appeared, was renamed, deleted, opened, closed, or its live counts moved. */
  | 'runs'
  /** The ingest inspector has new lines, or totals moved. */
  | 'ingest'
  | 'problems'
  /** A port was opened, lost or freed. */
  | 'endpoints'
  /** An import began, moved or ended; a watched folder has something new. */
  | 'imports'
  /** A dashboard was saved or deleted. */
  | 'dashboards'
  /** A target was scraped, or changed. */
  | 'targets'
  /** A source that is fetched over a connection of its own connected, moved or failed. */
  | 'collectors'
  /** A profile is being fetched, or was. */
  | 'captures';

export interface TopicNotice {
  readonly topic: TopicName;
  readonly cursor: number;
  /** Engine time of the notice, Unix milliseconds: the window shows its lag. */
  readonly at: number;
}

export const topicNames: readonly TopicName[] = [
  'traces',
  'logs',
  'metrics',
  'profiles',
  'runs',
  'ingest',
  'problems',
  'endpoints',
  'imports',
  'dashboards',
  'targets',
  'collectors',
  'captures',
];
