// Applies the retention policy to past runs at start, every quarter of an hour and when the policy changes, and says what
// it removed.
import { statSync } from 'node:fs';
import { doomedRuns } from './retention-round.ts';
import { runSize, type RunShelf } from './run-shelf.ts';
import type { ProblemReport } from '../../contract/problems.ts';
import type { RetentionPolicy } from '../../contract/runs.ts';

export interface RetentionParts {
  readonly shelf: RunShelf;
  readonly policy: () => RetentionPolicy;
  readonly discard: (path: string) => Promise<void>;
  readonly report: (problem: ProblemReport) => void;
}

const periodMillis = 15 * 60_000;

export interface Retention {
  start(): void;
  /** Looks now, after a round that is under way. */
  round(): Promise<void>;
  end(): void;
}

export function createRetention(parts: RetentionParts): Retention {
  let turn: Promise<void> = Promise.resolve();
  let first: NodeJS.Timeout | undefined;
  let timer: NodeJS.Timeout | undefined;
  const round = (): Promise<void> => {
    turn = turn
      .then(() => applyRetention(parts))
      .catch((error: unknown) =>
        parts.report({
          code: 'disk-error',
          severity: 'warning',
          subject: 'retention',
          message: `Old runs could not be removed: ${String(error)}`,
        }),
      );
    return turn;
  };
  return {
    round,
    start() {
      first = setTimeout(() => void round(), 1000).unref();
      timer = setInterval(() => void round(), periodMillis).unref();
    },
    end() {
      clearTimeout(first);
      clearInterval(timer);
    },
  };
}

export async function applyRetention({ shelf, policy, discard, report }: RetentionParts): Promise<void> {
  const past = shelf
    .all()
    .filter((one) => one.state === 'past' && !shelf.isHeld(one.path))
    .map(({ path }) => ({
      path,
      changedAt: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now(),
      sizeBytes: runSize(path),
    }));
  for (const run of doomedRuns(past, runSize(shelf.live.path), policy(), Date.now())) {
    await discard(run.path);
    report({
      code: 'evicted',
      severity: 'info',
      subject: run.path,
      message:
        run.reason === 'age'
          ? 'A past run was deleted: it was older than the retention allows.'
          : 'A past run was deleted: all runs together were larger than the retention allows.',
    });
  }
}
