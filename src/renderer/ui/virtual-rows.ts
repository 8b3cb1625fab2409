// Which rows of a long list are on screen, for rows of one height. Browsers cap an element at about 33.5 million
// pixels; a longer list is squeezed: the scroll bar then runs over a shorter track than the rows are tall.

/** Height of the scrolled element at most, CSS pixels. */
export const trackCap = 30_000_000;

export interface RowsLayout {
  readonly count: number;
  readonly rowHeight: number;
  /** Height of the visible part. */
  readonly viewport: number;
}

/** Height to give the scrolled element. */
export function trackHeight({ count, rowHeight }: RowsLayout): number {
  return Math.min(count * rowHeight, trackCap);
}

/** Pixels of rows per pixel of scroll bar; 1 unless the list is squeezed. */
export function squeeze(layout: RowsLayout): number {
  const full = layout.count * layout.rowHeight;
  if (full <= trackCap) return 1;
  return (full - layout.viewport) / (trackCap - layout.viewport);
}

/** How far down the rows one can scroll. */
export function maxOffset({ count, rowHeight, viewport }: RowsLayout): number {
  return Math.max(0, count * rowHeight - viewport);
}

/** First and last row at least partly visible at `offset`, with `margin` rows more at both ends; last < first when empty. */
export function rowsAt(layout: RowsLayout, offset: number, margin: number): readonly [first: number, last: number] {
  const { count, rowHeight, viewport } = layout;
  const first = Math.max(0, Math.floor(offset / rowHeight) - margin);
  const last = Math.min(count - 1, Math.ceil((offset + viewport) / rowHeight) - 1 + margin);
  return [first, last];
}

/** The offset that shows `row` whole with the least scrolling; the given one when it already does. */
export function offsetToShow(layout: RowsLayout, offset: number, row: number): number {
  const top = row * layout.rowHeight;
  if (top < offset) return top;
  const bottom = top + layout.rowHeight;
  return bottom > offset + layout.viewport ? Math.min(maxOffset(layout), bottom - layout.viewport) : offset;
}

/** Where the selection goes for a key; undefined when the key is not one of the list's. */
export function rowAfterKey(
  key: string,
  selected: number | undefined,
  count: number,
  page: number,
): number | undefined {
  if (count === 0) return undefined;
  const at = selected ?? -1;
  const clamp = (row: number): number => Math.max(0, Math.min(count - 1, row));
  switch (key) {
    case 'j':
    case 'ArrowDown':
      return clamp(at + 1);
    case 'k':
    case 'ArrowUp':
      return clamp(at - 1);
    case 'PageDown':
      return clamp(at + page);
    case 'PageUp':
      return clamp(at - page);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
