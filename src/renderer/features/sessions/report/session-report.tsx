// The run report of a session that is a job, read from its event.
import type { ReactNode } from 'react';
import { traceIdAt, type RunId } from '../../../../contract/ids.ts';
import type { SessionTimeline } from '../../../../contract/sessions.ts';
import { useAnswer } from '../../../data/use-answer.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { logsLink } from '../../../routes/logs-route.ts';
import { traceLink } from '../../../routes/trace-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import { reportParts } from './report-parts.ts';
import { RunReport } from './run-report.tsx';

interface SessionReportProps {
  readonly data: SessionTimeline;
  /** Item of the report's event. */
  readonly item: number;
  /** For links; undefined for the live run. */
  readonly linked: RunId | undefined;
  readonly onClose: () => void;
}

export function SessionReport({ data, item, linked, onClose }: SessionReportProps): ReactNode {
  const { run } = useSelectedRun();
  const sequence = data.sequence[item] as number;
  const { data: record } = useAnswer('logs.record', run === undefined ? undefined : { run, sequence }, { live: false });
  const parts = record === undefined ? undefined : reportParts(record.attributes);
  if (parts === undefined) return undefined;
  const { id } = data.session;
  return (
    <RunReport
      parts={parts}
      onClose={onClose}
      ways={
        <>
          {data.trace[item] === 0 ? undefined : (
            <Link
              href={traceLink({
                traceId: traceIdAt(data.traceIds, 16 * (data.trace[item] as number)),
                span: undefined,
                run: linked,
              })}
            >
              Trace
            </Link>
          )}
          <Link href={logsLink({ where: `omnirt.job_id = ${JSON.stringify(id)}`, run: linked })}>Events</Link>
        </>
      }
    />
  );
}

/** The last report of the session; -1 for none. */
export function reportItem({ name, texts, items }: SessionTimeline): number {
  const wanted = texts.indexOf('omnirt.run_report');
  if (wanted < 0) return -1;
  for (let i = items - 1; i >= 0; i--) if (name[i] === wanted) return i;
  return -1;
}
