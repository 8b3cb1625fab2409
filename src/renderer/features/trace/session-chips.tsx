// The sessions that the trace is part of, as links to their timelines.
import { MessagesSquare } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TraceId } from '../../../contract/ids.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { sessionLink, sessionsLink } from '../../routes/sessions-route.ts';
import { Link } from '../../routes/use-place.tsx';
import { formatCount } from '../../ui/number-text.ts';
import styles from './trace-header.module.css';

export function SessionChips({ traceId }: { readonly traceId: TraceId }): ReactNode {
  const { run, param } = useSelectedRun();
  const { data } = useAnswer('sessions.ofTrace', run === undefined ? undefined : { run, traceId }, { live: false });
  if (data === undefined || data.sessions.length === 0) return undefined;
  return (
    <span className={styles['sessions']}>
      {data.sessions.map((session) => (
        <Link
          key={session}
          className={styles['session']}
          href={sessionLink({ session, run: param })}
          title={`Timeline of session ${session}`}
        >
          <MessagesSquare size={12} aria-hidden="true" />
          <span>{session}</span>
        </Link>
      ))}
      {data.more > 0 ? <Link href={sessionsLink({ run: param })}>and {formatCount(data.more)} more</Link> : undefined}
    </span>
  );
}
