// The selected record: known at once where it is shown, and followed by the address a moment later, because browsers
// refuse many changes of the history in a short time. What the address asks for from outside wins.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { LogsAddress } from './use-logs-address.ts';

const follow = 180;

export function useSelectedRecord({
  view,
  change,
}: LogsAddress): readonly [number | undefined, (sequence: number | undefined) => void] {
  const asked = view.record;
  const [selected, setSelected] = useState(asked);
  const written = useRef(asked);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (asked === written.current) return;
    written.current = asked;
    clearTimeout(timer.current);
    setSelected(asked);
  }, [asked]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const select = useCallback(
    (sequence: number | undefined) => {
      setSelected(sequence);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        written.current = sequence;
        change({ record: sequence }, true);
      }, follow);
    },
    [change],
  );
  return [selected, select];
}
