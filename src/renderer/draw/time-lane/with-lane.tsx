// A chart with a lane above it; without anything to mark, the chart alone.
import type { ReactNode } from 'react';
import type { LaneContent } from './lane-content.ts';
import { TimeLane } from './time-lane.tsx';
import styles from './time-lane.module.css';

interface WithLaneProps {
  readonly lane: LaneContent | undefined;
  /** Of the chart's time axis: Unix milliseconds at its ends, CSS pixels beside it. `undefined` while it has none. */
  readonly axis:
    | { readonly from: number; readonly to: number; readonly left: number; readonly right: number }
    | undefined;
  readonly children: ReactNode;
}

export function WithLane({ lane, axis, children }: WithLaneProps): ReactNode {
  return (
    <div className={styles['framed']}>
      {lane === undefined || axis === undefined || lane.entries.length === 0 ? undefined : (
        <TimeLane content={lane} {...axis} />
      )}
      <div className={styles['chart']}>{children}</div>
    </div>
  );
}
