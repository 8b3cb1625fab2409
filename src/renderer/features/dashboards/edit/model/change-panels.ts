// Changes of a dashboard's panels: one more, one twice, one less, one changed, a row opened or closed.
import { gridColumns, type Dashboard } from '../../../../../contract/dashboards/model.ts';
import { allPanels, nextPanelId } from '../../../../../contract/dashboards/panel-ids.ts';
import type { Panel, RowPanel } from '../../../../../contract/dashboards/panels.ts';
import { settle } from './layout.ts';
import { newPanel, type PanelKind } from './new-panel.ts';

type Inner = Exclude<Panel, RowPanel>;

/** The new panel has the highest number. It stands beside the last one where there is room, else below everything. */
export function addPanel(dashboard: Dashboard, kind: PanelKind): Dashboard {
  const panels = settle(dashboard.panels);
  const panel = newPanel(kind, nextPanelId(panels));
  const last = panels.at(-1);
  const bottom = panels.reduce((most, { grid }) => Math.max(most, grid.y + grid.h), 0);
  const beside = last !== undefined && last.kind !== 'row' && last.grid.x + last.grid.w + panel.grid.w <= gridColumns;
  const grid = { ...panel.grid, ...(beside ? { x: last.grid.x + last.grid.w, y: last.grid.y } : { x: 0, y: bottom }) };
  return { ...dashboard, panels: settle([...panels, { ...panel, grid }]) };
}

/** The copy stands beside the panel where that is free, else below it, and has the highest number. */
export function duplicatePanel(dashboard: Dashboard, id: number): Dashboard {
  const panels = settle(dashboard.panels);
  const panel = panels.find((one) => one.id === id);
  if (panel === undefined) return dashboard;
  const { x, y, w, h } = panel.grid;
  const right = { x: x + w, y, w, h };
  const free = right.x + w <= gridColumns && !panels.some(({ grid }) => overlap(grid, right));
  let next = nextPanelId(panels);
  const grid = free ? right : { x, y: y + h - 0.5, w, h };
  const copy: Panel = { ...panel, id: next++, grid };
  const whole: Panel =
    copy.kind === 'row' ? { ...copy, panels: copy.panels.map((one) => ({ ...one, id: next++ })) } : copy;
  return { ...dashboard, panels: settle([...panels, whole]) };
}

function overlap(a: Panel['grid'], b: Panel['grid']): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** A row that goes leaves its panels where they are. */
export function removePanel(dashboard: Dashboard, id: number): Dashboard {
  const row = dashboard.panels.find((panel) => panel.id === id);
  const opened = row?.kind === 'row' && row.collapsed ? toggleRow(dashboard, id).panels : dashboard.panels;
  const panels = opened
    .filter((panel) => panel.id !== id)
    .map((panel) => (panel.kind === 'row' ? { ...panel, panels: panel.panels.filter((one) => one.id !== id) } : panel));
  return { ...dashboard, panels: settle(panels) };
}

export function changePanel(dashboard: Dashboard, id: number, change: (panel: Panel) => Panel): Dashboard {
  const panels = dashboard.panels.map((panel): Panel => {
    if (panel.id === id) return change(panel);
    if (panel.kind !== 'row' || !panel.panels.some((one) => one.id === id)) return panel;
    return { ...panel, panels: panel.panels.map((one) => (one.id === id ? inner(change(one), one) : one)) };
  });
  return { ...dashboard, panels };
}

/** What makes `to` of `from`, done to `now`: two fields may speak before the first one's change is drawn. */
export function sameChange(now: Panel, from: Panel, to: Panel): Panel {
  if (now === from || from.kind !== to.kind || now.kind !== from.kind) return to;
  const before = new Map<string, unknown>(Object.entries(from));
  const changed = Object.entries(to).filter(([key, value]) => !Object.is(before.get(key), value));
  return { ...now, ...Object.fromEntries(changed) };
}

/** A row within a row is none. */
function inner(panel: Panel, otherwise: Inner): Inner {
  return panel.kind === 'row' ? otherwise : panel;
}

/** A closed row holds its panels, an open one is followed by them. */
export function toggleRow(dashboard: Dashboard, id: number): Dashboard {
  const panels = settle(dashboard.panels);
  const at = panels.findIndex((panel) => panel.id === id);
  const row = panels[at];
  if (row?.kind !== 'row') return dashboard;
  if (!row.collapsed) {
    const next = panels.findIndex((panel, index) => index > at && panel.kind === 'row');
    const end = next < 0 ? panels.length : next;
    const own = panels.slice(at + 1, end).flatMap((panel) => (panel.kind === 'row' ? [] : [panel]));
    const closed: RowPanel = { ...row, collapsed: true, panels: own };
    return { ...dashboard, panels: settle([...panels.slice(0, at), closed, ...panels.slice(end)]) };
  }
  const top = row.panels.reduce((least, { grid }) => Math.min(least, grid.y), Infinity);
  const own = row.panels.map((panel) => ({
    ...panel,
    grid: { ...panel.grid, y: panel.grid.y - top + row.grid.y + 1 },
  }));
  const height = own.reduce((most, { grid }) => Math.max(most, grid.y + grid.h), row.grid.y + 1) - row.grid.y - 1;
  const below = panels.slice(at + 1).map((panel) => ({ ...panel, grid: { ...panel.grid, y: panel.grid.y + height } }));
  const open: RowPanel = { ...row, collapsed: false, panels: [] };
  return { ...dashboard, panels: settle([...panels.slice(0, at), open, ...own, ...below]) };
}

export function findPanel(dashboard: Dashboard, id: number): Panel | undefined {
  return allPanels(dashboard.panels).find((panel) => panel.id === id);
}
