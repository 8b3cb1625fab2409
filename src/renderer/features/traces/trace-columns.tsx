// What a row of the list shows, column by column. Texts come from telemetry and are only ever text.
import { CircleAlert } from 'lucide-react';
import type { PointerEvent, ReactNode } from 'react';
import { serviceLabel } from '../../../contract/service-label.ts';
import { formatDuration } from '../../../contract/duration-text.ts';
import { isoOfUnixNanos } from '../../../contract/iso-time.ts';
import { millisOfUnixNanos, unixNanos, type UnixNanos } from '../../../contract/time.ts';
import type { TraceSummary } from '../../../contract/traces.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import type { ServiceColours } from '../../draw/palette.ts';
import { formatCount } from '../../ui/number-text.ts';
import { formatAge, formatClock, formatDay, formatExactClock, formatOtherDay, zoneName } from '../../ui/time-text.ts';
import type { Column } from '../../ui/virtual-table.tsx';
import { ServiceParts } from './service-parts.tsx';
import styles from './trace-columns.module.css';

/** Left and right of a cell's content, pixels; as in virtual-table.module.css. */
const cellPadding = 16;

interface ListDays {
  /** `2026-11-21`: the day whose times need no date. */
  readonly today: string;
  /** Traces of other days are listed. */
  readonly dated: boolean;
}

export function traceColumns(colourOf: ServiceColours, { today, dated }: ListDays): readonly Column<TraceSummary>[] {
  return [
    {
      id: dated ? 'start-with-day' : 'start',
      title: 'Start',
      width: dated ? 184 : 104,
      cell: (row) => <StartTime time={row.start} today={today} />,
    },
    {
      id: 'service',
      title: 'Service',
      width: 168,
      cell: (row) => <Service name={row.rootService} colourOf={colourOf} />,
    },
    { id: 'operation', title: 'Root operation', width: 200, grow: 1, cell: (row) => <Operation row={row} /> },
    { id: 'duration', title: 'Duration', width: 200, align: 'end', cell: (row) => <Duration row={row} /> },
    {
      id: 'spans',
      title: 'Spans',
      width: 64,
      align: 'end',
      cell: (row) => <span className="numeric">{formatCount(row.spans)}</span>,
    },
    { id: 'errors', title: 'Errors', width: 64, align: 'end', cell: (row) => <Errors count={row.errors} /> },
    {
      id: 'services',
      title: 'Services',
      width: 232,
      cell: (row, _, width) => <ServiceParts row={row} colourOf={colourOf} room={width - cellPadding} />,
    },
  ];
}

function StartTime({ time, today }: { readonly time: UnixNanos; readonly today: string }): ReactNode {
  // The age is true at the moment of pointing, so the hint is made then.
  const explain = (event: PointerEvent<HTMLElement>): void => {
    event.currentTarget.title = `${formatDay(time)} ${formatExactClock(time)} ${zoneName()}\n${formatAge(Date.now() - millisOfUnixNanos(time))}`;
  };
  const day = formatOtherDay(time, today);
  return (
    <time className={`numeric ${styles['start']}`} dateTime={isoOfUnixNanos(time)} onPointerEnter={explain}>
      {day === '' ? undefined : <span className={styles['day']}>{day}</span>} {formatClock(time)}
    </time>
  );
}

function Service({ name, colourOf }: { readonly name: string; readonly colourOf: ServiceColours }): ReactNode {
  const label = serviceLabel(name);
  return (
    <>
      <span className={styles['dot']} style={{ background: colourOf(name).fill }} />
      <span className={styles['text']} title={name}>
        {label === name ? name : <span className={styles['faint']}>{label}</span>}
      </span>
    </>
  );
}

/** Milliseconds after its last span in which a trace without its root is taken to be running. */
const quiet = 120_000;

function Operation({ row }: { readonly row: TraceSummary }): ReactNode {
  const { live } = useSelectedRun();
  const running = live && Date.now() - millisOfUnixNanos(unixNanos(row.start + row.duration)) < quiet;
  return (
    <>
      {row.rootMissing ? (
        <span
          className={styles['missing']}
          title={`The root span has not been received${running ? ' yet: it comes when it ends' : ''}. This is the earliest span of the trace.`}
        >
          {running ? '(running, root not received yet)' : '(root not received)'}
        </span>
      ) : undefined}
      <span className={styles['text']} title={row.rootOperation}>
        {row.rootOperation === '' ? <span className={styles['faint']}>(no name)</span> : row.rootOperation}
      </span>
    </>
  );
}

/** The bar's scale is `--longest` (milliseconds) of the list around it. */
function Duration({ row }: { readonly row: TraceSummary }): ReactNode {
  return (
    <span className={styles['duration']}>
      <span className={styles['track']}>
        <span
          className={styles['bar']}
          data-errors={row.errors > 0 ? '' : undefined}
          style={{ '--millis': Number(row.duration) / 1e6 }}
        />
      </span>
      <span className={`numeric ${styles['durationText']}`} title={`${formatCount(Number(row.duration))} ns`}>
        {formatDuration(row.duration)}
      </span>
    </span>
  );
}

function Errors({ count }: { readonly count: number }): ReactNode {
  if (count === 0) return <span className={styles['none']}>–</span>;
  return (
    <span
      className={styles['errors']}
      title={count === 1 ? '1 span with an error' : `${formatCount(count)} spans with errors`}
    >
      <CircleAlert size={12} aria-label="errors" />
      <span className="numeric">{formatCount(count)}</span>
    </span>
  );
}
