// The merged list: one line per start, event, record and end, in the order of time.
import { CornerDownRight, CornerUpLeft, Diamond } from 'lucide-react';
import { useMemo, useRef, type ReactNode, type Ref } from 'react';
import { serviceLabel } from '../../../../contract/service-label.ts';
import { formatNanos } from '../../../../contract/duration-text.ts';
import type { TraceEvents } from '../../../../contract/trace-events.ts';
import type { TraceLogs } from '../../../../contract/logs.ts';
import { SpanMark, type TraceColumns } from '../../../../contract/traces.ts';
import type { ServiceColours } from '../../../draw/palette.ts';
import { rowName, rowService } from '../../../draw/waterfall/row-description.ts';
import { cx } from '../../../ui/cx.ts';
import { LevelMark } from '../../../ui/level-mark.tsx';
import { VirtualTable, type Column, type TableHandle } from '../../../ui/virtual-table.tsx';
import { ItemKind, type MergedItems } from './merged-items.ts';
import { offsetText } from './offset-text.ts';
import styles from './logs-view.module.css';

interface MergedListProps {
  readonly items: MergedItems;
  readonly columns: TraceColumns;
  readonly events: TraceEvents | undefined;
  readonly logs: TraceLogs | undefined;
  readonly colourOf: ServiceColours;
  readonly selected: number | undefined;
  readonly onSelect: (item: number) => void;
  readonly onOpen: (item: number) => void;
  readonly empty: ReactNode;
  readonly handle: Ref<TableHandle>;
}

export function MergedList(props: MergedListProps): ReactNode {
  const { items, columns, events, logs, colourOf } = props;
  const newest = useRef(props);
  newest.current = props;
  const tableColumns = useMemo((): readonly Column<number>[] => {
    const service = (item: number): string => {
      const row = items.row[item] as number;
      if (row >= 0) return rowService(columns, row);
      return logs?.texts[logs.service[items.at[item] as number] as number] ?? '';
    };
    return [
      {
        id: 'time',
        title: 'From the start',
        width: 136,
        align: 'end',
        cell: (item) => <span className="numeric">{offsetText(items.time[item] as number)}</span>,
      },
      { id: 'kind', title: 'What', width: 62, cell: (item) => <Kind item={item} items={items} logs={logs} /> },
      {
        id: 'service',
        title: 'Service',
        width: 130,
        cell: (item) => (
          <>
            <span className={styles['dot']} style={{ background: colourOf(service(item)).fill }} />
            <span className={styles['text']}>{serviceLabel(service(item), '')}</span>
          </>
        ),
      },
      {
        id: 'text',
        title: 'Span, event or message',
        width: 260,
        grow: 1,
        cell: (item) => <Text item={item} items={items} columns={columns} events={events} logs={logs} />,
      },
    ];
  }, [items, columns, events, logs, colourOf]);
  return (
    <VirtualTable
      label="Spans, events and log records in the order of time"
      columns={tableColumns}
      count={items.count}
      rowAt={(index) => index}
      rowHeight={20}
      rowClass={(item) => lookOf(items, columns, logs, item)}
      selected={props.selected}
      onSelect={props.onSelect}
      onOpen={props.onOpen}
      empty={props.empty}
      autoFocus
      handle={props.handle}
    />
  );
}

function lookOf(
  items: MergedItems,
  columns: TraceColumns,
  logs: TraceLogs | undefined,
  item: number,
): string | undefined {
  const at = items.at[item] as number;
  if (items.kind[item] === ItemKind.log) {
    const severity = logs?.severity[at] ?? 0;
    return severity >= 17 ? styles['failed'] : severity >= 13 ? styles['warned'] : undefined;
  }
  if (items.kind[item] === ItemKind.end)
    return ((columns.marks[at] ?? 0) & SpanMark.error) === 0 ? styles['ended'] : styles['failed'];
  return undefined;
}

interface ItemProps {
  readonly item: number;
  readonly items: MergedItems;
  readonly logs: TraceLogs | undefined;
}

function Kind({ item, items, logs }: ItemProps): ReactNode {
  switch (items.kind[item] as number) {
    case ItemKind.start:
      return (
        <span className={styles['kind']}>
          <CornerDownRight size={12} aria-hidden="true" /> start
        </span>
      );
    case ItemKind.end:
      return (
        <span className={styles['kind']}>
          <CornerUpLeft size={12} aria-hidden="true" /> end
        </span>
      );
    case ItemKind.event:
      return (
        <span className={styles['kind']}>
          <Diamond size={11} aria-hidden="true" /> event
        </span>
      );
    default: {
      const at = items.at[item] as number;
      return (
        <>
          <LevelMark severity={logs?.severity[at] ?? 0} text={logs?.texts[logs.severityText[at] as number] ?? ''} />
          <span className={styles['kind']}>log</span>
        </>
      );
    }
  }
}

function Text({
  item,
  items,
  columns,
  events,
  logs,
}: ItemProps & { readonly columns: TraceColumns; readonly events: TraceEvents | undefined }): ReactNode {
  const at = items.at[item] as number;
  const row = items.row[item] as number;
  const depth = row < 0 ? 0 : Math.min(12, columns.depth[row] as number);
  const indent = <span className={styles['indent']} style={{ width: depth * 10 }} />;
  switch (items.kind[item] as number) {
    case ItemKind.start:
      return (
        <>
          {indent}
          <span className={styles['name']}>{rowName(columns, row)}</span>
        </>
      );
    case ItemKind.end:
      return (
        <>
          {indent}
          <span className={styles['text']}>{rowName(columns, row)}</span>
          <span className={styles['faint']}>after {formatNanos(columns.length[row] as number)}</span>
        </>
      );
    case ItemKind.event: {
      const exception = events?.texts[events.exception[at] as number] ?? '';
      return (
        <>
          {indent}
          <span className={styles['text']}>{events?.texts[events.name[at] as number] ?? ''}</span>
          <span className={cx(styles['text'], styles['failure'])}>{exception}</span>
        </>
      );
    }
    default: {
      const body = logs?.body[at] ?? '';
      const name = logs?.texts[logs.eventName[at] as number] ?? '';
      return (
        <>
          {indent}
          <span className={cx(styles['text'], styles['body'])}>
            {body === '' ? name : body.replaceAll('\n', ' ↵ ')}
          </span>
        </>
      );
    }
  }
}
