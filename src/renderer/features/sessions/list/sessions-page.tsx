// The sessions of a run: a sortable list that follows the live run, and what to do where there is none.
import { MessagesSquare } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { SessionListRequest, SessionSummary } from '../../../../contract/sessions.ts';
import { usePacedAnswer } from '../../../data/use-paced-answer.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { parseSessionsRoute, sessionLink, sessionsLink, type SessionsView } from '../../../routes/sessions-route.ts';
import { sourcesLink } from '../../../routes/sources-route.ts';
import { Link, useNavigate, usePlace } from '../../../routes/use-place.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FullColumn } from '../../../ui/full-column.tsx';
import { plural } from '../../../ui/number-text.ts';
import { PageHeader } from '../../../ui/page-header.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useCommands } from '../../../ui/use-commands.tsx';
import { VirtualTable } from '../../../ui/virtual-table.tsx';
import { sessionColumns } from './session-columns.tsx';
import styles from './sessions-page.module.css';

/** Milliseconds between two questions while data streams in. */
const pace = 1000;
/** Sessions of one question, and how they are cut: those on screen and some beside them. */
const pageSize = 400;
const pageStep = 100;
/** Columns that are read from A to Z. */
const texts: ReadonlySet<string> = new Set(['id', 'state', 'services']);

export function SessionsPage(): ReactNode {
  const place = usePlace();
  const view = useMemo(() => parseSessionsRoute(place), [place]);
  return view === undefined ? undefined : <SessionsOfRun view={view} />;
}

function SessionsOfRun({ view }: { readonly view: SessionsView }): ReactNode {
  const { run, live, param } = useSelectedRun();
  const navigate = useNavigate();
  const { find, order, descending, selected } = view;
  const [firstOnScreen, setFirst] = useState(0);
  const [moved, setMoved] = useState<number>();
  const offset = Math.max(0, Math.floor(firstOnScreen / pageStep) - 1) * pageStep;
  const request = useMemo(
    (): SessionListRequest | undefined =>
      run === undefined ? undefined : { run, text: find, order, descending, offset, limit: pageSize },
    [run, find, order, descending, offset],
  );
  const answer = usePacedAnswer('sessions.list', request, pace, live);
  // Events alone come as log records.
  usePacedAnswer('sessions.list', request, pace, live, 'logs');
  const change = useCallback(
    (patch: Partial<SessionsView>) => navigate(sessionsLink({ ...view, run: param, ...patch }), { replace: true }),
    [navigate, view, param],
  );
  const columns = useMemo(
    () =>
      sessionColumns({ order, descending }, (column) =>
        change(column === order ? { descending: !descending } : { order: column, descending: !texts.has(column) }),
      ),
    [order, descending, change],
  );
  const { data, error, refetch } = answer;
  const rowAt = (index: number): SessionSummary | undefined => data?.sessions[index - data.offset];
  const found = data?.sessions.findIndex(({ id }) => id === selected) ?? -1;
  const row = found < 0 || data === undefined ? moved : found + data.offset;
  // Keys may go further than what is there: the session is known once it is.
  const reached = moved === undefined ? undefined : rowAt(moved)?.id;
  useEffect(() => {
    if (reached === undefined || reached === selected) return;
    setMoved(undefined);
    change({ selected: reached });
  }, [reached, selected, change]);
  const open = (session: SessionSummary | undefined): void => {
    if (session !== undefined) navigate(sessionLink({ session: session.id, run: param }));
  };
  useCommands([
    {
      id: 'sessions.find',
      title: 'Find sessions',
      group: 'Sessions',
      keys: '/',
      run: () => document.querySelector<HTMLInputElement>('input[name="sessions-find"]')?.focus(),
    },
  ]);
  return (
    <FullColumn>
      <PageHeader
        title="Sessions"
        facts={
          data === undefined
            ? undefined
            : `${plural(data.total, 'session')}${data.complete ? '' : ', without those of the oldest blocks'}`
        }
        actions={
          <TextField
            label="Find sessions by id, service or key"
            labelHidden
            name="sessions-find"
            placeholder="Find by id, service or key"
            value={find}
            onChange={(event) => change({ find: event.target.value })}
          />
        }
      />
      {error !== null && data === undefined ? (
        <EmptyState
          title="The sessions could not be read"
          actions={<Button onClick={() => void refetch()}>Try again</Button>}
        >
          {error.message}
        </EmptyState>
      ) : (
        <VirtualTable
          label="Sessions"
          columns={columns}
          count={data?.total ?? 0}
          rowAt={rowAt}
          rowKey={({ id }) => id}
          selected={row}
          onSelect={(index) => open(rowAt(index))}
          onMove={setMoved}
          onOpen={(index) => open(rowAt(index))}
          onVisible={setFirst}
          autoFocus
          empty={
            data === undefined ? (
              <p className={styles['loading']} role="status">
                Reading the sessions…
              </p>
            ) : (
              <NoSessions find={find} />
            )
          }
        />
      )}
    </FullColumn>
  );
}

function NoSessions({ find }: { readonly find: string }): ReactNode {
  if (find !== '')
    return <EmptyState title="No session matches">Look for a part of its id, a service, or a key.</EmptyState>;
  return (
    <EmptyState icon={<MessagesSquare size={28} />} title="No session yet">
      Spans, log records and events with an attribute <code>session.id</code> (or <code>session_id</code>,{' '}
      <code>gen_ai.conversation.id</code>, …) make a session. Set it in the service, or add a source that has sessions
      of its own, such as StreamKit, on the <Link href={sourcesLink()}>Sources</Link> page. Settings can name further
      keys.
    </EmptyState>
  );
}
