// What is chosen, a record or a pattern: known at once where it is shown, and followed by the address a moment later,
// because browsers refuse many changes of the history in a short time. What the address asks for from outside wins.
import { useCallback, useEffect, useRef, useState } from 'react';

const follow = 180;

/** `asked` is what the address says; `write` puts a choice there and keeps its identity between renders. */
export function useChosen<Choice extends number | string>(
  asked: Choice | undefined,
  write: (choice: Choice | undefined) => void,
): readonly [Choice | undefined, (choice: Choice | undefined) => void] {
  const [chosen, setChosen] = useState(asked);
  const written = useRef(asked);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (asked === written.current) return;
    written.current = asked;
    clearTimeout(timer.current);
    setChosen(asked);
  }, [asked]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const choose = useCallback(
    (choice: Choice | undefined) => {
      setChosen(choice);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        written.current = choice;
        write(choice);
      }, follow);
    },
    [write],
  );
  return [chosen, choose];
}
