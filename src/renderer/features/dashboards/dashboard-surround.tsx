// Bar and panels of a dashboard with what they share: marks of its annotations, and what links write into addresses.
import { useMemo, type ReactNode } from 'react';
import type { Dashboard } from '../../../contract/dashboards/model.ts';
import type { TimeRange } from '../../../contract/dashboards/variables/time-range.ts';
import type { ChosenValue } from '../../../contract/dashboards/variables/variable.ts';
import type { RunId } from '../../../contract/ids.ts';
import { useProcessMarks } from '../../data/use-process-marks.ts';
import { useProfileLane } from '../../data/use-profile-lane.ts';
import type { DashboardView } from '../../routes/dashboards-route.ts';
import { useDayTime } from '../../ui/use-day-time.ts';
import { DashboardBar } from './dashboard-bar.tsx';
import { scopeOf } from './model/ask-variables.ts';
import { PanelSurroundContext } from './panel-surround.ts';
import { useAnnotations } from './use-annotations.ts';

interface DashboardSurroundProps {
  readonly run: RunId;
  readonly dashboard: Dashboard;
  readonly values: ReadonlyMap<string, ChosenValue>;
  readonly range: TimeRange;
  readonly view: DashboardView;
  readonly change: (patch: Partial<DashboardView>) => void;
  readonly children: ReactNode;
}

export function DashboardSurround(props: DashboardSurroundProps): ReactNode {
  const { run, dashboard, values, range, view, change, children } = props;
  const { answer, isOn } = useAnnotations({ run, dashboard, values, range, switched: view.switched });
  const scope = useMemo(() => scopeOf(values, range, dashboard.title), [values, range, dashboard]);
  const processes = useProcessMarks(range.from, range.to);
  const lane = useProfileLane(range.from, range.to, useDayTime());
  const surround = useMemo(
    () => ({ marks: answer?.marks ?? [], processes, lane, scope }),
    [answer, processes, lane, scope],
  );
  return (
    <PanelSurroundContext value={surround}>
      <DashboardBar
        dashboard={dashboard}
        scope={scope}
        annotations={answer}
        isOn={isOn}
        onZoom={(from, to) => change({ from: String(Math.round(from)), to: String(Math.round(to)) })}
        onToggle={({ name }) =>
          change({
            switched: view.switched.includes(name)
              ? view.switched.filter((one) => one !== name)
              : [...view.switched, name],
          })
        }
      />
      {children}
    </PanelSurroundContext>
  );
}
