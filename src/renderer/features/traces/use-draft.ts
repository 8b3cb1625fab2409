// Text that is being typed, ahead of the value it becomes: shown at once, committed after a pause or on demand.
// A value that changes from outside (back, clear, a chip) replaces the draft.
import { useEffect, useRef, useState } from 'react';

export interface Draft {
  readonly text: string;
  /** A keystroke; commits after the pause, or never by itself when the pause is undefined. */
  readonly type: (text: string) => void;
  /** Enter, blur, a choice. */
  readonly commit: (text?: string) => void;
}

interface DraftOptions {
  readonly value: string;
  readonly onCommit: (text: string) => void;
  /** Milliseconds without a keystroke. */
  readonly pause: number | undefined;
  /** Whether the text already means the value (`1000ms` and `1s`): then it is left as typed. */
  readonly means?: (text: string, value: string) => boolean;
}

export function useDraft({ value, onCommit, pause, means = Object.is }: DraftOptions): Draft {
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ value, onCommit, text });
  latest.current = { value, onCommit, text: latest.current.text };

  useEffect(() => {
    if (timer.current !== undefined || means(latest.current.text, value)) return;
    latest.current.text = value;
    setText(value);
  }, [value, means]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const commit = (typed: string = latest.current.text): void => {
    clearTimeout(timer.current);
    timer.current = undefined;
    latest.current.text = typed;
    setText(typed);
    if (!means(typed, latest.current.value)) latest.current.onCommit(typed);
  };
  return {
    text,
    type(typed) {
      latest.current.text = typed;
      setText(typed);
      clearTimeout(timer.current);
      timer.current = pause === undefined ? undefined : setTimeout(() => commit(), pause);
    },
    commit,
  };
}
