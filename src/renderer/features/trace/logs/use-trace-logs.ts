// The log records of the trace: asked when the page opens and, at a calm pace, while records arrive; put on the bars.
import { useEffect } from 'react';
import type { RunId, TraceId } from '../../../../contract/ids.ts';
import type { TraceLogs } from '../../../../contract/logs.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { usePacedAnswer } from '../../../data/use-paced-answer.ts';
import { RowLogs } from '../../../draw/waterfall/row-logs.ts';
import type { WaterfallModel } from '../../../draw/waterfall/waterfall-model.ts';

/** Milliseconds between two questions while records arrive. */
const pace = 1500;

export function useTraceLogs(run: RunId, traceId: TraceId): TraceLogs | undefined {
  const { live } = useSelectedRun();
  return usePacedAnswer('trace.logs', { run, traceId }, pace, live, 'logs').data;
}

/** Marks the records on the bars, anew whenever rows or records are others. */
export function useLogMarks(model: WaterfallModel, logs: TraceLogs | undefined): void {
  const { columns } = model;
  useEffect(() => {
    model.setLogs(logs === undefined || logs.rows === 0 ? undefined : new RowLogs(columns, model.index, logs));
  }, [model, columns, logs]);
}
