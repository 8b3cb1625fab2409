// What stands in place of rows: nothing received yet, nothing that matches, or an answer that failed.
import { FilterX, Inbox, OctagonAlert, RotateCw, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { addressText } from '../../../contract/address-text.ts';
import type { ContractError, ErrorCode } from '../../../contract/errors.ts';
import type { EndpointState } from '../../../contract/ingest.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useRunInfo } from '../../data/use-run-info.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useCommand } from '../../data/use-command.ts';
import { logsLink } from '../../routes/logs-route.ts';
import { runsLink } from '../../routes/runs-route.ts';
import { tracesLink } from '../../routes/traces-route.ts';
import { sourcesLink } from '../../routes/sources-route.ts';
import { traceLink } from '../../routes/trace-route.ts';
import { Link, useNavigate } from '../../routes/use-place.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { formatCount, plural } from '../../ui/number-text.ts';
import { hasSelection, withoutSelection } from './filter-model.ts';
import type { FilterControl } from './use-trace-filter.ts';
import styles from './list-state.module.css';

export function NothingReceived(): ReactNode {
  const { live, param } = useSelectedRun();
  const info = useRunInfo();
  const app = useAnswer('app.info', {}, {});
  const send = useCommand('app.sendTestSpan', ['traces.list']);
  const navigate = useNavigate();
  if (!live)
    return (
      <EmptyState
        icon={<Inbox size={28} strokeWidth={1.5} />}
        title="This run has no traces"
        actions={
          <>
            {info === undefined || info.logs === 0 ? undefined : (
              <Link href={logsLink({ run: param })}>Its {plural(info.logs, 'log record')}</Link>
            )}
            <Link href={tracesLink()}>To the live run</Link>
            <Link href={runsLink(param)}>All runs</Link>
          </>
        }
      >
        It is not written to any more, so that none will come.
      </EmptyState>
    );
  const endpoints = app.data?.endpoints;
  return (
    <EmptyState
      icon={<Inbox size={28} strokeWidth={1.5} />}
      title="No traces yet"
      actions={
        <>
          <Button
            look="primary"
            disabled={send.isPending}
            onClick={() =>
              send.mutate(
                { transport: 'http' },
                { onSuccess: ({ traceId }) => navigate(traceLink({ traceId, run: param })) },
              )
            }
          >
            Send a test span
          </Button>
          <Link href={sourcesLink(param)} className={styles['link']}>
            How to send from Go, Python, Node, Java, .NET, Rust
          </Link>
        </>
      }
    >
      <p>Point an OpenTelemetry SDK here; rows appear as spans arrive.</p>
      {endpoints === undefined ? undefined : (
        <dl className={styles['endpoints']}>
          <Endpoint name="OTLP/gRPC" state={endpoints.grpc} />
          <Endpoint name="OTLP/HTTP" state={endpoints.http} />
        </dl>
      )}
      {send.error === null ? undefined : (
        <p className={styles['trouble']}>The test span did not arrive: {send.error.message}</p>
      )}
    </EmptyState>
  );
}

function Endpoint({ name, state }: { readonly name: string; readonly state: EndpointState }): ReactNode {
  const address = state.kind === 'listening' ? `http://${addressText(state)}` : undefined;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {address !== undefined ? (
          <>
            <code>{address}</code>
            <CopyButton text={address} label={`Copy the ${name} address`} />
          </>
        ) : (
          <span className={styles['trouble']}>
            {state.kind === 'taken' ? `port ${state.port} is taken, see Sources` : notOpen(state)}
          </span>
        )}
      </dd>
    </>
  );
}

function notOpen(state: EndpointState): string {
  return state.kind === 'down' ? state.reason : 'off';
}

interface NothingMatchesProps extends FilterControl {
  /** How many there are without any condition; undefined while it is not known. */
  readonly unfiltered: number | undefined;
  readonly onClear: () => void;
}

export function NothingMatches({ filter, change, unfiltered, onClear }: NothingMatchesProps): ReactNode {
  return (
    <EmptyState
      icon={<SearchX size={28} strokeWidth={1.5} />}
      title="No trace matches"
      actions={
        <>
          {hasSelection(filter) ? (
            <Button onClick={() => change(withoutSelection)}>Remove the selected range</Button>
          ) : undefined}
          <ClearAll onClear={onClear} />
        </>
      }
    >
      {unfiltered === undefined ? undefined : (
        <p>
          {unfiltered === 1
            ? 'The one trace of this run does not fulfil all conditions above.'
            : `None of the ${formatCount(unfiltered)} traces of this run fulfils all conditions above.`}
        </p>
      )}
      <p>Loosen or remove one of them, or clear them all.</p>
    </EmptyState>
  );
}

function ClearAll({ onClear }: { readonly onClear: () => void }): ReactNode {
  return (
    <Button onClick={onClear}>
      <FilterX size={13} aria-hidden="true" />
      Clear all filters
      <KeyHint keys="x" />
    </Button>
  );
}

const advice: Partial<Record<ErrorCode, string>> = {
  disconnected: 'The connection to the engine was lost; it is being opened again.',
  busy: 'The engine has too much to do at the moment.',
  'run-corrupt': 'The run file is damaged. Runs shows what can still be read.',
  'run-locked': 'Another program holds the run file. Close it there, then try again.',
  'run-newer': 'The run was written by a newer version. Update this one to read it.',
  'not-found': 'This run is not open any more. Choose another one.',
  'disk-error': 'The disk reported an error while reading.',
};

export function ListFailed({
  error,
  onRetry,
  onClear,
}: {
  readonly error: ContractError;
  readonly onRetry: () => void;
  readonly onClear: () => void;
}): ReactNode {
  if (error.code === 'bad-request')
    return (
      <EmptyState
        icon={<SearchX size={28} strokeWidth={1.5} />}
        title="This search cannot be read"
        actions={<ClearAll onClear={onClear} />}
      >
        <p>{error.message}</p>
        <p>Mend it in the field above, or clear it.</p>
      </EmptyState>
    );
  const words = advice[error.code];
  return (
    <EmptyState
      icon={<OctagonAlert size={28} strokeWidth={1.5} />}
      title="The traces could not be read"
      actions={
        <Button onClick={onRetry}>
          <RotateCw size={13} aria-hidden="true" />
          Try again
        </Button>
      }
    >
      {words === undefined ? undefined : <p>{words}</p>}
      <p>
        <code>{error.code}</code> {error.message}
      </p>
    </EmptyState>
  );
}
