// What the waterfall shows and how it changes: rows, time window, selection, matches, scroll. No DOM.
// The canvas listens to every change (`onFrame`), React only to those it shows (`subscribe`).
import type { TraceAttributeColumn } from '../../../contract/trace-analysis.ts';
import { SpanMark, type TraceColumns } from '../../../contract/traces.ts';
import { carryOver } from './carry-over.ts';
import { colouringOf, type Colouring } from './colouring.ts';
import { contentHeight, rowHeight, rulerHeight } from './geometry.ts';
import type { RowClocks } from './row-clocks.ts';
import type { RowLogs } from './row-logs.ts';
import { rowsKept, type RowFilters } from './row-filter.ts';
import type { RowIntervals } from './row-intervals.ts';
import { SpanIndex } from './span-index.ts';
import { placeOf, rowsMarked, stepRow } from './step-rows.ts';
import { clampWindow, fitWindow, panBy, wholeWindow, zoomAround, type TimeWindow } from './time-window.ts';
import { VisibleRows } from './visible-rows.ts';

/** Moments of the selected span that are marked on its bar; nanoseconds from the trace's start. */
export interface SelectedTicks {
  readonly row: number;
  readonly times: readonly number[];
}

export class WaterfallModel {
  columns: TraceColumns;
  index: SpanIndex;
  visible: VisibleRows;
  errors: Int32Array;
  maxDepth: number;
  window: TimeWindow;
  /** Rows, or -1. */
  selected = -1;
  hovered = -1;
  /** Time under the pointer, or NaN. */
  pointerTime = Number.NaN;
  /** Ascending rows that the find text occurs in, and the same as flags. */
  matches: Int32Array = new Int32Array(0);
  matchFlags: Uint8Array = new Uint8Array(0);
  /** Whether rows that are no match are drawn faintly while there are matches. */
  matchesStandOut = false;
  /** What the colours of bars say. */
  colouring: Colouring;
  /** Index into the colouring's groups, or -1: bars of other groups are dimmed. */
  highlighted = -1;
  ticks: SelectedTicks | undefined;
  /** The critical path, while it is marked. Gone after `setColumns`, as the rows are others. */
  path: RowIntervals | undefined;
  /** Spans may still arrive: what has not ended may be running. */
  live = false;
  /** What is known of skewed clocks; gone after `setColumns` too. */
  clocks: RowClocks | undefined;
  /** Log records of the spans; gone after `setColumns` too. */
  logs: RowLogs | undefined;
  scrollTop = 0;
  viewHeight = 0;
  /** CSS pixels; undefined until the user sets it. */
  treeWidth: number | undefined;
  /** Counts up with every change that React may show. */
  revision = 0;
  #attribute: TraceAttributeColumn | undefined;
  #filters = new Map<string, Uint8Array>();
  readonly #frame = new Set<() => void>();
  readonly #state = new Set<() => void>();

  constructor(columns: TraceColumns) {
    this.columns = columns;
    this.index = new SpanIndex(columns.spanIds, columns.rows);
    this.visible = new VisibleRows(columns);
    this.colouring = colouringOf(columns, this.index, 'service', undefined);
    this.errors = rowsMarked(columns.marks, columns.missing, SpanMark.error);
    this.maxDepth = deepest(columns);
    this.window = wholeWindow(Number(columns.duration));
  }

  get total(): number {
    return Number(this.columns.duration);
  }

  /** Rows that are listed are wanted by each of them, or are ancestors of such. */
  get filters(): RowFilters {
    return this.#filters;
  }

  onFrame(listener: () => void): () => void {
    this.#frame.add(listener);
    return () => this.#frame.delete(listener);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#state.add(listener);
    return () => this.#state.delete(listener);
  };

  /** New columns of the same trace: everything the user set up stays with its span. */
  setColumns(next: TraceColumns): void {
    if (next === this.columns) return;
    const index = new SpanIndex(next.spanIds, next.rows);
    const kept = carryOver(this, next, index);
    this.columns = next;
    this.index = index;
    this.visible = kept.visible;
    this.#filters = kept.filters;
    this.errors = rowsMarked(next.marks, next.missing, SpanMark.error);
    this.maxDepth = deepest(next);
    this.window = kept.window;
    this.selected = kept.selected;
    this.#recolour(this.colouring.by);
    this.hovered = -1;
    this.ticks = undefined;
    this.path = undefined;
    this.clocks = undefined;
    this.logs = undefined;
    this.#useMatches(kept.matches);
    this.scrollTop = this.#clampScroll(kept.scrollTop);
    this.#changed();
  }

