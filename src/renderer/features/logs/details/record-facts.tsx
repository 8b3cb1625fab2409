// Times, severity, trace and span of a record; the ids lead to the trace and to the other records of it.
import type { ReactNode } from 'react';
import { isoOfUnixNanos } from '../../../../contract/iso-time.ts';
import type { LogDetails } from '../../../../contract/logs.ts';
import type { UnixNanos } from '../../../../contract/time.ts';
import { useAnswer } from '../../../data/use-answer.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { logsLink } from '../../../routes/logs-route.ts';
import { sessionLink } from '../../../routes/sessions-route.ts';
import { traceLink } from '../../../routes/trace-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { LevelMark } from '../../../ui/level-mark.tsx';
import { formatDay, formatExactClock } from '../../../ui/time-text.ts';
import { useZoneChoice } from '../../../ui/zone-choice.ts';
import { sessionOfRecord } from './session-of-record.ts';
import styles from './record.module.css';

export function RecordFacts({ record }: { readonly record: LogDetails }): ReactNode {
  const { param } = useSelectedRun();
  const { traceId, spanId } = record;
  const { data: settings } = useAnswer('settings.get', {});
  const session = sessionOfRecord(record, settings?.sessionKeys ?? []);
  return (
    <dl className={styles['facts']}>
      <Fact name="Time">
        <Time time={record.time} />
        {record.sentTime === 0n ? <span className={styles['dim']}> as observed: none was sent</span> : undefined}
      </Fact>
      {record.observed === 0n || record.observed === record.time ? undefined : (
        <Fact name="Observed">
          <Time time={record.observed} />
        </Fact>
      )}
      <Fact name="Severity">
        <LevelMark severity={record.severity} text={record.severityText} wide />
        <span className={styles['dim']}>
          {record.severity}
          {record.severityText === '' ? '' : ` “${record.severityText}”`}
        </span>
      </Fact>
      {record.eventName === '' ? undefined : <Fact name="Event">{record.eventName}</Fact>}
      {session === undefined ? undefined : (
        <Fact name="Session">
          <Link href={sessionLink({ session, run: param })}>{session}</Link>
        </Fact>
      )}
      {traceId === undefined ? (
        <Fact name="Trace">
          <span className={styles['dim']}>none: sent outside of a span</span>
        </Fact>
      ) : (
        <>
          <Fact name="Trace">
            <Link href={traceLink({ traceId, span: spanId, run: param })}>
              <code>{traceId}</code>
            </Link>
            <CopyButton label="Copy trace id" text={traceId} className={styles['copy']} />
          </Fact>
          <Fact name="">
            <Link href={logsLink({ where: `trace = ${traceId}`, run: param })}>Logs of this trace</Link>
          </Fact>
        </>
      )}
      {spanId === undefined ? undefined : (
        <Fact name="Span">
          <code>{spanId}</code>
          <CopyButton label="Copy span id" text={spanId} className={styles['copy']} />
        </Fact>
      )}
      {record.flags === 0 ? undefined : <Fact name="Flags">{`0x${record.flags.toString(16).padStart(2, '0')}`}</Fact>}
    </dl>
  );
}

function Time({ time }: { readonly time: UnixNanos }): ReactNode {
  const [zone] = useZoneChoice();
  if (time === 0n) return <span className={styles['dim']}>none</span>;
  return (
    <>
      <time className="numeric" dateTime={isoOfUnixNanos(time)} title={isoOfUnixNanos(time)}>
        {formatDay(time, zone)} {formatExactClock(time, zone)}
      </time>
      <CopyButton label="Copy time as ISO 8601" text={isoOfUnixNanos(time)} className={styles['copy']} />
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className={styles['fact']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
