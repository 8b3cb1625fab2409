// Everything that went wrong, for the Problems view: same code and subject are one entry with a count.
import type { Problem, ProblemReport } from '../../contract/problems.ts';

export interface ProblemList {
  report(problem: ProblemReport): void;
  /** A failure nobody expected: `where` becomes the subject. */
  bug(where: string, error: unknown): void;
  /** Newest first. */
  list(): readonly Problem[];
  clear(): void;
  /** All ever reported, cleared ones too. */
  readonly total: number;
}

/** The least recent entries go when there are more: a hostile sender must not fill the memory. */
const capacity = 500;
const longestMessage = 4000;

export function createProblemList(now: () => number, changed: () => void): ProblemList {
  const problems = new Map<string, Problem>();
  let total = 0;

  function report({ code, severity, subject, message }: ProblemReport): void {
    const key = `${code}\0${subject}`;
    const at = now();
    const before = problems.get(key);
    problems.delete(key);
    problems.set(key, {
      code,
      severity,
      subject,
      message: message.slice(0, longestMessage),
      count: (before?.count ?? 0) + 1,
      firstAt: before?.firstAt ?? at,
      lastAt: at,
    });
    total += 1;
    const [oldest] = problems.keys();
    if (problems.size > capacity && oldest !== undefined) problems.delete(oldest);
    changed();
  }

  return {
    report,
    bug(where, error) {
      report({
        code: 'bug',
        severity: 'error',
        subject: where,
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    },
    list: () => [...problems.values()].toReversed(),
    clear() {
      problems.clear();
      changed();
    },
    get total() {
      return total;
    },
  };
}
