// The list of records: lines by index from the feed, some of them unfolded in place, following live data at one end.
// Newest at the bottom or at the top is only a way of counting: everything below asks by place on screen.
import { ArrowDownToLine, ArrowUpToLine } from 'lucide-react';
import { useEffect, useId, useImperativeHandle, useRef, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import type { ServiceColours } from '../../../draw/palette.ts';
import { cx } from '../../../ui/cx.ts';
import { formatCount } from '../../../ui/number-text.ts';
import { formatDay, type Zone } from '../../../ui/time-text.ts';
import { unixNanosOfMillis } from '../../../../contract/time.ts';
import { useColumnWidths } from '../../../ui/use-column-widths.ts';
import { rowAfterKey } from '../../../ui/virtual-rows.ts';
import type { LogRow } from '../model/log-row.ts';
import { HeadCells } from './head-cells.tsx';
import type { LineColumn } from './line-columns.ts';
import { LogLine } from './log-line.tsx';
import { OpenedRecord } from './opened-record.tsx';
import styles from './log-list.module.css';
import { useLineScroll, type Seen } from './use-line-scroll.ts';
import { useOpened } from './use-opened.ts';

export interface LogListHandle {
  readonly focus: () => void;
  /** Moves the selection by lines on screen. */
  readonly step: (by: number) => void;
  readonly toggle: () => void;
  readonly show: (index: number) => void;
}

/** The rows as they stand on screen, from the top. */
export interface ShownRows {
  readonly count: number;
  readonly at: (index: number) => LogRow | undefined;
  /** -1 where the record is not loaded. */
  readonly indexOf: (sequence: number) => number;
}

export interface LogListProps {
  readonly label: string;
  readonly rows: ShownRows;
  readonly columns: readonly LineColumn[];
  /** Of the columns that were added; undefined while they are on their way. */
  readonly valuesOf?: (sequence: number) => readonly (string | undefined)[] | undefined;
  readonly colourOf: ServiceColours;
  readonly zone: Zone;
  /** Sequence of the selected record. */
  readonly selected: number | undefined;
  /** Sequence of the record that the list is about, as in a context. */
  readonly marked?: number | undefined;
  readonly stick: 'start' | 'end' | undefined;
  readonly onSelect: (row: LogRow) => void;
  /** Enter or a double click. */
  readonly onOpen: (row: LogRow) => void;
  readonly onVisible: (first: number, last: number) => void;
  readonly onScroll: (seen: Seen) => void;
  readonly onDropColumn?: (field: string) => void;
  /** Offers more columns, at the end of the head. */
  readonly headTools?: ReactNode;
  readonly resume?: { readonly arrived: number; readonly at: 'top' | 'bottom'; readonly run: () => void } | undefined;
  /** Counts up when the view is to be moved to `target`. */
  readonly moves: number;
  /** Sequence of the record that the view goes to. */
  readonly target: { readonly sequence: number; readonly at: 'top' | 'middle' } | undefined;
  /** Sequence of the record that stands at the top to begin with. */
  readonly initial?: number | undefined;
  /** The list goes away; the record stood at the top of its view. */
  readonly onLeave?: (sequence: number) => void;
  readonly loading: boolean;
  readonly empty?: ReactNode;
  readonly handle: Ref<LogListHandle>;
}

const rowHeight = 20;
/** As .head. */
const headHeight = 24;

export function LogList(props: LogListProps): ReactNode {
  const { label, rows, columns, selected, onSelect, onOpen, onVisible } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const { template, minWidth, resizer } = useColumnWidths('Log records', columns);
  const opened = useOpened(rows);
  const scroll = useLineScroll({
    scroller,
    layout: { count: rows.count, rowHeight, opened: opened.layout },
    inset: headHeight,
    stick: props.stick,
    keyAt: (index) => rows.at(index)?.sequence,
    indexOf: rows.indexOf,
    onScroll: props.onScroll,
    moves: props.moves,
    target:
      props.target === undefined ? undefined : { index: rows.indexOf(props.target.sequence), at: props.target.at },
    initial: props.initial === undefined ? undefined : { index: rows.indexOf(props.initial), at: 'top' },
    onLeave: (top) => props.onLeave?.(top),
  });
  const { first, last } = scroll;
  useVisible(scroll.viewport > 0, first, last, rows, onVisible);
  useEffect(() => {
    // The keys work at once; nobody has to click first.
    if (document.activeElement === document.body) scroller.current?.focus({ preventScroll: true });
  }, []);

  const { reveal } = scroll;
  const newest = opened.newest?.sequence;
  const newestHeight = opened.newest?.height;
  const { indexOf } = rows;
  const revealed = useRef<string>(undefined);
  useEffect(() => {
    // Once when it is unfolded, and once more when its height is known.
    const state = `${newest} ${newestHeight}`;
    if (newest === undefined || revealed.current === state) return;
    revealed.current = state;
    const index = indexOf(newest);
    if (index >= 0) reveal(index);
  }, [newest, newestHeight, indexOf, reveal]);

  const selectedIndex = selected === undefined ? -1 : rows.indexOf(selected);
  const select = (index: number): void => {
    const row = rows.at(index);
    if (row !== undefined) onSelect(row);
    scroll.show(index);
  };
  const step = (by: number): void => {
    if (rows.count === 0) return;
    const from = selectedIndex >= 0 ? selectedIndex : props.stick === 'end' ? rows.count : first - 1;
    select(Math.max(0, Math.min(rows.count - 1, from + by)));
  };
  useImperativeHandle(props.handle, () => ({
    focus: () => scroller.current?.focus({ preventScroll: true }),
    step,
    show: scroll.show,
    toggle: () => {
      if (selected !== undefined && selectedIndex >= 0) opened.toggle(selected);
    },
  }));

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor(scroll.viewport / rowHeight) - 1);
    const from = selectedIndex >= 0 ? selectedIndex : props.stick === 'end' ? rows.count - 1 : first;
    const next = rowAfterKey(event.key, from, rows.count, page);
    const row = rows.at(selectedIndex);
    if (next !== undefined) select(next);
    else if (event.key === 'Enter' && row !== undefined) onOpen(row);
    else if (event.key === ' ' && selected !== undefined && row !== undefined) opened.toggle(selected);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const today = formatDay(unixNanosOfMillis(Date.now()), props.zone);
  const slots = Math.max(1, last - first + 1);
  const drawn: ReactNode[] = [];
  for (let index = first; index <= last; index++) {
    const row = rows.at(index);
    const open = row !== undefined && opened.has(row.sequence);
    drawn.push(
      <LogLine
        // By place, not by record: while records stream in, the lines stay and only their texts change.
        key={index % slots}
        id={`${id}-${index}`}
        row={row}
        values={row === undefined ? undefined : props.valuesOf?.(row.sequence)}
        index={index}
        top={scroll.place(index)}
        height={rowHeight}
        columns={columns}
        colourOf={props.colourOf}
        zone={props.zone}
        today={today}
        selected={row !== undefined && row.sequence === selected}
        marked={row !== undefined && row.sequence === props.marked}
        open={open}
        onPress={opened.stable.press(select)}
        onOpen={opened.stable.open((at) => {
          const there = rows.at(at);
          if (there !== undefined) onOpen(there);
        })}
        onToggle={opened.stable.toggle((at) => {
          const there = rows.at(at);
          if (there !== undefined) opened.toggle(there.sequence);
        })}
      />,
    );
    if (row !== undefined && open) {
      drawn.push(
        <OpenedRecord
          key={`open ${row.sequence}`}
          row={row}
          top={scroll.place(index) + rowHeight}
          onHeight={opened.setHeight}
        />,
      );
    }
  }
  return (
    <div
      className={styles['list']}
      style={{ '--columns': template, '--min-width': `${minWidth}px` }}
      aria-busy={props.loading}
    >
      {props.loading ? (
        <div className={styles['progress']} role="progressbar" aria-label="Loading records" />
      ) : undefined}
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={rows.count + 1}
        aria-activedescendant={
          selectedIndex >= first && selectedIndex <= last && selectedIndex >= 0 ? `${id}-${selectedIndex}` : undefined
        }
        className={styles['scroller']}
        onKeyDown={onKeyDown}
      >
        <div role="row" aria-rowindex={1} className={styles['head']}>
          <HeadCells columns={columns} resizer={resizer} onDrop={props.onDropColumn} tools={props.headTools} />
        </div>
        <div className={styles['track']} style={{ height: scroll.height }}>
          {drawn}
        </div>
        {rows.count === 0 && props.empty !== undefined ? (
          <div className={styles['empty']}>{props.empty}</div>
        ) : undefined}
      </div>
      {props.resume === undefined ? undefined : (
        <button
          type="button"
          className={cx(styles['resume'], styles[props.resume.at === 'bottom' ? 'atBottom' : 'atTop'])}
          onClick={props.resume.run}
        >
          {props.resume.at === 'bottom' ? (
            <ArrowDownToLine size={13} aria-hidden="true" />
          ) : (
            <ArrowUpToLine size={13} aria-hidden="true" />
          )}
          Resume{props.resume.arrived === 0 ? '' : ` (+${formatCount(props.resume.arrived)})`}
        </button>
      )}
    </div>
  );
}

/** Tells which rows are on screen, whenever they or what is known of them changed; nothing before the list has a size. */
function useVisible(
  sized: boolean,
  first: number,
  last: number,
  rows: ShownRows,
  onVisible: LogListProps['onVisible'],
): void {
  useEffect(() => {
    if (sized) onVisible(first, last);
  }, [sized, first, last, rows, onVisible]);
}
