// What a row of the list shows, column by column. Texts come from telemetry and are only ever text.
import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { PointerEvent, ReactNode } from 'react';
import { formatDuration } from '../../../contract/duration-text.ts';
import { millisOfUnixNanos, type UnixNanos } from '../../../contract/time.ts';
import type { TraceSummary } from '../../../contract/traces.ts';
import type { ServiceColours } from '../../draw/palette.ts';
import { formatCount, formatShortCount } from '../../ui/number-text.ts';
import { formatAge, formatClock, formatDay, formatExactClock, zoneName } from '../../ui/time-text.ts';
import type { Column } from '../../ui/virtual-table.tsx';
import styles from './trace-columns.module.css';

export function traceColumns(colourOf: ServiceColours): readonly Column<TraceSummary>[] {
  return [
    { id: 'start', title: 'Start', width: 104, cell: (row) => <StartTime time={row.start} /> },
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
    { id: 'services', title: 'Services', width: 232, cell: (row) => <Services row={row} colourOf={colourOf} /> },
  ];
}

function StartTime({ time }: { readonly time: UnixNanos }): ReactNode {
  // The age is true at the moment of pointing, so the hint is made then.
  const explain = (event: PointerEvent<HTMLElement>): void => {
    event.currentTarget.title = `${formatDay(time)} ${formatExactClock(time)} ${zoneName()}\n${formatAge(Date.now() - millisOfUnixNanos(time))}`;
  };
  return (
    <time className="numeric" onPointerEnter={explain}>
      {formatClock(time)}
    </time>
  );
}

function Service({ name, colourOf }: { readonly name: string; readonly colourOf: ServiceColours }): ReactNode {
  return (
    <>
      <span className={styles['dot']} style={{ background: colourOf(name).fill }} />
      <span className={styles['text']} title={name}>
        {name === '' ? <span className={styles['faint']}>(no service name)</span> : name}
      </span>
    </>
  );
}

function Operation({ row }: { readonly row: TraceSummary }): ReactNode {
  return (
    <>
      {row.rootMissing ? (
        <span
          className={styles['missing']}
          title="The root span has not been received. This is the earliest span of the trace."
        >
          (root not received)
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

/** What fits into the column; the rest is counted. */
const servicesShown = 5;

function Services({ row, colourOf }: { readonly row: TraceSummary; readonly colourOf: ServiceColours }): ReactNode {
  const whole = row.moreServices === 0 && row.services.length <= servicesShown + 1;
  const shown = whole ? row.services : row.services.slice(0, servicesShown);
  const rest = row.services.slice(shown.length);
  const restNames = rest
    .map(({ name, spans }) => `${name}: ${formatCount(spans)} spans`)
    .concat(row.moreServices > 0 ? [`and ${formatCount(row.moreServices)} more`] : []);
  return (
    <>
      {shown.map(({ name, spans, errors }) => (
        <span
          key={name}
          className={styles['part']}
          title={`${name}: ${formatCount(spans)} spans${errors > 0 ? `, ${formatCount(errors)} with errors` : ''}`}
        >
          <span className={styles['dot']} style={{ background: colourOf(name).fill }} />
          <span className="numeric">{formatShortCount(spans)}</span>
          {errors > 0 ? <TriangleAlert size={10} className={styles['failed']} aria-label="with errors" /> : undefined}
        </span>
      ))}
      {restNames.length > 0 ? (
        <span className={styles['faint']} title={restNames.join('\n')}>
          +{rest.length + row.moreServices}
        </span>
      ) : undefined}
    </>
  );
}
