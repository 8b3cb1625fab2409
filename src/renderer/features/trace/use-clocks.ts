// Gives the model the columns as they are to be shown: with the times that were sent, or with the estimated skew of
// clocks taken out when the address asks for that. Says what is known of the clocks either way.
import { useLayoutEffect, useMemo } from 'react';
import { correctedTrace } from '../../../contract/corrected-trace.ts';
import type { RunId } from '../../../contract/ids.ts';
import type { TraceSkew } from '../../../contract/trace-analysis.ts';
import type { TraceColumns } from '../../../contract/traces.ts';
import { useOfTrace } from '../../data/use-of-trace.ts';
import { RowClocks } from '../../draw/waterfall/row-clocks.ts';
import type { WaterfallModel } from '../../draw/waterfall/waterfall-model.ts';
import type { ShownTimes } from '../../routes/trace-route.ts';

interface ShownClocks {
  /** The columns that the model holds. */
  readonly shown: TraceColumns;
  readonly skew: TraceSkew | undefined;
  readonly corrected: boolean;
}

export function useClocks(model: WaterfallModel, run: RunId, columns: TraceColumns, times: ShownTimes): ShownClocks {
  const { answer, columns: of } = useOfTrace('trace.skew', { run, traceId: columns.traceId }, columns);
  const skew = of === columns ? answer : undefined;
  const corrected = times === 'corrected' && skew !== undefined;
  const shown = useMemo(
    () => (corrected ? correctedTrace(columns, skew.clock, skew.clocks) : columns),
    [corrected, columns, skew],
  );
  useLayoutEffect(() => model.setColumns(shown), [model, shown]);
  useLayoutEffect(() => {
    model.setClocks(skew === undefined ? undefined : new RowClocks(skew, corrected));
  }, [model, shown, skew, corrected]);
  return { shown, skew, corrected };
}
