// What is wrong with a query that is still being typed: the engine reads it, on next to no samples.
import { useMemo } from 'react';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { useAnswer } from '../../../data/use-answer.ts';
import type { PromqlRemark } from '../../../ui/promql-field/promql-editor.ts';

const none: readonly PromqlRemark[] = [];

/** Only what the parser says; whether it can be answered is told once it is in force. */
export function useDraftCheck(draft: string | undefined): readonly PromqlRemark[] {
  const { run } = useSelectedRun();
  const { data } = useAnswer(
    'metrics.query',
    run === undefined || draft === undefined || draft.trim() === ''
      ? undefined
      : { run, query: draft, start: 0, end: 0, step: 0, maxSeries: 1 },
    { live: false },
  );
  return useMemo(() => {
    if (data?.result.kind !== 'failed' || data.result.reason !== 'parse') return none;
    const { text, from, to } = data.result.remark;
    return [{ severity: 'error' as const, message: text, from, to }];
  }, [data]);
}
