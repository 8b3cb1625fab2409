// Two panes and a bar between them that is dragged, moved by arrow keys, or reset by a double click.
// One pane has a size in pixels, remembered by name; the other takes the rest.
import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './splitter.module.css';
import { readStored, writeStored } from './stored.ts';

interface SplitterProps {
  /** Accessible name of the bar; also where the size is remembered. */
  readonly label: string;
  /** `row`: panes side by side. `column`: one above the other. */
  readonly direction: 'row' | 'column';
  /** Which pane has the size. */
  readonly sized: 'first' | 'second';
  readonly initial: number;
  readonly min?: number;
  /** Least size of the other pane. */
  readonly minRest?: number;
  /** undefined: the other pane has all the room, without a bar. */
  readonly first: ReactNode | undefined;
  readonly second: ReactNode | undefined;
}

export function Splitter(props: SplitterProps): ReactNode {
  const { label, direction, sized, initial, min = 80, minRest = 160, first, second } = props;
  const name = `split:${label}`;
  const root = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState(() => {
    const stored = readStored(name);
    return typeof stored === 'number' ? stored : initial;
  });
  const isRow = direction === 'row';
  const room = (): number => {
    const box = root.current?.getBoundingClientRect();
    return (isRow ? box?.width : box?.height) ?? 0;
  };
  const set = (next: number, keep: boolean): void => {
    const bounded = Math.round(Math.max(min, Math.min(Math.max(min, room() - minRest), next)));
    setSize(bounded);
    if (keep) writeStored(name, bounded);
  };

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    const bar = event.currentTarget;
    bar.focus();
    bar.setPointerCapture(event.pointerId);
    const from = isRow ? event.clientX : event.clientY;
    const before = size;
    const sizeAt = (moved: globalThis.PointerEvent): number => {
      const delta = (isRow ? moved.clientX : moved.clientY) - from;
      return sized === 'first' ? before + delta : before - delta;
    };
    const move = (moved: globalThis.PointerEvent): void => set(sizeAt(moved), false);
    const up = (ended: globalThis.PointerEvent): void => {
      bar.removeEventListener('pointermove', move);
      set(sizeAt(ended), true);
    };
    bar.addEventListener('pointermove', move);
    bar.addEventListener('pointerup', up, { once: true });
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.shiftKey ? 64 : 16;
    const [less, more] = isRow ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const sign = sized === 'first' ? 1 : -1;
    if (event.key === less) set(size - sign * step, true);
    else if (event.key === more) set(size + sign * step, true);
    else if (event.key === 'Home') set(sized === 'first' ? min : room(), true);
    else if (event.key === 'End') set(sized === 'first' ? room() : min, true);
    else if (event.key === 'Enter') set(initial, true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const sizedStyle = { [isRow ? 'width' : 'height']: size, [isRow ? 'minWidth' : 'minHeight']: min };
  const both = first !== undefined && second !== undefined;
  const paneStyle = (pane: 'first' | 'second') => (sized === pane && both ? sizedStyle : undefined);
  const paneClass = (pane: 'first' | 'second') =>
    cx(styles['pane'], sized === pane && both ? styles['sized'] : styles['rest']);
  return (
    <div ref={root} className={cx(styles['splitter'], styles[direction])}>
      {first === undefined ? undefined : (
        <div className={paneClass('first')} style={paneStyle('first')}>
          {first}
        </div>
      )}
      {both ? (
        <div
          role="separator"
          tabIndex={0}
          aria-label={label}
          aria-orientation={isRow ? 'vertical' : 'horizontal'}
          aria-valuenow={size}
          aria-valuemin={min}
          className={styles['bar']}
          onPointerDown={onPointerDown}
          onKeyDown={onKeyDown}
          onDoubleClick={() => set(initial, true)}
        />
      ) : undefined}
      {second === undefined ? undefined : (
        <div className={paneClass('second')} style={paneStyle('second')}>
          {second}
        </div>
      )}
    </div>
  );
}
