// Where the panels of a dashboard stand: rows opened or closed, panels and rows repeated for values of a variable, gaps
// closed upwards.
import { gridColumns, type GridPosition } from './model.ts';
import type { Panel, RowPanel } from './panels.ts';
import { chooseOne } from './variables/choose.ts';
import type { ChosenValue } from './variables/variable.ts';

type Values = ReadonlyMap<string, ChosenValue>;

export interface PlacedPanel {
  /** Stable while the same thing is meant: number of the panel, and what it is repeated for. */
  readonly key: string;
  readonly panel: Panel;
  readonly grid: GridPosition;
  /** The dashboard's values with those that this one is repeated for. */
  readonly values: Values;
  /** Of a row: how many panels it holds. */
  readonly inside: number;
}

interface Section {
  readonly row: RowPanel | undefined;
  readonly panels: readonly Exclude<Panel, RowPanel>[];
}

/** More than these of one repeated panel help nobody. */
const mostRepeats = 100;

/** `isOpen` says of a row's number whether the user opened or closed it; undefined: as the file has it. */
export function arrange(
  panels: readonly Panel[],
  values: Values,
  isOpen: (row: number) => boolean | undefined,
): readonly PlacedPanel[] {
  const placed: PlacedPanel[] = [];
  let top = 0;
  for (const { row, panels: inside } of sectionsOf(panels)) {
    for (const { values: own, suffix } of repeats(row?.repeat?.variable, values)) {
      const expanded = inside.flatMap((panel) => repeated(panel, own, suffix));
      if (row !== undefined) {
        const grid = { x: 0, y: top, w: gridColumns, h: 1 };
        placed.push({ key: `${row.id}${suffix}`, panel: row, grid, values: own, inside: expanded.length });
        top += 1;
        if (!(isOpen(row.id) ?? !row.collapsed)) continue;
      }
      const fallen = fall(expanded, top);
      placed.push(...fallen);
      top = fallen.reduce((most, { grid }) => Math.max(most, grid.y + grid.h), top);
    }
  }
  return placed;
}

function sectionsOf(panels: readonly Panel[]): readonly Section[] {
  const sections: { row: RowPanel | undefined; panels: Exclude<Panel, RowPanel>[] }[] = [
    { row: undefined, panels: [] },
  ];
  for (const panel of inOrder(panels)) {
    if (panel.kind === 'row') sections.push({ row: panel, panels: [...panel.panels] });
    else sections.at(-1)?.panels.push(panel);
  }
  return sections;
}

function inOrder(panels: readonly Panel[]): readonly Panel[] {
  return panels.toSorted((a, b) => a.grid.y - b.grid.y || a.grid.x - b.grid.x);
}

function repeats(variable: string | undefined, values: Values): readonly { values: Values; suffix: string }[] {
  const chosen = variable === undefined ? undefined : values.get(variable);
  if (variable === undefined || chosen === undefined || chosen.chosen.length === 0) return [{ values, suffix: '' }];
  return chosen.chosen.slice(0, mostRepeats).map((option) => ({
    values: new Map(values).set(variable, chooseOne(chosen, option)),
    suffix: ` ${option.value}`,
  }));
}

function repeated(panel: Exclude<Panel, RowPanel>, values: Values, suffix: string): readonly PlacedPanel[] {
  const { repeat, grid } = panel;
  const copies = repeats(repeat?.variable, values);
  const key = `${panel.id}${suffix}`;
  if (repeat === undefined || copies.length <= 1) {
    return copies.map((copy) => ({ key: `${key}${copy.suffix}`, panel, grid, values: copy.values, inside: 0 }));
  }
  const across = repeat.direction === 'vertical' ? 1 : Math.max(1, Math.min(repeat.maxPerRow, copies.length));
  const w = repeat.direction === 'vertical' ? grid.w : Math.floor(gridColumns / across);
  return copies.map((copy, index) => ({
    key: `${key}${copy.suffix}`,
    panel,
    grid: {
      x: repeat.direction === 'vertical' ? grid.x : (index % across) * w,
      y: grid.y + Math.floor(index / across) * grid.h,
      w,
      h: grid.h,
    },
    values: copy.values,
    inside: 0,
  }));
}

/** Each panel as high up as it can be, in reading order. */
function fall(panels: readonly PlacedPanel[], top: number): readonly PlacedPanel[] {
  const skyline = Array.from({ length: gridColumns }, () => top);
  // A repeated panel pushes down what stands below it, so the order of the list decides between equal heights.
  const order = panels
    .map((panel, index) => ({ panel, index }))
    .toSorted((a, b) => a.panel.grid.y - b.panel.grid.y || a.panel.grid.x - b.panel.grid.x || a.index - b.index);
  return order.map(({ panel }) => {
    const { x, w, h } = panel.grid;
    const right = Math.min(gridColumns, x + w);
    let y = top;
    for (let column = x; column < right; column++) y = Math.max(y, skyline[column] ?? top);
    for (let column = x; column < right; column++) skyline[column] = y + h;
    return { ...panel, grid: { x, y, w: right - x, h } };
  });
}
