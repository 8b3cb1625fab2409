// Moving and resizing on the grid of 24 columns. Panels fall upwards as `arrange` lets them; one that is moved has its place
// first and the others make room. A row and what follows it up to the next row stay in that order.
import { arrange } from '../../../../../contract/dashboards/arrange.ts';
import { gridColumns, type GridPosition } from '../../../../../contract/dashboards/model.ts';
import type { Panel } from '../../../../../contract/dashboards/panels.ts';

export type Direction = 'up' | 'down' | 'left' | 'right';

/** Every panel where it is drawn, in reading order. */
export function settle(panels: readonly Panel[]): readonly Panel[] {
  const grids = new Map(
    arrange(panels, new Map(), (row) => isCollapsed(panels, row)).map((one) => [one.panel.id, one.grid]),
  );
  return panels
    .map((panel) => ({ ...panel, grid: grids.get(panel.id) ?? panel.grid }))
    .toSorted((a, b) => a.grid.y - b.grid.y || a.grid.x - b.grid.x);
}

function isCollapsed(panels: readonly Panel[], row: number): boolean {
  return !panels.some((panel) => panel.kind === 'row' && panel.id === row && panel.collapsed);
}

/** To a column and a line of the drawn grid. */
export function movePanel(
  panels: readonly Panel[],
  id: number,
  to: { readonly x: number; readonly y: number },
): readonly Panel[] {
  const settled = settle(panels);
  const panel = settled.find((one) => one.id === id);
  if (panel === undefined || panel.kind === 'row') return panels;
  const { w, h, x, y } = panel.grid;
  const grid = { x: between(to.x, 0, gridColumns - w), y: Math.max(0, Math.round(to.y)), w, h };
  if (grid.x === x && grid.y === y) return panels;
  // Half a line decides who gives way: upwards it comes before what stands there, downwards after it.
  return settle(placed(settled, id, { ...grid, y: grid.y > y ? grid.y + 0.5 : grid.y - 0.5 }));
}

export function resizePanel(
  panels: readonly Panel[],
  id: number,
  to: { readonly w: number; readonly h: number },
): readonly Panel[] {
  const settled = settle(panels);
  const panel = settled.find((one) => one.id === id);
  if (panel === undefined || panel.kind === 'row') return panels;
  const { x, y } = panel.grid;
  const grid = { x, y: y - 0.5, w: between(to.w, 1, gridColumns - x), h: between(to.h, 2, 200) };
  if (grid.w === panel.grid.w && grid.h === panel.grid.h) return panels;
  return settle(placed(settled, id, grid));
}

/** By one column, or past the next panel above or below; a row goes with all it holds. */
export function nudgePanel(panels: readonly Panel[], id: number, direction: Direction): readonly Panel[] {
  const settled = settle(panels);
  const panel = settled.find((one) => one.id === id);
  if (panel === undefined) return panels;
  const { x, y } = panel.grid;
  if (direction === 'left' || direction === 'right') {
    return movePanel(panels, id, { x: direction === 'left' ? x - 1 : x + 1, y });
  }
  if (panel.kind === 'row') return moveRow(settled, id, direction === 'up' ? -1 : 1);
  const crossed = settled.filter(({ grid }) => grid.x < x + panel.grid.w && x < grid.x + grid.w);
  const beyond =
    direction === 'up' ? crossed.findLast(({ grid }) => grid.y < y) : crossed.find(({ grid }) => grid.y > y);
  return beyond === undefined ? panels : movePanel(panels, id, { x, y: beyond.grid.y });
}

function moveRow(settled: readonly Panel[], id: number, by: -1 | 1): readonly Panel[] {
  const sections: Panel[][] = [[]];
  for (const panel of settled) {
    if (panel.kind === 'row') sections.push([panel]);
    else sections.at(-1)?.push(panel);
  }
  const from = sections.findIndex(([first]) => first?.id === id);
  const section = sections[from];
  // What stands before the first row belongs to none.
  if (section === undefined || from + by < 1 || from + by >= sections.length) return settled;
  const order = sections.toSpliced(from, 1).toSpliced(from + by, 0, section);
  let top = 0;
  const moved = order.flatMap((panels) => {
    const start = panels[0]?.grid.y ?? 0;
    const shifted = panels.map((panel) => ({ ...panel, grid: { ...panel.grid, y: panel.grid.y - start + top } }));
    top = shifted.reduce((most, { grid }) => Math.max(most, grid.y + grid.h), top);
    return shifted;
  });
  return settle(moved);
}

/** The panel next to one; of no panel, the first. undefined at the edge. */
export function neighbour(panels: readonly Panel[], id: number | undefined, direction: Direction): number | undefined {
  const settled = settle(panels);
  const from = settled.find((one) => one.id === id);
  if (from === undefined) return settled[0]?.id;
  const along = direction === 'up' || direction === 'down' ? 'y' : 'x';
  const sign = direction === 'up' || direction === 'left' ? -1 : 1;
  const start = middle(from.grid);
  const costs = settled.flatMap(({ id: other, grid }) => {
    const end = middle(grid);
    const ahead = (end[along] - start[along]) * sign;
    const aside = Math.abs(along === 'y' ? end.x - start.x : end.y - start.y);
    return other === from.id || ahead <= 0 ? [] : [{ other, cost: ahead + aside * 2 }];
  });
  return costs.toSorted((a, b) => a.cost - b.cost)[0]?.other;
}

function middle({ x, y, w, h }: GridPosition): { readonly x: number; readonly y: number } {
  return { x: x + w / 2, y: y + h / 2 };
}

function placed(panels: readonly Panel[], id: number, grid: GridPosition): readonly Panel[] {
  return panels.map((panel) => (panel.id === id ? { ...panel, grid } : panel));
}

function between(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(value)));
}
