// Numbers of panels within a dashboard.
import type { Panel } from './panels.ts';

/** All panels, those within collapsed rows included. */
export function allPanels(panels: readonly Panel[]): readonly Panel[] {
  return panels.flatMap((panel) => (panel.kind === 'row' ? [panel, ...panel.panels] : [panel]));
}

export function nextPanelId(panels: readonly Panel[]): number {
  return allPanels(panels).reduce((most, { id }) => Math.max(most, id), 0) + 1;
}
