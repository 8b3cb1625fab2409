// One session: its facts, what can be filtered, the timeline, and beside it what the selected item was.
import { useMemo, type ReactNode } from 'react';
import type { SessionTimelineRequest } from '../../../../contract/sessions.ts';
import { usePacedAnswer } from '../../../data/use-paced-answer.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { parseSessionRoute, sessionsLink, type SessionView } from '../../../routes/sessions-route.ts';
import { Link, usePlace } from '../../../routes/use-place.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FullColumn } from '../../../ui/full-column.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { SessionScreen } from './session-screen.tsx';
import styles from './session-page.module.css';

/** Milliseconds between two questions while the session goes on. */
const pace = 500;
const mostItems = 200_000;

export function SessionPage(): ReactNode {
  const place = usePlace();
  const view = useMemo(() => parseSessionRoute(place), [place]);
  return view === undefined ? undefined : <OneSession key={view.session} view={view} />;
}

function OneSession({ view }: { readonly view: SessionView }): ReactNode {
  const { run, live, param } = useSelectedRun();
  const { session, lanes } = view;
  const request = useMemo(
    (): SessionTimelineRequest | undefined =>
      run === undefined ? undefined : { run, session, lanes, limit: mostItems },
    [run, session, lanes],
  );
  const { data, error } = usePacedAnswer('sessions.timeline', request, pace, live);
  usePacedAnswer('sessions.timeline', request, pace, live, 'logs');
  if (data !== undefined) return <SessionScreen view={view} data={data} live={live} />;
  return (
    <FullColumn>
      <PageHeader title={session} />
      {error === null ? (
        <p className={styles['loading']} role="status">
          Reading the session…
        </p>
      ) : (
        <EmptyState
          title={error.code === 'not-found' ? 'This run has no such session' : 'The session could not be read'}
          actions={<Link href={sessionsLink({ run: param })}>All sessions of the run</Link>}
        >
          {error.message}
        </EmptyState>
      )}
    </FullColumn>
  );
}
