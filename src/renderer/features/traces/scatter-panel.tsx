// Latency over time above the list: what it shows, what a drag selects, and the services by colour.
import { ChevronUp } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { traceIdAt } from '../../../contract/ids.ts';
import type { ScatterAnswer } from '../../../contract/traces.ts';
import type { ServiceColours } from '../../draw/palette.ts';
import { timesShown } from '../../draw/scatter/scatter-view.ts';
import { Scatter } from '../../draw/scatter/scatter.tsx';
import { processMarks } from '../../draw/time-marks.ts';
import { useTheme } from '../../draw/use-theme.ts';
import { useProcessMarks } from '../../data/use-process-marks.ts';
import { useProfileLane } from '../../data/use-profile-lane.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { traceLink } from '../../routes/trace-route.ts';
import { useNavigate } from '../../routes/use-place.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useDayTime } from '../../ui/use-day-time.ts';
import { axisBounds, withoutSelection, withSelection } from './filter-model.ts';
import { PointHint } from './point-hint.tsx';
import { ScatterLegend } from './scatter-legend.tsx';
import { sampleText, scatterSummary } from './scatter-summary.ts';
import { setScatterAxis, toggleScatter, useTracesStore } from './traces-store.ts';
import type { FilterControl } from './use-trace-filter.ts';
import styles from './scatter-panel.module.css';

interface ScatterPanelProps extends FilterControl {
  readonly points: ScatterAnswer | undefined;
  readonly colourOf: ServiceColours;
}

const none: ScatterAnswer = {
  count: 0,
  total: 0,
  totalIs: 'exact',
  traceIds: new Uint8Array(),
  startMillis: new Float64Array(),
  durationMillis: new Float64Array(),
  spans: new Uint32Array(),
  errors: new Uint32Array(),
  service: new Uint16Array(),
  serviceNames: [],
};

export function ScatterPanel({ points = none, colourOf, filter, change }: ScatterPanelProps): ReactNode {
  const axis = useTracesStore((state) => state.scatterAxis);
  const selected = useTracesStore((state) => state.selected);
  const { param } = useSelectedRun();
  const navigate = useNavigate();
  const settings = useMemo(() => ({ yKind: axis, bounds: axisBounds(filter), now: Date.now() }), [axis, filter]);
  const theme = useTheme();
  const processes = useProcessMarks(...endsOf(points));
  const shown = timesShown(points, settings);
  const lane = useProfileLane(points.count === 0 ? 0 : shown.min, shown.max, useDayTime());
  const marks = useMemo(() => processMarks(processes, theme), [processes, theme]);
  const selectedIndex = useMemo(() => indexOfTrace(points, selected), [points, selected]);
  return (
    <section className={styles['panel']} aria-label="Latency over time">
      <header className={styles['head']}>
        <h2 className={styles['title']}>Latency over time</h2>
        <ScatterLegend points={points} colourOf={colourOf} filter={filter} change={change} />
        <span className={styles['space']} />
        {points.count < points.total ? (
          <span
            className={styles['sample']}
            title="An even sample over time. The first, the last, the longest and the failed traces are always among them."
          >
            {sampleText(points)}
          </span>
        ) : undefined}
        <div role="group" aria-label="Duration axis" className={styles['axis']}>
          <Button look="ghost" aria-pressed={axis === 'log'} onClick={() => setScatterAxis('log')}>
            log
          </Button>
          <Button look="ghost" aria-pressed={axis === 'linear'} onClick={() => setScatterAxis('linear')}>
            linear
          </Button>
        </div>
        <IconButton label="Hide the scatter" onClick={toggleScatter}>
          <ChevronUp size={14} />
        </IconButton>
      </header>
      <div className={styles['chart']}>
        <Scatter
          summary={scatterSummary(points)}
          data={points}
          settings={settings}
          colourOf={colourOf}
          marks={marks}
          lane={lane}
          selected={selectedIndex}
          tooltip={(index) => <PointHint points={points} index={index} colourOf={colourOf} />}
          onOpen={(index) => navigate(traceLink({ traceId: traceIdAt(points.traceIds, index * 16), run: param }))}
          onSelect={(selection) => change((now) => withSelection(now, selection))}
          onReset={() => change(withoutSelection)}
        />
      </div>
    </section>
  );
}

/** Of the first and the last trace, Unix milliseconds. */
function endsOf({ count, startMillis }: ScatterAnswer): readonly [from: number, to: number] {
  const ends = [startMillis[0] ?? 0, startMillis[count - 1] ?? 0];
  return [Math.min(...ends), Math.max(...ends)];
}

function indexOfTrace(points: ScatterAnswer, trace: string | undefined): number | undefined {
  if (trace === undefined) return undefined;
  for (let index = 0; index < points.count; index++) if (traceIdAt(points.traceIds, index * 16) === trace) return index;
  return undefined;
}
