// Which records are unfolded in place and how tall they are, as the layout needs it; and handlers that stay the same
// from render to render, so that lines whose record did not change are not drawn again.
import { useCallback, useMemo, useRef, useState, type MouseEvent } from 'react';
import type { Opened } from './row-layout.ts';

type AtIndex = (index: number) => void;

export interface OpenedRows {
  readonly layout: readonly Opened[];
  readonly has: (sequence: number) => boolean;
  readonly toggle: (sequence: number) => void;
  /** The record that was unfolded last, and its height so far. */
  readonly newest: { readonly sequence: number; readonly height: number } | undefined;
  readonly setHeight: (sequence: number, height: number) => void;
  readonly stable: {
    readonly press: (run: AtIndex) => (index: number, event: MouseEvent) => void;
    readonly open: (run: AtIndex) => AtIndex;
    readonly toggle: (run: AtIndex) => AtIndex;
  };
}

/** Until it is measured. */
const firstHeight = 120;
/** More are folded again, the longest open ones first. */
const most = 50;

export function useOpened(rows: { readonly indexOf: (sequence: number) => number }): OpenedRows {
  const [heights, setHeights] = useState<ReadonlyMap<number, number>>(new Map());
  const layout = [...heights]
    .map(([sequence, height]) => ({ index: rows.indexOf(sequence), height }))
    .filter(({ index }) => index >= 0)
    .sort((a, b) => a.index - b.index);
  const handlers = useRef<{ press: AtIndex; open: AtIndex; toggle: AtIndex }>({
    press: () => undefined,
    open: () => undefined,
    toggle: () => undefined,
  });
  const stable = useMemo(() => {
    const press = (index: number): void => handlers.current.press(index);
    const open = (index: number): void => handlers.current.open(index);
    const toggle = (index: number): void => handlers.current.toggle(index);
    return {
      press: (run: AtIndex) => ((handlers.current.press = run), press),
      open: (run: AtIndex) => ((handlers.current.open = run), open),
      toggle: (run: AtIndex) => ((handlers.current.toggle = run), toggle),
    };
  }, []);
  const last = [...heights].at(-1);
  return {
    layout,
    newest: last === undefined ? undefined : { sequence: last[0], height: last[1] },
    has: (sequence) => heights.has(sequence),
    toggle: useCallback((sequence) => {
      setHeights((before) => {
        const next = new Map(before);
        if (!next.delete(sequence)) next.set(sequence, firstHeight);
        const [longest] = next.keys();
        if (next.size > most && longest !== undefined) next.delete(longest);
        return next;
      });
    }, []),
    setHeight: useCallback((sequence, height) => {
      setHeights((before) =>
        before.has(sequence) && before.get(sequence) !== height ? new Map(before).set(sequence, height) : before,
      );
    }, []),
    stable,
  };
}
