// The page of one trace: what the address asks for, and what to say while it is not there.
import { CircleAlert, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ContractError } from '../../../contract/errors.ts';
import type { RunId } from '../../../contract/ids.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useRunInfo } from '../../data/use-run-info.ts';
import { parseTraceRoute, type TraceView } from '../../routes/trace-route.ts';
import { tracesLink } from '../../routes/traces-route.ts';
import { Link, usePlace } from '../../routes/use-place.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TraceScreen } from './trace-screen.tsx';
import { TraceSkeleton } from './trace-skeleton.tsx';
import { useTrace } from './use-trace.ts';

export function TracePage(): ReactNode {
  const place = usePlace();
  const { run } = useSelectedRun();
  const view = parseTraceRoute(place);
  if (view === undefined) return <NoTraceId asked={place.path.slice('/traces/'.length)} />;
  if (run === undefined) return <TraceSkeleton />;
  return <OpenTrace key={`${run} ${view.traceId}`} run={run} view={view} />;
}

function OpenTrace({ run, view }: { readonly run: RunId; readonly view: TraceView }): ReactNode {
  const trace = useTrace(run, view.traceId);
  if (trace.columns !== undefined && trace.columns.rows > 0)
    return <TraceScreen run={run} trace={trace} columns={trace.columns} view={view} />;
  if (trace.error === undefined && trace.columns === undefined) return <TraceSkeleton />;
  if (trace.error === undefined || trace.error.code === 'not-found') return <NotFound traceId={view.traceId} />;
  return <Failed error={trace.error} retry={trace.retry} />;
}

function NotFound({ traceId }: { readonly traceId: string }): ReactNode {
  const { live, param } = useSelectedRun();
  const info = useRunInfo();
  const name = info?.name ?? 'this run';
  return (
    <EmptyState
      icon={<SearchX size={28} />}
      title="This trace is not here"
      actions={<Link href={tracesLink({ run: param })}>To the traces of this run</Link>}
    >
      No span of trace <code>{traceId}</code> is stored in the {live ? 'live run' : 'run'} “{name}”.{' '}
      {live ? 'Should one arrive, it appears here by itself.' : 'It may be in another run: choose one above.'}
    </EmptyState>
  );
}

function Failed({ error, retry }: { readonly error: ContractError; readonly retry: () => void }): ReactNode {
  return (
    <EmptyState
      icon={<CircleAlert size={28} />}
      title="The trace could not be read"
      actions={<Button onClick={retry}>Try again</Button>}
    >
      {error.message}
    </EmptyState>
  );
}

function NoTraceId({ asked }: { readonly asked: string }): ReactNode {
  const { param } = useSelectedRun();
  return (
    <EmptyState
      icon={<SearchX size={28} />}
      title="This is no trace id"
      actions={<Link href={tracesLink({ run: param })}>To the traces</Link>}
    >
      A trace id has 32 hexadecimal digits and is not all zero. The address asks for <code>{asked.slice(0, 80)}</code>.
    </EmptyState>
  );
}
