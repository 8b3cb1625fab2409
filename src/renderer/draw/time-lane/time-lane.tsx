// A lane above a chart, on the time axis of that chart: marks that lead to what happened, the lane itself to the list of all of
// it. One stop of the Tab key: arrows, Home and End go from mark to mark, Enter opens.
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import type { LaneContent } from './lane-content.ts';
import { laneMarks, type LaneMark } from './lane-marks.ts';
import { laneTip } from './lane-tip.ts';
import styles from './time-lane.module.css';

interface TimeLaneProps {
  readonly content: LaneContent;
  /** Unix milliseconds at the ends of the axis. */
  readonly from: number;
  readonly to: number;
  /** CSS pixels beside the axis. */
  readonly left: number;
  readonly right: number;
}

export function TimeLane({ content, from, to, left, right }: TimeLaneProps): ReactNode {
  const lane = useRef<HTMLDivElement>(null);
  const width = useWidth(lane);
  const [pointed, setPointed] = useState<number>();
  const marks = useMemo(() => laneMarks(content.entries, { from, to, width }), [content.entries, from, to, width]);
  const hrefs = [content.listHref(from, to), ...marks.map((mark) => hrefOf(content, mark))];
  const onClick = (event: MouseEvent<HTMLAnchorElement>): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    content.onOpen(event.currentTarget.getAttribute('href') ?? '');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const links = [...(lane.current?.querySelectorAll('a') ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: links.length - 1 }[event.key];
    if (next === undefined) return;
    links[Math.max(0, Math.min(links.length - 1, next))]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  const shown = pointed === undefined ? undefined : marks[pointed - 1];
  const middle = shown === undefined ? width / 2 : (shown.left + Math.min(shown.right, width)) / 2;
  const rows = marks.some(({ row }) => row === 1) ? 2 : 1;
  return (
    <div className={styles['row']} style={{ paddingLeft: left, paddingRight: right }} data-rows={rows}>
      {left < roomOfName ? undefined : (
        <span className={styles['name']} style={{ width: left }} aria-hidden="true">
          {capital(content.nouns[1])}
        </span>
      )}
      <div
        ref={lane}
        className={styles['lane']}
        role="group"
        aria-label={`${capital(content.nouns[1])} on the time axis`}
        onKeyDown={onKeyDown}
      >
        {hrefs.map((href, index) => {
          const mark = marks[index - 1];
          return (
            <a
              key={index}
              href={href}
              tabIndex={index === 0 ? 0 : -1}
              className={mark === undefined ? styles['all'] : styles['mark']}
              style={
                mark === undefined
                  ? undefined
                  : { left: mark.left, width: mark.right - mark.left, top: 2 + mark.row * rowHeight }
              }
              data-moment={mark?.moments === true ? '' : undefined}
              data-many={mark !== undefined && mark.entries.length > 1 ? '' : undefined}
              aria-label={laneTip(content, mark, { from, to }).join(', ')}
              draggable={false}
              onClick={onClick}
              onPointerEnter={() => setPointed(index)}
              onPointerLeave={() => setPointed(undefined)}
              onFocus={() => setPointed(index)}
              onBlur={() => setPointed(undefined)}
            />
          );
        })}
        {pointed === undefined || pointed > marks.length ? undefined : (
          <div
            className={styles['tip']}
            style={{
              left: middle,
              transform: `translateX(${middle > width / 2 ? 'calc(-100% + 12px)' : '-12px'})`,
            }}
          >
            {laneTip(content, shown, { from, to }).map((line, index) => (
              <div key={index}>{line}</div>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

/** CSS pixels that the name of the lane takes. */
const roomOfName = 50;
const rowHeight = 8;

function hrefOf({ entries, listHref }: LaneContent, mark: LaneMark): string {
  const [first, ...more] = mark.entries;
  const alone = more.length === 0 && first !== undefined ? entries[first] : undefined;
  return alone?.href ?? listHref(mark.from, mark.to);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** CSS pixels. */
function useWidth(element: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(current.clientWidth));
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
