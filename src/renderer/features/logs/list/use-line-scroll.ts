// The moving part of the list: which rows are in view, and how the view stays where it is while rows come and go.
// The view is held by an anchor, a record and its distance from the top; at the live end it is held by the end.
import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import {
  fullHeight,
  maxOffset,
  offsetToShow,
  rowsInView,
  squeezeOf,
  topOf,
  trackHeight,
  type RowLayout,
} from './row-layout.ts';

export interface LineScroll {
  readonly first: number;
  readonly last: number;
  readonly height: number;
  readonly viewport: number;
  /** Position of a row inside the scrolled element. */
  place(index: number): number;
  show(index: number): void;
  /** Shows the row with what is unfolded below it, as far as there is room. */
  reveal(index: number): void;
}

/** Whether the view touches the ends of the list. */
export interface Seen {
  readonly start: boolean;
  readonly end: boolean;
}

export interface LineScrollOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly layout: Omit<RowLayout, 'viewport'>;
  /** Pixels at the top of the scroller that the head covers. */
  readonly inset: number;
  /** Keeps the end in view: the last row, or with `start` the first. */
  readonly stick: 'end' | 'start' | undefined;
  /** What stands at an index, and where it stands now: undefined or -1 while it is not loaded. */
  readonly keyAt: (index: number) => number | undefined;
  readonly indexOf: (key: number) => number;
  /** After a real scroll by the user. */
  readonly onScroll: (seen: Seen) => void;
  /** Counts up when the view is to be moved to the row `target`. */
  readonly moves: number;
  readonly target: Target | undefined;
  /** Where the view begins, if anywhere in particular. */
  readonly initial: Target | undefined;
  /** The list goes away; `top` stood at the top of its view. */
  readonly onLeave: (top: number) => void;
}

interface Target {
  /** -1 where the record is not loaded. */
  readonly index: number;
  readonly at: 'top' | 'middle';
}

/** Lines drawn beyond the view; fewer while the view sticks to an end, where every line changes with each arrival. */
const margin = 8;
const stickingMargin = 1;

export function useLineScroll(options: LineScrollOptions): LineScroll {
  const { scroller, inset, stick } = options;
  const [viewport, setViewport] = useState(0);
  const [, redraw] = useState(0);
  const layout: RowLayout = { ...options.layout, viewport };
  const now = useRef({ layout, options });
  now.current = { layout, options };
  const offset = useRef(0);
  const written = useRef(0);
  const anchor = useRef<{ readonly key: number; readonly gap: number }>(undefined);
  const drawn = useRef<readonly [number, number]>([0, -1]);

  const remember = useCallback((): void => {
    const { layout: at, options: given } = now.current;
    const [first, last] = rowsInView(at, offset.current, 0);
    for (let index = first; index <= last; index++) {
      const key = given.keyAt(index);
      if (key === undefined) continue;
      anchor.current = { key, gap: topOf(at, index) - offset.current };
      return;
    }
    anchor.current = undefined;
  }, []);

  const moveTo = useCallback(
    (next: number): void => {
      const element = scroller.current;
      if (element === null) return;
      const at = now.current.layout;
      offset.current = Math.max(0, Math.min(maxOffset(at), next));
      element.scrollTop = offset.current / squeezeOf(at);
      written.current = element.scrollTop;
      remember();
      redraw((n) => n + 1);
    },
    [scroller, remember],
  );

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const measure = (): void => setViewport(Math.max(0, element.clientHeight - inset));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    const tell = (): void => {
      const at = now.current.layout;
      const slack = at.rowHeight / 2;
      now.current.options.onScroll({
        start: offset.current <= slack,
        end: offset.current >= maxOffset(at) - slack,
      });
    };
    const onScroll = (): void => {
      // What was written by this hook is no scroll of the user's.
      if (Math.abs(element.scrollTop - written.current) < 1) return;
      const at = now.current.layout;
      written.current = element.scrollTop;
      const last = element.scrollHeight - element.clientHeight - element.scrollTop < 1;
      offset.current = last ? maxOffset(at) : element.scrollTop * squeezeOf(at);
      remember();
      const [first, end] = rowsInView(at, offset.current, 0);
      if (squeezeOf(at) !== 1 || first < drawn.current[0] || end > drawn.current[1]) redraw((n) => n + 1);
      tell();
    };
    const onWheel = (event: WheelEvent): void => {
      const at = now.current.layout;
      if (squeezeOf(at) === 1 || event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      moveTo(offset.current + (event.deltaMode === 1 ? event.deltaY * at.rowHeight : event.deltaY));
      tell();
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      if (anchor.current !== undefined) now.current.options.onLeave(anchor.current.key);
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('wheel', onWheel);
    };
  }, [scroller, inset, moveTo, remember]);

  // Rows came, went or opened: the view stays at the end, or at its anchor.
  const moved = useRef(-1);
  const wanted = ((): number => {
    if (options.moves !== moved.current && viewport > 0) {
      const target = moved.current < 0 ? (options.initial ?? options.target) : options.target;
      moved.current = options.moves;
      if (target !== undefined && target.index >= 0 && stick === undefined) {
        const above = target.at === 'top' ? 0 : (viewport - layout.rowHeight) / 2;
        return Math.max(0, Math.min(maxOffset(layout), topOf(layout, target.index) - above));
      }
    }
    if (stick === 'end') return maxOffset(layout);
    if (stick === 'start') return 0;
    const at = anchor.current === undefined ? -1 : options.indexOf(anchor.current.key);
    const kept = at < 0 || anchor.current === undefined ? offset.current : topOf(layout, at) - anchor.current.gap;
    return Math.max(0, Math.min(maxOffset(layout), kept));
  })();
  offset.current = wanted;
  const shape = `${fullHeight(layout)} ${viewport} ${wanted}`;
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const next = offset.current / squeezeOf(now.current.layout);
    if (Math.abs(element.scrollTop - next) >= 1) {
      element.scrollTop = next;
      written.current = element.scrollTop;
    }
  }, [shape, scroller]);
  // With every drawing: rows that were on their way when the view came here can be its anchor now.
  useLayoutEffect(remember);

  const [first, last] = rowsInView(layout, offset.current, stick === undefined ? margin : stickingMargin);
  drawn.current = [first, last];
  const squeezed = squeezeOf(layout) !== 1;
  const scrollTop = offset.current / squeezeOf(layout);
  return {
    first,
    last,
    height: trackHeight(layout),
    viewport,
    place: (index) => (squeezed ? topOf(layout, index) - offset.current + scrollTop : topOf(layout, index)),
    reveal: useCallback(
      (index) => {
        const at = now.current.layout;
        const top = topOf(at, index);
        const below = topOf(at, index + 1) - at.viewport;
        if (below > offset.current) moveTo(Math.min(top, below));
      },
      [moveTo],
    ),
    show: useCallback(
      (index) => {
        const next = offsetToShow(now.current.layout, offset.current, index);
        if (next !== offset.current) moveTo(next);
      },
      [moveTo],
    ),
  };
}
