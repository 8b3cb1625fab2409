// Two rows of the list to compare: the first is marked, in this run or another; the second one opens the comparison.
import type { ReactNode } from 'react';
import type { TraceId } from '../../../contract/ids.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { compareTracesLink } from '../../routes/compare-route.ts';
import { useNavigate } from '../../routes/use-place.tsx';
import { MarkStrip } from '../../ui/mark-strip.tsx';
import { useTracesStore } from './traces-store.ts';

/** Marks a trace; the marked one again lets go of it; another one is compared with it. */
export function useCompareMark(): (traceId: TraceId | undefined) => void {
  const { run } = useSelectedRun();
  const navigate = useNavigate();
  return (traceId) => {
    if (traceId === undefined || run === undefined) return;
    const { marked } = useTracesStore.getState();
    const chosen = { run, traceId };
    if (marked === undefined) return useTracesStore.setState({ marked: chosen });
    useTracesStore.setState({ marked: undefined });
    if (marked.traceId !== traceId || marked.run !== run) navigate(compareTracesLink({ left: marked, right: chosen }));
  };
}

export function CompareMark(): ReactNode {
  const marked = useTracesStore((state) => state.marked);
  if (marked === undefined) return undefined;
  return (
    <MarkStrip onLetGo={() => useTracesStore.setState({ marked: undefined })}>
      Trace <code>{marked.traceId.slice(0, 8)}</code> is marked. Select another one, here or in another run, and press{' '}
      <kbd>v</kbd>, or hold Ctrl and click it.
    </MarkStrip>
  );
}
