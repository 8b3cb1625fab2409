// What panels know of the dashboard around them: marks of its annotations and of processes, and what links write into their
// addresses.
import { createContext, useContext } from 'react';
import type { Scope } from '../../../contract/dashboards/variables/interpolate.ts';
import type { ProcessMark } from '../../data/use-process-marks.ts';
import type { ProfileLane } from '../../data/use-profile-lane.ts';
import type { AnnotationMark } from './model/annotation-marks.ts';

export interface PanelSurround {
  readonly marks: readonly AnnotationMark[];
  readonly processes: readonly ProcessMark[];
  readonly lane: ProfileLane | undefined;
  /** undefined outside of a dashboard. */
  readonly scope: Scope | undefined;
}

export const PanelSurroundContext = createContext<PanelSurround>({
  marks: [],
  processes: [],
  lane: undefined,
  scope: undefined,
});

export function usePanelSurround(): PanelSurround {
  return useContext(PanelSurroundContext);
}
