// Exemplars of a panel, asked apart from its queries, so that no chart waits for them.
import type { PanelResult } from '../model/ask-panel.ts';
import { askPanelExemplars, type PanelExemplar } from '../model/ask-exemplars.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { useWork } from '../../../data/use-work.ts';

const none: readonly PanelExemplar[] = [];

export function useExemplars({ targets, range }: PanelResult): readonly PanelExemplar[] {
  const { run } = useSelectedRun();
  const queries = targets
    .filter(
      ({ target, problem }) => target.kind === 'promql' && target.exemplars && !target.instant && problem === undefined,
    )
    .map(({ expression }) => expression);
  const from = Math.floor(range.from);
  const to = Math.ceil(range.to);
  const { data } = useWork(
    'dashboard.exemplars',
    run === undefined || queries.length === 0 ? undefined : [run, queries, from, to],
    (client, signal) => {
      if (run === undefined) throw new Error('asked without a run');
      return askPanelExemplars(client, { run, queries, from, to }, signal);
    },
  );
  return queries.length === 0 ? none : (data ?? none);
}
