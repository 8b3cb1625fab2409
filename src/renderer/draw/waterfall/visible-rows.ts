// Which rows of a trace are on show under the user's collapses and under filters (row-filter.ts).
// The list is ascending (rows are in depth-first order), so a position is found by bisection
// and a collapse or expand is one splice of a contiguous range, done in place.
import type { TraceColumns } from '../../../contract/traces.ts';

export type RowTree = Pick<TraceColumns, 'rows' | 'parent' | 'depth' | 'subtree'>;

export class VisibleRows {
  readonly #tree: RowTree;
  readonly #list: Int32Array;
  readonly #collapsed: Uint8Array;
  /** One byte per row, 1 where no filter takes it away; undefined without filters. */
  #kept: Uint8Array | undefined;
  /** Kept rows before each row. */
  #keptBefore: Uint32Array | undefined;
  #count = 0;

  /**
   * `collapsed` has one byte per row, 1 where the row hides its subtree; leaves are ignored.
   * `kept` has one byte per row, 1 where it may be shown, and with a row also its ancestors.
   */
  constructor(tree: RowTree, collapsed: Uint8Array = new Uint8Array(tree.rows), kept?: Uint8Array) {
    this.#tree = tree;
    this.#list = new Int32Array(tree.rows);
    this.#collapsed = collapsed;
    this.keep(kept);
  }

  /** Replaces the rows that may be shown; `undefined`: all. Collapses stay. */
  keep(kept: Uint8Array | undefined): void {
    this.#kept = kept;
    this.#keptBefore = kept === undefined ? undefined : runningCount(kept, this.#tree.rows);
    this.#refill();
  }

  /** May the row be shown, or does a filter take it away? */
  isKept(row: number): boolean {
    return this.#kept === undefined || this.#kept[row] === 1;
  }

  /** Rows that filters take away. */
  get filteredOut(): number {
    return this.#keptBefore === undefined ? 0 : this.#tree.rows - (this.#keptBefore[this.#tree.rows] as number);
  }

  get count(): number {
    return this.#count;
  }

  /** Row at a position of the list, or -1 outside it. */
  at(position: number): number {
    return position >= 0 && position < this.#count ? (this.#list[position] as number) : -1;
  }

  /** Position of a row, or -1 where it is hidden. */
  positionOf(row: number): number {
    const position = this.#lowerBound(row);
    return this.at(position) === row ? position : -1;
  }

  /** Position of the row itself or of the collapsed ancestor that hides it; of a filtered row, of the nearest row above. */
  positionOfShown(row: number): number {
    return this.#lowerBound(row + 1) - 1;
  }

  isCollapsed(row: number): boolean {
    return this.#collapsed[row] === 1;
  }

  /** Has it rows below that may be shown? */
  hasChildren(row: number): boolean {
    return this.keptBelow(row) > 0;
  }

