// Text that is being typed, ahead of the search it becomes. It applies after a pause while it is right, at the latest with
// Enter; while it is wrong the last right search stays, and the problem is said once the typing rests.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { readSearch } from '../../../contract/search/check.ts';
import type { SearchDomain, SearchProblem } from '../../../contract/search/search.ts';

export interface SearchDraft {
  readonly text: string;
  /** The newest text, which `text` follows with the next drawing. */
  readonly now: () => string;
  /** The problem of the text, once the typing rests. */
  readonly problem: SearchProblem | undefined;
  /** A keystroke. */
  readonly type: (text: string) => void;
  /** Applies now: Enter, leaving the field, an edit that is whole at once. False where the text is wrong. */
  readonly commit: (text?: string) => boolean;
  /** The field was left: what is typed next begins something new. */
  readonly leave: () => void;
}

interface DraftOptions {
  /** The search that is in force. */
  readonly value: string;
  readonly domain: SearchDomain;
  /** `adjust`: more of what was begun in this visit of the field. */
  readonly onApply: (text: string, how: 'select' | 'adjust') => void;
  /** Milliseconds that the typing has to rest before right text applies; `undefined`: only when it is committed. */
  readonly pauseOf: (text: string) => number | undefined;
}

/** Milliseconds without a keystroke until wrong text is called wrong. */
const problemPause = 700;

export function useSearchDraft({ value, domain, onApply, pauseOf }: DraftOptions): SearchDraft {
  const [text, setText] = useState(value);
  const [problem, setProblem] = useState<SearchProblem | undefined>(() => problemOf(value, domain));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ value, onApply, pauseOf, text: value, applied: value.trim(), begun: false });
  latest.current = { ...latest.current, value, onApply, pauseOf };

  useEffect(() => {
    // What this draft applied comes back as it is; what comes from elsewhere (back, a chip, a picker) replaces the draft.
    if (latest.current.applied === value.trim()) return;
    clearTimeout(timer.current);
    latest.current = { ...latest.current, text: value, applied: value.trim() };
    setText(value);
    setProblem(problemOf(value, domain));
  }, [value, domain]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const commit = useCallback<SearchDraft['commit']>(
    (typed = latest.current.text) => {
      clearTimeout(timer.current);
      latest.current.text = typed;
      setText(typed);
      const trouble = problemOf(typed, domain);
      setProblem(trouble);
      if (trouble !== undefined) return false;
      const meant = typed.trim();
      latest.current.applied = meant;
      if (meant === latest.current.value.trim()) return true;
      const how = latest.current.begun ? 'adjust' : 'select';
      latest.current.begun = true;
      latest.current.onApply(meant, how);
      return true;
    },
    [domain],
  );
  const type = useCallback(
    (typed: string) => {
      latest.current.text = typed;
      setText(typed);
      clearTimeout(timer.current);
      const right = problemOf(typed, domain) === undefined;
      if (right) setProblem(undefined);
      const pause = right ? latest.current.pauseOf(typed) : problemPause;
      if (pause !== undefined) timer.current = setTimeout(() => commit(), pause);
    },
    [commit, domain],
  );
  const leave = useCallback(() => {
    latest.current.begun = false;
  }, []);
  const now = useCallback(() => latest.current.text, []);
  return useMemo(() => ({ text, now, problem, type, commit, leave }), [text, now, problem, type, commit, leave]);
}

function problemOf(text: string, domain: SearchDomain): SearchProblem | undefined {
  const read = readSearch(text, domain);
  return read.kind === 'wrong' ? read.problem : undefined;
}
