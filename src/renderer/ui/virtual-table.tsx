// A table over any number of rows: draws those on screen, moves by keyboard, asks its owner for rows by index.
// It holds no data: `rowAt` answers undefined for a row that is still on its way, and a placeholder is drawn.
import { ArrowDown, ArrowUp } from 'lucide-react';
import {
  memo,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
} from 'react';
import { cx } from './cx.ts';
import { useColumnWidths, type ColumnShape } from './use-column-widths.ts';
import { useVirtualRows, type ScrollMemory } from './use-virtual-rows.ts';
import { rowAfterKey } from './virtual-rows.ts';
import styles from './virtual-table.module.css';

export interface Column<Row> extends ColumnShape {
  readonly title: ReactNode;
  readonly align?: 'start' | 'end';
  /** Of a column that can be sorted by: what its heading does, and whether the rows are in its order now. */
  readonly onSort?: (() => void) | undefined;
  readonly sorted?: 'ascending' | 'descending' | undefined;
  /** `width`: pixels of the column, padding included; of a growing one, its least. */
  readonly cell: (row: Row, index: number, width: number) => ReactNode;
}

export interface TableHandle {
  focus(): void;
  show(row: number): void;
  /** Holds the view still while `rows` rows were added (or, negative, removed) above it. */
  shift(rows: number): void;
}

interface VirtualTableProps<Row> {
  /** Accessible name; also where the column widths are remembered. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly count: number;
  readonly rowAt: (index: number) => Row | undefined;
  /** Stable over refreshes where rows move; the index otherwise. */
  readonly rowKey?: (row: Row, index: number) => string;
  readonly rowHeight?: number;
  readonly rowClass?: (row: Row) => string | undefined;
  readonly selected: number | undefined;
  readonly onSelect: (index: number) => void;
  /** Instead of `onSelect` for keys, where selecting leaves the table: then rows can still be gone through. */
  readonly onMove?: (index: number) => void;
  /** Enter, or a double click. */
  readonly onOpen?: (index: number) => void;
  /** Rows on screen, for loading; called after each change. */
  readonly onVisible?: (first: number, last: number) => void;
  readonly onContextMenu?: (index: number, event: MouseEvent) => void;
  readonly empty?: ReactNode;
  readonly autoFocus?: boolean;
  readonly memory?: ScrollMemory;
  readonly handle?: Ref<TableHandle>;
}

/** As --row-l. */
const headHeight = 26;

export function VirtualTable<Row>(props: VirtualTableProps<Row>): ReactNode {
  const { label, columns, count, rowAt, rowKey, rowHeight = 22, selected, onSelect, onOpen, onVisible } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const rows = useVirtualRows(scroller, count, rowHeight, headHeight, props.memory);
  const { template, widths, minWidth, resizer } = useColumnWidths(label, columns);
  const { first, last, show, shift } = rows;

  useEffect(() => onVisible?.(first, last), [first, last, onVisible]);
  useEffect(() => {
    if (props.autoFocus === true) scroller.current?.focus({ preventScroll: true });
  }, [props.autoFocus]);
  useImperativeHandle(
    props.handle,
    () => ({ focus: () => scroller.current?.focus({ preventScroll: true }), show, shift }),
    [show, shift],
  );

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor(rows.layout.viewport / rowHeight) - 1);
    const next = rowAfterKey(event.key, selected, count, page);
    if (next !== undefined) {
      event.preventDefault();
      (props.onMove ?? onSelect)(next);
      show(next);
    } else if (event.key === 'Enter' && selected !== undefined) {
      event.preventDefault();
      onOpen?.(selected);
    }
  };

  const drawn: ReactNode[] = [];
  for (let index = first; index <= last; index++) {
    const row = rowAt(index);
    drawn.push(
      <TableRow
        key={row === undefined ? `#${index}` : (rowKey?.(row, index) ?? index)}
        id={`${id}-${index}`}
        row={row}
        index={index}
        top={rows.topOf(index)}
        height={rowHeight}
        columns={columns as readonly Column<unknown>[]}
        widths={widths}
        selected={index === selected}
        look={row === undefined ? undefined : props.rowClass?.(row)}
        onSelect={onSelect}
        onOpen={onOpen}
        onContextMenu={props.onContextMenu}
      />,
    );
  }
  return (
    <div className={styles['table']} style={{ '--columns': template, '--min-width': `${minWidth}px` }}>
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={count + 1}
        aria-activedescendant={
          selected !== undefined && selected >= first && selected <= last ? `${id}-${selected}` : undefined
        }
        className={styles['scroller']}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => {
          // By its key: the menu of the selected row.
          if (event.target === event.currentTarget && selected !== undefined) props.onContextMenu?.(selected, event);
        }}
      >
        <div role="row" aria-rowindex={1} className={styles['head']}>
          {columns.map((column, index) => (
            <div
              key={column.id}
              role="columnheader"
              aria-sort={column.onSort === undefined ? undefined : (column.sorted ?? 'none')}
              className={cx(styles['headCell'], column.align === 'end' && styles['end'])}
            >
              {column.onSort === undefined ? (
                <span className={styles['clip']}>{column.title}</span>
              ) : (
                <button type="button" className={styles['sort']} onClick={column.onSort}>
                  <span className={styles['clip']}>{column.title}</span>
                  {column.sorted === 'ascending' ? <ArrowUp size={11} aria-hidden="true" /> : undefined}
                  {column.sorted === 'descending' ? <ArrowDown size={11} aria-hidden="true" /> : undefined}
                </button>
              )}
              {index < columns.length - 1 ? <span className={styles['handle']} {...resizer(column)} /> : undefined}
            </div>
          ))}
        </div>
        <div className={styles['track']} style={{ height: rows.height }}>
          {drawn}
        </div>
        {count === 0 && props.empty !== undefined ? <div className={styles['empty']}>{props.empty}</div> : undefined}
      </div>
    </div>
  );
}

interface TableRowProps {
  readonly id: string;
  readonly row: unknown;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly columns: readonly Column<unknown>[];
  readonly widths: readonly number[];
  readonly selected: boolean;
  readonly look: string | undefined;
  readonly onSelect: (index: number) => void;
  readonly onOpen: ((index: number) => void) | undefined;
  readonly onContextMenu: ((index: number, event: MouseEvent) => void) | undefined;
}

const TableRow = memo(function TableRow({
  id,
  row,
  index,
  top,
  height,
  columns,
  widths,
  selected,
  look,
  onSelect,
  onOpen,
  onContextMenu,
}: TableRowProps): ReactNode {
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={cx(styles['row'], selected && styles['selected'], look)}
      style={{ height, transform: `translateY(${top}px)` }}
      onPointerDown={(event) => {
        if (event.button === 0) onSelect(index);
      }}
      onDoubleClick={() => onOpen?.(index)}
      onContextMenu={(event) => onContextMenu?.(index, event)}
    >
      {columns.map((column, at) => (
        <div key={column.id} role="gridcell" className={cx(styles['cell'], column.align === 'end' && styles['end'])}>
          {row === undefined ? (
            <span className={styles['placeholder']} />
          ) : (
            column.cell(row, index, widths[at] ?? column.width)
          )}
        </div>
      ))}
    </div>
  );
});
