// One record on one line. Everything that was sent is plain text here; control characters and line breaks show as marks.
import { ChevronRight } from 'lucide-react';
import { memo, type MouseEvent, type ReactNode } from 'react';
import { serviceLabel } from '../../../../contract/service-label.ts';
import { isoOfUnixNanos } from '../../../../contract/iso-time.ts';
import type { ServiceColours } from '../../../draw/palette.ts';
import { cx } from '../../../ui/cx.ts';
import { LevelMark } from '../../../ui/level-mark.tsx';
import { formatClock, formatExactClock, formatOtherDay, type Zone } from '../../../ui/time-text.ts';
import type { LogRow } from '../model/log-row.ts';
import type { LineColumn } from './line-columns.ts';
import { lineText } from './line-text.ts';
import styles from './log-list.module.css';

export interface LineProps {
  readonly id: string;
  readonly row: LogRow | undefined;
  /** Of the columns that were added, in their order; undefined while they are on their way. */
  readonly values: readonly (string | undefined)[] | undefined;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly columns: readonly LineColumn[];
  readonly colourOf: ServiceColours;
  readonly zone: Zone;
  /** A `formatDay`: records of other days say theirs. */
  readonly today: string;
  readonly selected: boolean;
  readonly marked: boolean;
  readonly open: boolean;
  readonly onPress: (index: number, event: MouseEvent) => void;
  readonly onOpen: (index: number) => void;
  readonly onToggle: (index: number) => void;
}

const levelLooks = ['', '', '', '', 'warn', 'error', 'fatal'] as const;

export const LogLine = memo(function LogLine(props: LineProps): ReactNode {
  const { id, row, index, top, height, columns, selected, marked, open, onPress, onOpen, onToggle } = props;
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-expanded={row === undefined ? undefined : open}
      aria-current={marked ? 'true' : undefined}
      className={cx(
        styles['line'],
        selected && styles['selected'],
        marked && styles['marked'],
        row === undefined ? undefined : styles[levelLooks[row.level] ?? ''],
      )}
      style={{ height, transform: `translateY(${top}px)` }}
      onPointerDown={(event) => {
        if (event.button === 0) onPress(index, event);
      }}
      onDoubleClick={() => onOpen(index)}
    >
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className={styles['cell']}>
          {row === undefined ? (
            <span className={styles['placeholder']} />
          ) : (
            <Cell {...props} row={row} column={column} onToggle={onToggle} />
          )}
        </div>
      ))}
    </div>
  );
});

interface CellProps extends Pick<LineProps, 'values' | 'colourOf' | 'zone' | 'today' | 'open' | 'index' | 'onToggle'> {
  readonly row: LogRow;
  readonly column: LineColumn;
}

function Cell({ row, values, column, colourOf, zone, today, open, index, onToggle }: CellProps): ReactNode {
  if (column.value !== undefined) {
    if (values === undefined) return <span className={styles['placeholder']} />;
    const value = values[column.value];
    return value === undefined ? (
      <span className={styles['faint']}>–</span>
    ) : (
      <span className={cx(styles['text'], 'numeric')} title={value}>
        {lineText(value)}
      </span>
    );
  }
  switch (column.id) {
    case 'open':
      return (
        <button
          type="button"
          tabIndex={-1}
          className={styles['chevron']}
          aria-label={open ? 'Fold the record' : 'Unfold the record'}
          aria-expanded={open}
          onPointerDown={(event) => event.stopPropagation()}
          onDoubleClick={(event) => event.stopPropagation()}
          onClick={() => onToggle(index)}
        >
          <ChevronRight size={12} aria-hidden="true" />
        </button>
      );
    case 'time':
    case 'day':
      return <TimeCell row={row} zone={zone} today={today} />;
    case 'level':
      return <LevelMark severity={row.severity} text={row.severityText} />;
    case 'service': {
      const label = serviceLabel(row.service);
      return (
        <>
          <span className={styles['dot']} style={{ background: colourOf(row.service).fill }} />
          <span className={cx(styles['text'], label !== row.service && styles['faint'])} title={row.service}>
            {label}
          </span>
        </>
      );
    }
    case 'event':
      return (
        <span className={cx(styles['text'], styles['event'])} title={row.eventName}>
          {row.eventName}
        </span>
      );
    default:
      return <BodyCell row={row} />;
  }
}

function TimeCell({ row, zone, today }: Pick<CellProps, 'row' | 'zone' | 'today'>): ReactNode {
  if (row.time === 0n) return <span className={styles['faint']}>no time</span>;
  const day = formatOtherDay(row.time, today, zone);
  return (
    <time
      className={cx(styles['time'], 'numeric')}
      dateTime={isoOfUnixNanos(row.time)}
      title={`${formatExactClock(row.time, zone)} ns\n${isoOfUnixNanos(row.time)}`}
    >
      {day === '' ? undefined : <span className={styles['faint']}>{day} </span>}
      {formatClock(row.time, zone)}
    </time>
  );
}

function BodyCell({ row }: { readonly row: LogRow }): ReactNode {
  if (row.bodyLength === 0) {
    return <span className={styles['faint']}>{row.eventName === '' ? '(no body)' : row.eventName}</span>;
  }
  const lines = row.body.split('\n').length;
  return (
    <>
      <span className={cx(styles['text'], styles['body'])}>{lineText(row.body)}</span>
      {lines > 1 ? (
        <span className={styles['lines']}>{row.bodyLength > row.body.length ? `${lines}+` : lines} lines</span>
      ) : undefined}
    </>
  );
}
