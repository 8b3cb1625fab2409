// Annotations of a dashboard: which are on (the address says which are not as the file has them), and their marks.
import type { Annotation } from '../../../contract/dashboards/annotation.ts';
import type { Dashboard } from '../../../contract/dashboards/model.ts';
import type { TimeRange } from '../../../contract/dashboards/variables/time-range.ts';
import type { ChosenValue } from '../../../contract/dashboards/variables/variable.ts';
import type { RunId } from '../../../contract/ids.ts';
import { useWork } from '../../data/use-work.ts';
import { askAnnotations, type AnnotationAnswer } from './model/ask-annotations.ts';

interface AnnotationsOf {
  readonly run: RunId | undefined;
  readonly dashboard: Dashboard;
  readonly values: ReadonlyMap<string, ChosenValue> | undefined;
  readonly range: TimeRange;
  /** Names of those that are switched over. */
  readonly switched: readonly string[];
}

export interface Annotations {
  readonly answer: AnnotationAnswer | undefined;
  readonly isOn: (annotation: Annotation) => boolean;
}

export function useAnnotations({ run, dashboard, values, range, switched }: AnnotationsOf): Annotations {
  const isOn = ({ name, enabled }: Annotation): boolean => enabled !== switched.includes(name);
  const on = (dashboard.annotations ?? []).filter((one) => one.kind === 'promql' && isOn(one));
  const chosen = [...(values ?? [])].map(([name, value]) => [name, value.all, value.chosen]);
  const { data } = useWork(
    'dashboard.annotations',
    run === undefined || values === undefined || on.length === 0 ? undefined : [run, on, chosen, range],
    (client, signal) => {
      if (run === undefined || values === undefined) throw new Error('asked without a run');
      return askAnnotations(client, { run, annotations: on, values, range, dashboard: dashboard.title }, signal);
    },
  );
  return { answer: on.length === 0 ? undefined : data, isOn };
}