  select(row: number, reveal = true): void {
    if (row === this.selected && (row < 0 || !this.visible.isKept(row) || this.visible.positionOf(row) >= 0)) {
      if (reveal && row >= 0) this.scrollToRow(row);
      return;
    }
    this.selected = row;
    if (this.ticks?.row !== row) this.ticks = undefined;
    if (row >= 0) {
      this.visible.reveal(row);
      if (reveal) this.scrollToRow(row);
    }
    this.#changed();
  }

  hover(row: number, time: number): void {
    if (row === this.hovered && Object.is(time, this.pointerTime)) return;
    this.hovered = row;
    this.pointerTime = time;
    this.redraw();
  }

  toggle(row: number): void {
    if (this.visible.isCollapsed(row)) this.expand(row);
    else this.collapse(row);
  }

  collapse(row: number): void {
    if (this.visible.collapse(row)) this.#afterCollapse();
  }

  expand(row: number): void {
    if (this.visible.expand(row)) this.#afterCollapse();
  }

  collapseAll(): void {
    this.#keepingPlace(() => this.visible.collapseAll());
  }

  collapseToLevel(level: number): void {
    this.#keepingPlace(() => this.visible.collapseToLevel(level));
  }

  expandAll(): void {
    this.#keepingPlace(() => this.visible.expandAll());
  }

  collapseLevel(): void {
    this.#keepingPlace(() => this.visible.collapseDeepest());
  }

  expandLevel(): void {
    this.#keepingPlace(() => this.visible.expandShallowest());
  }

  setWindow(window: TimeWindow): void {
    const next = clampWindow(window, this.total);
    if (next.from === this.window.from && next.to === this.window.to) return;
    this.window = next;
    this.redraw();
  }

  zoom(factor: number, at = (this.window.from + this.window.to) / 2): void {
    this.setWindow(zoomAround(this.window, at, factor, this.total));
  }

  pan(share: number): void {
    this.setWindow(panBy(this.window, share, this.total));
  }

  /** Shows the row's interval; -1 shows the whole trace. */
  fit(row: number): void {
    if (row < 0) this.setWindow(wholeWindow(this.total));
    else this.setWindow(fitWindow(this.columns.offset[row] as number, this.columns.length[row] as number, this.total));
  }

  /** Span ids (8 bytes each) that the find text occurs in. */
  setMatches(spanIds: Uint8Array): void {
    this.#useMatches(this.index.rowsOf(spanIds));
    this.#changed();
  }

