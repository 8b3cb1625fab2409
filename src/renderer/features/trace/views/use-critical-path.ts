// Marks the critical path on the waterfall as the address asks, and lists only its spans when asked.
import { useEffect } from 'react';
import { useOfTrace } from '../../../data/use-of-trace.ts';
import { RowIntervals } from '../../../draw/waterfall/row-intervals.ts';
import type { TraceViewProps } from './trace-view.ts';

const filter = 'critical path';

type PathProps = Pick<TraceViewProps, 'run' | 'model' | 'columns' | 'corrected' | 'view'>;

export function useCriticalPath({ run, model, columns, corrected, view }: PathProps): void {
  const wanted = view.path !== 'off';
  const { traceId } = columns;
  const {
    answer,
    columns: of,
    asking,
  } = useOfTrace('trace.criticalPath', wanted ? { run, traceId, corrected } : undefined, columns);
  const only = view.path === 'only';
  useEffect(() => {
    const path = asking || answer === undefined || of !== columns ? undefined : new RowIntervals(answer);
    // Until the next answer the rows stay listed as they are.
    if (path === undefined && wanted) return model.setPath(undefined);
    model.setPath(path);
    model.setFilter(filter, only ? path?.flags() : undefined);
    return undefined;
  }, [model, answer, of, columns, asking, wanted, only]);
  useEffect(
    () => () => {
      model.setPath(undefined);
      model.setFilter(filter, undefined);
    },
    [model],
  );
}
