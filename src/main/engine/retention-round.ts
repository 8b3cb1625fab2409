// Which past runs have to go: too old, or too much together, oldest first. The live run counts but stays.
import type { RetentionPolicy } from '../../contract/runs.ts';

export interface PastRun {
  readonly path: string;
  /** Unix milliseconds of its last change. */
  readonly changedAt: number;
  readonly sizeBytes: number;
}

export interface Doomed extends PastRun {
  readonly reason: 'age' | 'size';
}

const dayMillis = 86_400_000;

/** `past` newest first. */
export function doomedRuns(
  past: readonly PastRun[],
  liveBytes: number,
  policy: RetentionPolicy,
  now: number,
): readonly Doomed[] {
  const doomed: Doomed[] = [];
  let total = liveBytes;
  for (const run of past) {
    if (policy.maxAgeDays > 0 && now - run.changedAt > policy.maxAgeDays * dayMillis) {
      doomed.push({ ...run, reason: 'age' });
      continue;
    }
    total += run.sizeBytes;
    if (policy.maxTotalBytes > 0 && total > policy.maxTotalBytes) doomed.push({ ...run, reason: 'size' });
  }
  return doomed;
}
