// A few words that stand in the header for a moment: spans that just arrived, a copy that worked.
import { useCallback, useEffect, useState } from 'react';
import { plural } from '../../ui/number-text.ts';

export interface Flash {
  readonly text: string;
  readonly say: (text: string) => void;
}

const stay = 2500;

/** `added` spans came with change number `changes`. */
export function useFlash(added: number, changes: number): Flash {
  const [shown, setShown] = useState({ text: '', times: 0 });
  const say = useCallback((text: string) => setShown((before) => ({ text, times: before.times + 1 })), []);
  useEffect(() => {
    if (added > 0) say(`${plural(added, 'new span')}`);
  }, [added, changes, say]);
  useEffect(() => {
    if (shown.text === '') return undefined;
    const timer = setTimeout(() => setShown((before) => ({ ...before, text: '' })), stay);
    return () => clearTimeout(timer);
  }, [shown]);
  return { text: shown.text, say };
}
