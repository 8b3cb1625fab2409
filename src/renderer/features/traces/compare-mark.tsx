// Two rows of the list to compare: the first is marked, in this run or another; the second one opens the comparison.
import { GitCompareArrows } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TraceId } from '../../../contract/ids.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { compareTracesLink } from '../../routes/compare-route.ts';
import { useNavigate } from '../../routes/use-place.tsx';
import { Button } from '../../ui/button.tsx';
import { useTracesStore } from './traces-store.ts';
import styles from './compare-mark.module.css';

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
    <div role="status" className={styles['mark']}>
      <GitCompareArrows size={14} aria-hidden="true" />
      <span>
        Trace <code>{marked.traceId.slice(0, 8)}</code> is marked. Select another one, here or in another run, and press{' '}
        <kbd>v</kbd>, or hold Ctrl and click it.
      </span>
      <Button look="ghost" onClick={() => useTracesStore.setState({ marked: undefined })}>
        Let go
      </Button>
    </div>
  );
}
