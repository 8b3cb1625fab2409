// Sizes and coordinates of the waterfall in CSS pixels, shared by drawing and hit testing.
// The ruler stays on top of the canvas; rows scroll below it. Left of `treeWidth` is the tree, right of it the bars.
import type { TraceColumns } from '../../../contract/traces.ts';
import type { VisibleRows } from './visible-rows.ts';

export const rowHeight = 22;
export const rulerHeight = 26;
export const barHeight = 14;
/** Room right of the bars, so that the last label and the scrollbar do not meet. */
export const barMargin = 14;
export const treePadding = 8;
export const expanderWidth = 16;
export const minTreeWidth = 140;
export const minBarsWidth = 160;
const widestStep = 14;
const narrowestStep = 4;
/** What a row needs right of its indent, so that its name can be read: expander, colour, some twenty letters, margin. */
const nameRoom = expanderWidth + 11 + 120 + 8;
/** Where the indent no longer tells the depth, a number does: `L1234`. */
const levelRoom = 44;

/** How depth becomes indent: levels above `base` are out to the left, levels beyond `base + cap` share the last column. */
export interface IndentPlan {
  readonly step: number;
  readonly base: number;
  readonly cap: number;
  /** The trace is deeper than there are columns: rows say their level. */
  readonly numbered: boolean;
}

/** `least` and `most` are the depths in view, `deepest` that of the whole trace. */
export function indentPlan(least: number, most: number, deepest: number, treeWidth: number): IndentPlan {
  const share = Math.min((treeWidth - treePadding - expanderWidth) * 0.55, treeWidth - treePadding - nameRoom);
  const numbered = share < deepest * narrowestStep;
  const room = Math.max(narrowestStep, numbered ? share - levelRoom : share);
  const step = Math.min(widestStep, Math.max(narrowestStep, room / Math.max(1, deepest)));
  const cap = Math.max(1, Math.floor(room / step + 1e-9));
  const base = numbered ? Math.min(least, Math.max(0, most - cap)) : 0;
  return { step, base, cap, numbered };
}

/** Left edge of a row's expander. */
export function indentOf(depth: number, plan: IndentPlan): number {
  return treePadding + Math.min(plan.cap, Math.max(0, depth - plan.base)) * plan.step;
}

/** `treeWidth` is what the user set; without it the tree takes a bit more than a third, within limits. */
export function clampTreeWidth(treeWidth: number | undefined, width: number): number {
  const wanted = treeWidth ?? Math.max(260, Math.min(440, width * 0.37));
  return Math.round(Math.max(minTreeWidth, Math.min(wanted, width - minBarsWidth)));
}

/** First and last list position that a viewport touches; `last` is -1 below `first` when there are none. */
export function positionsInView(
  scrollTop: number,
  height: number,
  count: number,
): { readonly first: number; readonly last: number } {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight));
  const last = Math.min(count - 1, Math.ceil((scrollTop + height - rulerHeight) / rowHeight) - 1);
  return { first, last };
}

/** Height of everything that can be scrolled, ruler included. */
export function contentHeight(count: number): number {
  return rulerHeight + count * rowHeight + rowHeight;
}

export type Hit =
  | { readonly kind: 'ruler' | 'bars' | 'divider' | 'corner' | 'none' }
  | { readonly kind: 'row'; readonly row: number; readonly part: 'expander' | 'tree' | 'bar' };

export interface HitScene {
  readonly width: number;
  readonly treeWidth: number;
  readonly scrollTop: number;
  readonly visible: VisibleRows;
  readonly columns: Pick<TraceColumns, 'depth'>;
  readonly plan: IndentPlan;
}

/** What lies under a point of the canvas. */
export function hitTest(x: number, y: number, scene: HitScene): Hit {
  if (Math.abs(x - scene.treeWidth) <= 4) return { kind: 'divider' };
  if (y < rulerHeight) return { kind: x < scene.treeWidth ? 'corner' : 'ruler' };
  const row = scene.visible.at(Math.floor((y - rulerHeight + scene.scrollTop) / rowHeight));
  if (row < 0) return { kind: x < scene.treeWidth ? 'none' : 'bars' };
  if (x > scene.treeWidth) return { kind: 'row', row, part: 'bar' };
  const left = indentOf(scene.columns.depth[row] as number, scene.plan);
  const onExpander = scene.visible.hasChildren(row) && x >= left - 3 && x < left + expanderWidth;
  return { kind: 'row', row, part: onExpander ? 'expander' : 'tree' };
}
