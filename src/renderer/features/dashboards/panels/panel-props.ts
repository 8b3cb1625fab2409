// What every kind of panel is given.
import type { Panel } from '../../../../contract/dashboards/panels.ts';
import type { PanelResult } from '../model/ask-panel.ts';

export interface PanelProps<P extends Panel> {
  readonly panel: P;
  readonly result: PanelResult;
  /** Unix milliseconds. */
  readonly onZoom: (from: number, to: number) => void;
  readonly onReset: () => void;
}
