// Where the lines of the list stand: rows of one height, some of them opened by a measured height below. Pure.
// Browsers cap an element at about 33.5 million pixels; a longer list is squeezed onto a shorter track (ui/virtual-rows.ts).
import { trackCap } from '../../../ui/virtual-rows.ts';

/** Pixels added below a row that is opened in place. */
export interface Opened {
  readonly index: number;
  readonly height: number;
}

export interface RowLayout {
  readonly count: number;
  readonly rowHeight: number;
  readonly viewport: number;
  /** By ascending index. */
  readonly opened: readonly Opened[];
}

export function fullHeight({ count, rowHeight, opened }: RowLayout): number {
  return opened.reduce((sum, { height }) => sum + height, count * rowHeight);
}

export function topOf({ rowHeight, opened }: RowLayout, index: number): number {
  let top = index * rowHeight;
  for (const one of opened) if (one.index < index) top += one.height;
  return top;
}

/** The row that the offset lies in, its opened part included. */
export function indexAt(layout: RowLayout, offset: number): number {
  const { rowHeight, opened, count } = layout;
  let shift = 0;
  for (const { index, height } of opened) {
    const bottom = (index + 1) * rowHeight + shift;
    if (offset < bottom) break;
    if (offset < bottom + height) return index;
    shift += height;
  }
  return Math.max(0, Math.min(count - 1, Math.floor((offset - shift) / rowHeight)));
}

export function maxOffset(layout: RowLayout): number {
  return Math.max(0, fullHeight(layout) - layout.viewport);
}

/** First and last row that are at least partly in view, with `margin` rows more at both ends; last < first when empty. */
export function rowsInView(layout: RowLayout, offset: number, margin: number): readonly [first: number, last: number] {
  if (layout.count === 0) return [0, -1];
  const first = Math.max(0, indexAt(layout, offset) - margin);
  const last = Math.min(layout.count - 1, indexAt(layout, offset + Math.max(0, layout.viewport - 1)) + margin);
  return [first, last];
}

/** The offset that shows the row's line whole with the least scrolling; the given one when it already does. */
export function offsetToShow(layout: RowLayout, offset: number, index: number): number {
  const top = topOf(layout, index);
  if (top < offset) return top;
  const bottom = top + layout.rowHeight;
  return bottom > offset + layout.viewport ? Math.min(maxOffset(layout), bottom - layout.viewport) : offset;
}

/** Pixels of rows per pixel of track; 1 unless the list is squeezed. */
export function squeezeOf(layout: RowLayout): number {
  const full = fullHeight(layout);
  return full <= trackCap ? 1 : (full - layout.viewport) / (trackCap - layout.viewport);
}

export function trackHeight(layout: RowLayout): number {
  return Math.min(fullHeight(layout), trackCap);
}
