// What the list of runs says about the run that is looked at. It moves with every commit of a live run: to be asked for only
// where it is shown, beside `useSelectedRun`, which stays as it is while data arrives.
import type { RunInfo } from '../../contract/runs.ts';
import { useSelectedRun } from './selected-run.tsx';
import { useAnswer } from './use-answer.ts';

/** undefined until the list is there, or where the run is not in it. */
export function useRunInfo(): RunInfo | undefined {
  const { run } = useSelectedRun();
  const { data: runs } = useAnswer('runs.list', {});
  return runs?.find(({ id }) => id === run);
}
