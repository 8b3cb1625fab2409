// Dashboards before schema 16: rows of panels whose width is a `span` of 12, whose height is the row's in pixels.
import type { GridPosition } from '../model.ts';
import type { Panel, RowPanel } from '../panels.ts';
import type { ReportKeeper } from './import-report.ts';
import { readPanel } from './panel.ts';
import { finite, flagAt, objectsAt, textAt, type JsonObject } from './read-json.ts';

/** Pixels of a unit of height with its gap. */
const unitPixels = 38;

export function readClassicRows(rows: readonly JsonObject[], keeper: ReportKeeper): readonly Panel[] {
  const panels: Panel[] = [];
  const titled = rows.some((row) => flagAt(row, 'showTitle') || flagAt(row, 'collapse'));
  let y = 0;
  for (const row of rows) {
    const placed = place(objectsAt(row, 'panels'), heightOf(row['height']) ?? 7, titled ? y + 1 : y);
    const inner = placed.panels.map(([json, grid]) => ({
      ...readPanel({ ...json, gridPos: undefined }, keeper),
      grid,
    }));
    if (titled) {
      const collapsed = flagAt(row, 'collapse');
      panels.push({ ...rowPanel(row, y), collapsed, panels: collapsed ? inner : [] });
      y += 1;
      if (collapsed) continue;
    }
    panels.push(...inner);
    y = placed.bottom;
  }
  return panels;
}

function rowPanel(row: JsonObject, y: number): RowPanel {
  const repeat = textAt(row, 'repeat');
  return {
    kind: 'row',
    id: 0,
    title: textAt(row, 'title') || 'Row',
    description: '',
    grid: { x: 0, y, w: 24, h: 1 },
    transparent: false,
    links: [],
    repeat: repeat === '' ? undefined : { variable: repeat, direction: 'vertical', maxPerRow: 1 },
    collapsed: false,
    panels: [],
  };
}

/** Left to right, wrapping where 12 spans are full; each line starts below the highest panel of the one before. */
function place(
  found: readonly JsonObject[],
  rowHeight: number,
  top: number,
): { panels: readonly (readonly [JsonObject, GridPosition])[]; bottom: number } {
  const panels: (readonly [JsonObject, GridPosition])[] = [];
  let x = 0;
  let y = top;
  let bottom = top;
  for (const json of found) {
    const w = Math.min(24, Math.max(1, Math.round((finite(json['span']) ?? 4) * 2)));
    const h = heightOf(json['height']) ?? rowHeight;
    if (x + w > 24) {
      x = 0;
      y = bottom;
    }
    panels.push([json, { x, y, w, h }]);
    x += w;
    bottom = Math.max(bottom, y + h);
  }
  return { panels, bottom };
}

/** `250px`, `250` or 250. */
function heightOf(value: unknown): number | undefined {
  const pixels = finite(typeof value === 'string' ? value.replace(/px$/, '') : value);
  return pixels === undefined || pixels <= 0 ? undefined : Math.max(3, Math.ceil(pixels / unitPixels));
}
