// What of a row is painted, at most one stroke for each pixel however many items share it: bars that are wide enough to be
// seen as such, and runs of slivers, which are neighbours of one look. Pure.
import { pixelOf, timeOf, type TimeWindow } from '../waterfall/time-window.ts';
import type { RowItems } from './row-items.ts';

export interface RowView {
  readonly window: TimeWindow;
  /** CSS pixels. */
  readonly width: number;
  /** Where an item ends, nanoseconds. */
  readonly endOf: (item: number) => number;
  /** Equal for items that look alike. */
  readonly lookOf: (item: number) => number;
}

export interface RowPen {
  /** `from` and `to`: pixels, not clipped. */
  readonly bar: (item: number, from: number, to: number) => void;
  /** Pixels `first` to `last`, in the look of the item; the run may stand for many. */
  readonly run: (item: number, first: number, last: number) => void;
}

/** Narrower ones are slivers, in pixels. */
export const leastBar = 1.5;

/** Calls in the order of time. */
export function rowStrokes(
  items: Uint32Array,
  rows: RowItems,
  start: Float64Array,
  { window, width, endOf, lookOf }: RowView,
  pen: RowPen,
): void {
  let run: { item: number; look: number; first: number; last: number } | undefined;
  const end = (): void => {
    if (run !== undefined) pen.run(run.item, run.first, run.last);
    run = undefined;
  };
  let at = 0;
  while (at < items.length) {
    const item = items[at] as number;
    const from = pixelOf(start[item] as number, window, width);
    const to = pixelOf(endOf(item), window, width);
    if (to - from >= leastBar) {
      end();
      if (to >= 0 && from <= width) pen.bar(item, from, to);
      at += 1;
      continue;
    }
    const pixel = Math.floor(from);
    if (pixel >= -1 && pixel <= width) {
      const look = lookOf(item);
      if (run !== undefined && run.look === look && pixel <= run.last + 1) run.last = pixel;
      else if (run === undefined || pixel > run.last) {
        end();
        run = { item, look, first: pixel, last: pixel };
      }
    }
    // Of all that begin within this pixel only the last can reach out of it, as items of a row do not overlap.
    const next = rows.next(items, at, timeOf(pixel + 1, window, width));
    const last = items[next - 1] as number;
    const reaches =
      next - 1 > at && pixelOf(endOf(last), window, width) - pixelOf(start[last] as number, window, width) >= leastBar;
    at = reaches ? next - 1 : next;
  }
  end();
}
