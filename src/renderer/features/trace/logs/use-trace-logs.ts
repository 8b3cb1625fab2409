// The log records of the trace: asked when the page opens and, at a calm pace, while records arrive; put on the bars.
import { useEffect } from 'react';
import type { ContractError } from '../../../../contract/errors.ts';
import type { RunId, TraceId } from '../../../../contract/ids.ts';
import type { TraceLogs } from '../../../../contract/logs.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { usePacedAnswer } from '../../../data/use-paced-answer.ts';
import { RowLogs } from '../../../draw/waterfall/row-logs.ts';
import type { WaterfallModel } from '../../../draw/waterfall/waterfall-model.ts';

/** Milliseconds between two questions while records arrive. */
const pace = 1500;

export function useTraceLogs(
  run: RunId,
  traceId: TraceId,
): { readonly data: TraceLogs | undefined; readonly error: ContractError | null } {
  const { live } = useSelectedRun();
  return usePacedAnswer('trace.logs', { run, traceId }, pace, live, 'logs');
}

/**
 * Marks the records on the bars, anew whenever rows or records are others. Of very many records, `logs` has the first ones
 * only; the marks are asked for by themselves then. Answers how many records have no mark.
 */
export function useLogMarks(model: WaterfallModel, run: RunId, logs: TraceLogs | undefined): number {
  const { live } = useSelectedRun();
  const { columns } = model;
  const cut = logs !== undefined && logs.total > logs.rows;
  const request = cut ? { run, traceId: columns.traceId } : undefined;
  const all = usePacedAnswer('trace.logMarks', request, pace, live, 'logs').data;
  const marks = cut ? (all ?? logs) : logs;
  useEffect(() => {
    model.setLogs(marks === undefined || marks.rows === 0 ? undefined : new RowLogs(columns, model.index, marks));
  }, [model, columns, marks]);
  return marks === undefined ? 0 : marks.total - marks.rows;
}