  /**
   * Lists only rows that `wanted` marks with 1 (one byte per row) and their ancestors; `undefined` takes the filter of that
   * name away. Filters of other names hold besides. After `setColumns` a filter holds for the spans that were there.
   */
  setFilter(name: string, wanted: Uint8Array | undefined): void {
    if (wanted === undefined ? !this.#filters.delete(name) : this.#filters.get(name) === wanted) return;
    if (wanted !== undefined) this.#filters.set(name, wanted);
    this.#keepingPlace(() => this.visible.keep(rowsKept(this.columns, this.#filters)));
  }

  setMatchesStandOut(standOut: boolean): void {
    if (standOut === this.matchesStandOut) return;
    this.matchesStandOut = standOut;
    this.#changed();
  }

  /** Is the row drawn faintly, because something else is to be seen? */
  isDimmed(row: number): boolean {
    const { highlighted, colouring, columns } = this;
    if (highlighted >= 0 && (columns.missing[row] === 1 || colouring.groupOf[row] !== highlighted)) return true;
    return this.matchesStandOut && this.matches.length > 0 && this.matchFlags[row] === 0;
  }

  highlight(group: number): void {
    this.highlighted = group === this.highlighted ? -1 : group;
    this.#changed();
  }

  /** `by` as in Colouring; `attribute` is the column of the attribute it names, once that is known. */
  colourBy(by: string, attribute?: TraceAttributeColumn): void {
    if (by === this.colouring.by && attribute === this.#attribute) return;
    this.#attribute = attribute;
    this.#recolour(by);
    this.#changed();
  }

  setPath(path: RowIntervals | undefined): void {
    if (path === this.path) return;
    this.path = path;
    this.#changed();
  }

  setLive(live: boolean): void {
    if (live === this.live) return;
    this.live = live;
    this.#changed();
  }

  setClocks(clocks: RowClocks | undefined): void {
    if (clocks === this.clocks) return;
    this.clocks = clocks;
    this.#changed();
  }

  setLogs(logs: RowLogs | undefined): void {
    this.logs = logs;
    this.redraw();
  }

  setTicks(ticks: SelectedTicks | undefined): void {
    this.ticks = ticks;
    this.redraw();
  }

  /** Selects the next or previous match, revealing it; false when there is none. */
  stepMatch(direction: 1 | -1): boolean {
    return this.#step(this.matches, direction);
  }

  stepError(direction: 1 | -1): boolean {
    return this.#step(this.errors, direction);
  }

  /** Place of the selection among the matches, from 1; 0 when it is none of them. */
  matchPlace(): number {
    return placeOf(this.matches, this.selected) + 1;
  }

  setScrollTop(scrollTop: number): void {
    const next = this.#clampScroll(scrollTop);
    if (next === this.scrollTop) return;
    this.scrollTop = next;
    this.redraw();
  }

  setViewHeight(height: number): void {
    this.viewHeight = height;
    this.scrollTop = this.#clampScroll(this.scrollTop);
    this.redraw();
  }

  setTreeWidth(width: number): void {
    this.treeWidth = width;
    this.redraw();
  }

  /** Scrolls as little as it takes to have the row in view with a neighbour's room around it. */
  scrollToRow(row: number): void {
    const top = this.visible.positionOfShown(row) * rowHeight;
    const page = this.viewHeight - rulerHeight;
    const far = top < this.scrollTop - page || top > this.scrollTop + 2 * page;
    if (far) this.setScrollTop(top - page / 2);
    else if (top < this.scrollTop + rowHeight) this.setScrollTop(top - rowHeight);
    else if (top + 2 * rowHeight > this.scrollTop + page) this.setScrollTop(top + 2 * rowHeight - page);
  }

  redraw(): void {
    for (const listener of this.#frame) listener();
  }

  /** The highlighted group stays highlighted where the new colouring has it. */
  #recolour(by: string): void {
    const former = this.colouring;
    this.colouring = colouringOf(this.columns, this.index, by, this.#attribute);
    const name = former.groups[this.highlighted];
    this.highlighted = former.by !== by || name === undefined ? -1 : this.colouring.groups.indexOf(name);
  }

  #step(rows: Int32Array, direction: 1 | -1): boolean {
    const from = this.selected >= 0 ? this.selected : direction === 1 ? -1 : this.columns.rows;
    const listed = this.#filters.size === 0 ? rows : rows.filter((one) => this.visible.isKept(one));
    const row = stepRow(listed, from, direction);
    if (row >= 0) this.select(row);
    return row >= 0;
  }

  #useMatches(rows: Int32Array): void {
    this.matches = rows;
    this.matchFlags = new Uint8Array(rows.length === 0 ? 0 : this.columns.rows);
    for (const row of rows) this.matchFlags[row] = 1;
  }

  /** Runs a change of the list and leaves the selected (or topmost) row where it is on screen. */
  #keepingPlace(change: () => void): void {
    const first = Math.floor(this.scrollTop / rowHeight);
    const shown = this.selected >= 0 ? this.visible.positionOf(this.selected) : -1;
    const inView = shown >= first && shown * rowHeight < this.scrollTop + this.viewHeight;
    const anchor = inView ? this.selected : this.visible.at(first);
    const gap = (inView ? shown : first) * rowHeight - this.scrollTop;
    change();
    if (anchor >= 0) this.scrollTop = this.visible.positionOfShown(anchor) * rowHeight - gap;
    this.#afterCollapse();
  }

  #afterCollapse(): void {
    if (this.selected >= 0 && this.visible.isKept(this.selected))
      this.selected = this.visible.at(this.visible.positionOfShown(this.selected));
    this.scrollTop = this.#clampScroll(this.scrollTop);
    this.#changed();
  }

  #clampScroll(scrollTop: number): number {
    return Math.max(0, Math.min(scrollTop, contentHeight(this.visible.count) - this.viewHeight));
  }

  #changed(): void {
    this.revision++;
    for (const listener of this.#state) listener();
    this.redraw();
  }
}

function deepest(columns: TraceColumns): number {
  let depth = 0;
  for (let row = 0; row < columns.rows; row++) depth = Math.max(depth, columns.depth[row] as number);
  return depth;
}