  /** Rows below it that may be shown. */
  keptBelow(row: number): number {
    const below = (this.#tree.subtree[row] as number) - 1;
    if (this.#keptBefore === undefined) return below;
    return (this.#keptBefore[row + 1 + below] as number) - (this.#keptBefore[row + 1] as number);
  }

  /** True when something changed. */
  collapse(row: number): boolean {
    if (!this.hasChildren(row) || this.isCollapsed(row)) return false;
    this.#collapsed[row] = 1;
    const position = this.positionOf(row);
    if (position < 0) return true;
    const end = this.#lowerBound(row + (this.#tree.subtree[row] as number));
    this.#list.copyWithin(position + 1, end, this.#count);
    this.#count -= end - position - 1;
    return true;
  }

  /** True when something changed. Collapses inside the subtree are kept. */
  expand(row: number): boolean {
    if (!this.isCollapsed(row)) return false;
    this.#collapsed[row] = 0;
    const position = this.positionOf(row);
    if (position >= 0) this.#open(row, position);
    return true;
  }

  toggle(row: number): boolean {
    return this.isCollapsed(row) ? this.expand(row) : this.collapse(row);
  }

  /** Expands every collapsed ancestor; answers the position of the row afterwards. */
  reveal(row: number): number {
    let outermost = -1;
    for (let up = this.#tree.parent[row] as number; up >= 0; up = this.#tree.parent[up] as number) {
      if (this.#collapsed[up] === 0) continue;
      this.#collapsed[up] = 0;
      outermost = up;
    }
    if (outermost >= 0) this.#open(outermost, this.positionOf(outermost));
    return this.positionOf(row);
  }

  /** Shows rows of depth 0 to `level`, hides the deeper ones. */
  collapseToLevel(level: number): void {
    const { rows, depth, subtree } = this.#tree;
    for (let row = 0; row < rows; row++) {
      this.#collapsed[row] = (depth[row] as number) >= level && (subtree[row] as number) > 1 ? 1 : 0;
    }
    this.#refill();
  }

  collapseAll(): void {
    this.collapseToLevel(0);
  }

  expandAll(): void {
    this.#collapsed.fill(0);
    this.#refill();
  }

  /** Collapses the open rows of the deepest level that has any; answers that level or -1. */
  collapseDeepest(): number {
    let deepest = -1;
    for (let i = 0; i < this.#count; i++) {
      const row = this.#list[i] as number;
      const depth = this.#tree.depth[row] as number;
      if (depth > deepest && this.hasChildren(row) && this.#collapsed[row] === 0) deepest = depth;
    }
    if (deepest >= 0) this.#setLevel(deepest, 1);
    return deepest;
  }

  /** Expands the shallowest level that has collapsed rows on show; answers that level or -1. */
  expandShallowest(): number {
    let shallowest = -1;
    for (let i = 0; i < this.#count; i++) {
      const row = this.#list[i] as number;
      const depth = this.#tree.depth[row] as number;
      if (this.#collapsed[row] === 1 && (shallowest < 0 || depth < shallowest)) shallowest = depth;
    }
    if (shallowest >= 0) this.#setLevel(shallowest, 0);
    return shallowest;
  }

  /** A copy of the collapse flags, one byte per row. */
  collapsedFlags(): Uint8Array {
    return this.#collapsed.slice();
  }

  #setLevel(level: number, value: 0 | 1): void {
    for (let i = 0; i < this.#count; i++) {
      const row = this.#list[i] as number;
      if ((this.#tree.depth[row] as number) === level && this.hasChildren(row)) this.#collapsed[row] = value;
    }
    this.#refill();
  }

  /** Puts the shown part of the subtree behind `position`; nothing of it may be listed yet. */
  #open(row: number, position: number): void {
    const end = row + (this.#tree.subtree[row] as number);
    let added = 0;
    for (let r = row + 1; r < end; r = this.#after(r)) if (this.isKept(r)) added++;
    this.#list.copyWithin(position + 1 + added, position + 1, this.#count);
    let at = position + 1;
    for (let r = row + 1; r < end; r = this.#after(r)) if (this.isKept(r)) this.#list[at++] = r;
    this.#count += added;
  }

  #refill(): void {
    let count = 0;
    for (let row = 0; row < this.#tree.rows; row = this.#after(row)) if (this.isKept(row)) this.#list[count++] = row;
    this.#count = count;
  }

  /** A row that is not kept has nothing below that is, so that its subtree is left out whole. */
  #after(row: number): number {
    return this.#collapsed[row] === 1 || !this.isKept(row) ? row + (this.#tree.subtree[row] as number) : row + 1;
  }

  /** First position whose row is not below `row`. */
  #lowerBound(row: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#list[middle] as number) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function runningCount(flags: Uint8Array, rows: number): Uint32Array {
  const before = new Uint32Array(rows + 1);
  for (let row = 0; row < rows; row++) before[row + 1] = (before[row] as number) + (flags[row] as number);
  return before;
}
