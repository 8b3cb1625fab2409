// What panels know of the dashboard around them: marks of its annotations, and what links write into their addresses.
import { createContext, useContext } from 'react';
import type { Scope } from '../../../contract/dashboards/variables/interpolate.ts';
import type { AnnotationMark } from './model/annotation-marks.ts';

export interface PanelSurround {
  readonly marks: readonly AnnotationMark[];
  /** undefined outside of a dashboard. */
  readonly scope: Scope | undefined;
}

export const PanelSurroundContext = createContext<PanelSurround>({ marks: [], scope: undefined });

export function usePanelSurround(): PanelSurround {
  return useContext(PanelSurroundContext);
}
