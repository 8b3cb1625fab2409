// The moving part of a long list: listens to scrolling and size, and says which rows to draw and where.
import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { maxOffset, offsetToShow, rowsAt, squeeze, trackHeight, type RowsLayout } from './virtual-rows.ts';

export interface VirtualRows {
  readonly first: number;
  readonly last: number;
  readonly height: number;
  readonly layout: RowsLayout;
  /** Position of a row inside the scrolled element. */
  topOf(row: number): number;
  show(row: number): void;
  /** Moves the view by whole rows, to hold it still while rows are added above. At the very top it stays at the top. */
  shift(rows: number): void;
}

const margin = 6;

/** Keeps the position over leaving and coming back. */
export interface ScrollMemory {
  read(): number | undefined;
  write(offset: number): void;
}

/** `inset`: pixels at the top of the scroller that a sticky head covers. */
export function useVirtualRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  inset: number,
  memory?: ScrollMemory,
): VirtualRows {
  const [viewport, setViewport] = useState(0);
  const [, redraw] = useState(0);
  const offset = useRef(0);
  const scrollTop = useRef(0);
  const drawn = useRef<readonly [number, number]>([0, -1]);
  const layout: RowsLayout = { count, rowHeight, viewport };
  const current = useRef(layout);
  current.current = layout;

  const moveTo = useCallback(
    (next: number): void => {
      const element = scroller.current;
      if (element === null) return;
      offset.current = Math.max(0, Math.min(maxOffset(current.current), next));
      scrollTop.current = offset.current / squeeze(current.current);
      element.scrollTop = scrollTop.current;
      redraw((n) => n + 1);
    },
    [scroller],
  );

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const measure = (): void => setViewport(Math.max(0, element.clientHeight - inset));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    const onScroll = (): void => {
      const factor = squeeze(current.current);
      // a squeezed list keeps its own finer position; only a real move of the scroll bar overrules it
      if (factor === 1 || Math.abs(element.scrollTop - scrollTop.current) > 1)
        offset.current = element.scrollTop * factor;
      scrollTop.current = element.scrollTop;
      memory?.write(offset.current);
      const [first, last] = rowsAt(current.current, offset.current, 0);
      if (factor !== 1 || first < drawn.current[0] || last > drawn.current[1]) redraw((n) => n + 1);
    };
    const onWheel = (event: WheelEvent): void => {
      if (squeeze(current.current) === 1 || event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      moveTo(offset.current + (event.deltaMode === 1 ? event.deltaY * current.current.rowHeight : event.deltaY));
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('wheel', onWheel);
    };
  }, [scroller, moveTo, inset, memory]);

  const restored = useRef(false);
  useLayoutEffect(() => {
    if (restored.current || count === 0 || viewport === 0) return;
    restored.current = true;
    const former = memory?.read();
    if (former !== undefined && former > 0) moveTo(former);
  }, [count, viewport, memory, moveTo]);

  offset.current = Math.min(offset.current, maxOffset(layout));
  const [first, last] = rowsAt(layout, offset.current, margin);
  drawn.current = [first, last];
  const squeezed = squeeze(layout) !== 1;
  return {
    first,
    last,
    height: trackHeight(layout),
    layout,
    topOf: (row) => (squeezed ? row * rowHeight - offset.current + scrollTop.current : row * rowHeight),
    show: useCallback(
      (row) => {
        const next = offsetToShow(current.current, offset.current, row);
        if (next !== offset.current) moveTo(next);
      },
      [moveTo],
    ),
    shift: useCallback(
      (rows) => {
        if (offset.current > 0) moveTo(offset.current + rows * current.current.rowHeight);
      },
      [moveTo],
    ),
  };
}
