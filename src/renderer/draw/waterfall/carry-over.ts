// What stays when late spans re-flow a trace: selection, collapses, matches, zoom and scroll anchor are kept by span id.
import type { TraceColumns } from '../../../contract/traces.ts';
import { rowHeight } from './geometry.ts';
import { rowsKept, type RowFilters } from './row-filter.ts';
import type { SpanIndex } from './span-index.ts';
import { clampWindow, isWhole, wholeWindow, type TimeWindow } from './time-window.ts';
import { VisibleRows } from './visible-rows.ts';

/** The part of the model that is read here. */
export interface FormerView {
  readonly columns: TraceColumns;
  readonly index: SpanIndex;
  readonly visible: VisibleRows;
  readonly window: TimeWindow;
  readonly selected: number;
  readonly matches: Int32Array;
  readonly filters: RowFilters;
  readonly scrollTop: number;
  readonly viewHeight: number;
}

export interface KeptView {
  readonly visible: VisibleRows;
  readonly window: TimeWindow;
  readonly selected: number;
  readonly matches: Int32Array;
  readonly filters: Map<string, Uint8Array>;
  readonly scrollTop: number;
}

/** Rows of the old columns become rows of the new ones; what is gone is left out. */
export function carryOver(former: FormerView, next: TraceColumns, index: SpanIndex): KeptView {
  const rowOf = (row: number): number => (row < 0 ? -1 : index.rowLike(former.index, row));
  const filters = new Map([...former.filters].map(([name, wanted]) => [name, flagsIn(wanted, next, rowOf)]));
  const visible = new VisibleRows(next, collapsedIn(former, next, rowOf), rowsKept(next, filters));
  const selected = rowOf(former.selected);
  if (selected >= 0) visible.reveal(selected);
  return {
    visible,
    selected,
    filters,
    window: windowIn(former, next),
    matches: former.matches
      .map(rowOf)
      .filter((row) => row >= 0)
      .sort(),
    scrollTop: scrollTopIn(former, visible, rowOf),
  };
}

function collapsedIn(former: FormerView, next: TraceColumns, rowOf: (row: number) => number): Uint8Array {
  const collapsed = new Uint8Array(next.rows);
  for (let row = 0; row < former.columns.rows; row++) {
    if (!former.visible.isCollapsed(row)) continue;
    const now = rowOf(row);
    if (now >= 0 && (next.subtree[now] as number) > 1) collapsed[now] = 1;
  }
  return collapsed;
}

/** Flags of rows, by span; spans that are new have none until whoever set the flags looks again. */
function flagsIn(flags: Uint8Array, next: TraceColumns, rowOf: (row: number) => number): Uint8Array {
  const now = new Uint8Array(next.rows);
  for (let row = 0; row < flags.length; row++) {
    const there = flags[row] === 1 ? rowOf(row) : -1;
    if (there >= 0) now[there] = 1;
  }
  return now;
}

/** The same moments stay in view, also when an earlier span moved the trace's start. */
function windowIn(former: FormerView, next: TraceColumns): TimeWindow {
  const total = Number(next.duration);
  if (isWhole(former.window, Number(former.columns.duration))) return wholeWindow(total);
  const shift = Number(former.columns.start - next.start);
  return clampWindow({ from: former.window.from + shift, to: former.window.to + shift }, total);
}

/** The anchor is the selected row where it is in view, else the first row in view that still exists. */
function scrollTopIn(former: FormerView, visible: VisibleRows, rowOf: (row: number) => number): number {
  const { scrollTop, viewHeight } = former;
  const first = Math.floor(scrollTop / rowHeight);
  const last = Math.ceil((scrollTop + viewHeight) / rowHeight);
  if (scrollTop <= 0 && former.selected < 0) return 0;
  const chosen = former.selected < 0 ? -1 : former.visible.positionOf(former.selected);
  if (chosen >= first && chosen <= last) {
    const now = rowOf(former.selected);
    if (now >= 0) return visible.positionOfShown(now) * rowHeight + scrollTop - chosen * rowHeight;
  }
  for (let position = first; position <= last; position++) {
    const now = rowOf(former.visible.at(position));
    if (now >= 0) return visible.positionOfShown(now) * rowHeight + scrollTop - position * rowHeight;
  }
  return scrollTop;
}
