// What an operator between vectors has to tell: of each step only the last note, as in Prometheus.
import type { BinaryExpr } from '../../syntax/ast.ts';
import type { Note } from '../annotations.ts';
import type { Scope } from '../scope.ts';

export class StepNotes {
  readonly #last = new Map<number, Note>();

  /** A note of one element; it takes the place of an earlier one of the same step. */
  at(step: number, note: Note): void {
    this.#last.set(step, note);
  }

  tell(expr: BinaryExpr, scope: Scope): void {
    for (const note of this.#last.values()) scope.session.annotations.add(note, '', expr);
  }
}
