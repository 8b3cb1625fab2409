// The lane of a timeline: on the stretch of time that is in sight.
import { useRef, useSyncExternalStore, type ReactNode } from 'react';
import type { LaneContent } from '../time-lane/lane-content.ts';
import { TimeLane } from '../time-lane/time-lane.tsx';
import type { TimeWindow } from '../waterfall/time-window.ts';
import type { TimelineModel } from './timeline-model.ts';
import css from './timeline.module.css';

interface TimelineLaneProps {
  readonly model: TimelineModel;
  readonly lane: LaneContent;
  /** CSS pixels that the lanes leave free at the right, for a scrollbar. */
  readonly right: number;
}

export function TimelineLane({ model, lane, right }: TimelineLaneProps): ReactNode {
  const { from, to } = useWindow(model);
  const origin = Number(model.data.origin) / 1e6;
  return (
    <div className={css['above']}>
      <div className={css['corner']}>{lane.nouns[1].charAt(0).toUpperCase() + lane.nouns[1].slice(1)}</div>
      <div className={css['marked']}>
        <TimeLane content={lane} from={origin + from / 1e6} to={origin + to / 1e6} left={0} right={right} />
      </div>
    </div>
  );
}

/** The same one until it changes. */
function useWindow(model: TimelineModel): TimeWindow {
  const known = useRef<TimeWindow>(undefined);
  return useSyncExternalStore(model.onFrame, () => {
    const { from, to } = model.window;
    if (known.current?.from !== from || known.current.to !== to) known.current = { from, to };
    return known.current;
  });
}
