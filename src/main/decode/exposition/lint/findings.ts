// What the lint has found, so far: a rule that is broken a thousand times is told a few times and counted.
import type { LintFinding } from '../../../../contract/exposition.ts';

const mostOfRule = 20;
const order = { error: 0, warning: 1, info: 2 } as const;

export class Findings {
  readonly #kept: LintFinding[] = [];
  readonly #counts: Map<string, number> = new Map();

  add(rule: string, severity: LintFinding['severity'], line: number, subject: string, message: string): void {
    const count = (this.#counts.get(rule) ?? 0) + 1;
    this.#counts.set(rule, count);
    if (count <= mostOfRule) this.#kept.push({ rule, severity, line, subject, message });
  }

  /** Errors first, then by line. */
  list(): readonly LintFinding[] {
    const rest = [...this.#counts].flatMap(([rule, count]): LintFinding[] => {
      const [first] = this.#kept.filter((one) => one.rule === rule);
      if (count <= mostOfRule || first === undefined) return [];
      return [{ ...first, line: 0, subject: '', message: `The same ${count - mostOfRule} more times.` }];
    });
    return [...this.#kept, ...rest].toSorted((a, b) => order[a.severity] - order[b.severity] || lineOf(a) - lineOf(b));
  }
}

const lineOf = ({ line }: LintFinding): number => (line === 0 ? Number.MAX_SAFE_INTEGER : line);
