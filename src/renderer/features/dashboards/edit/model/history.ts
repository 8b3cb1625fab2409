// States of what is edited, one behind the other: where it stands, what it was before, and what was undone.

export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the last step was about; a step about the same replaces it, so that typing is one step. */
  readonly mark: string | undefined;
}

const most = 200;

export function beginHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], mark: undefined };
}

export function step<T>(history: History<T>, next: T, mark?: string): History<T> {
  if (next === history.present) return history;
  if (mark !== undefined && mark === history.mark) return { ...history, present: next, future: [] };
  return { past: [...history.past.slice(1 - most), history.present], present: next, future: [], mark };
}

export function undo<T>(history: History<T>): History<T> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  const future = [history.present, ...history.future];
  return { past: history.past.slice(0, -1), present: previous, future, mark: undefined };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, mark: undefined };
}
