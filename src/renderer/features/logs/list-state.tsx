// What stands in place of records: none received yet, none that matches, or an answer that failed.
import { FilterX, OctagonAlert, RotateCw, ScrollText, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { addressText } from '../../../contract/address-text.ts';
import type { ContractError } from '../../../contract/errors.ts';
import { chipsOf, withoutChip } from '../../../contract/search/chips.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useRunInfo } from '../../data/use-run-info.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { logsLink } from '../../routes/logs-route.ts';
import { runsLink } from '../../routes/runs-route.ts';
import { tracesLink } from '../../routes/traces-route.ts';
import { sourcesLink } from '../../routes/sources-route.ts';
import { Link } from '../../routes/use-place.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { formatCount, plural } from '../../ui/number-text.ts';
import type { LogsAddress } from './use-logs-address.ts';
import styles from './logs-page.module.css';

export function NothingReceived(): ReactNode {
  const { live, param } = useSelectedRun();
  const info = useRunInfo();
  const { data } = useAnswer('app.info', {});
  const icon = <ScrollText size={28} strokeWidth={1.5} />;
  if (!live)
    return (
      <EmptyState
        icon={icon}
        title="This run has no log records"
        actions={
          <>
            {info === undefined || info.traces === 0 ? undefined : (
              <Link href={tracesLink({ run: param })}>Its {plural(info.traces, 'trace')}</Link>
            )}
            <Link href={logsLink()}>To the live run</Link>
            <Link href={runsLink(param)}>All runs</Link>
          </>
        }
      >
        It is not written to any more, so that none will come.
      </EmptyState>
    );
  const endpoint = data?.endpoints.http;
  const address = endpoint?.kind === 'listening' ? `http://${addressText(endpoint)}` : undefined;
  const settings = `OTEL_EXPORTER_OTLP_ENDPOINT=${address ?? 'http://127.0.0.1:4318'}\nOTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf\nOTEL_LOGS_EXPORTER=otlp`;
  return (
    <EmptyState
      icon={icon}
      title="No log records yet"
      actions={<Link href={sourcesLink(param)}>How to send from Go, Python, Node, Java, .NET, Rust</Link>}
    >
      <p>
        Records appear here as an OpenTelemetry SDK exports them. Start the service with these variables, or set up its
        logging library’s OpenTelemetry appender:
      </p>
      <div className={styles['code']}>
        <pre>{settings}</pre>
        <CopyButton label="Copy the variables" text={settings} />
      </div>
      {address === undefined ? <p>The OTLP/HTTP port is not open at the moment; Sources tells why.</p> : undefined}
    </EmptyState>
  );
}

interface NothingMatchesProps {
  readonly address: LogsAddress;
  readonly onClear: () => void;
}

/** Says where matches would be: at other times, or without one of the conditions. */
export function NothingMatches({ address, onClear }: NothingMatchesProps): ReactNode {
  const { view, change, setRange } = address;
  const { run } = useSelectedRun();
  const info = useRunInfo();
  const ranged = view.from !== undefined || view.to !== undefined;
  const anytime = useAnswer(
    'logs.list',
    run !== undefined && ranged ? { run, where: view.where, order: 'newest', limit: 1 } : undefined,
    { live: false },
  );
  const elsewhere = anytime.data?.total ?? 0;
  const chips = chipsOf(view.where) ?? [];
  return (
    <EmptyState
      icon={<SearchX size={28} strokeWidth={1.5} />}
      title="No record matches"
      actions={
        <>
          {ranged ? <Button onClick={() => setRange(undefined, undefined)}>Look at all times</Button> : undefined}
          <Button onClick={onClear}>
            <FilterX size={13} aria-hidden="true" />
            Clear the search
            <KeyHint keys="x" />
          </Button>
        </>
      }
    >
      {elsewhere > 0 ? (
        <p>
          {anytime.data?.totalIs === 'exact' ? '' : 'At least '}
          {plural(elsewhere, 'record matches', 'records match')} at other times.
        </p>
      ) : info === undefined ? undefined : (
        <p>None of the {formatCount(info.logs)} records of this run fulfils the search.</p>
      )}
      {chips.length > 1 && run !== undefined
        ? chips.slice(0, 6).map((chip) => (
            <Without
              key={chip.at.from}
              text={chip.text}
              request={{
                run,
                where: withoutChip(view.where, chip),
                from: view.from,
                to: view.to,
                order: 'newest',
                limit: 1,
              }}
              onChoose={(where) => change({ where, record: undefined })}
            />
          ))
        : undefined}
    </EmptyState>
  );
}

interface WithoutProps {
  readonly text: string;
  readonly request: Parameters<typeof useAnswer<'logs.list'>>[1] & {};
  readonly onChoose: (where: string) => void;
}

function Without({ text, request, onChoose }: WithoutProps): ReactNode {
  const { data } = useAnswer('logs.list', request, { live: false });
  if (data === undefined || data.total === 0) return undefined;
  return (
    <p>
      <button type="button" className={styles['textButton']} onClick={() => onChoose(request.where)}>
        {data.totalIs === 'exact' ? '' : 'at least '}
        {plural(data.total, 'record')}
      </button>{' '}
      without <code>{text}</code>
    </p>
  );
}

export function ListFailed({
  error,
  onRetry,
}: {
  readonly error: ContractError;
  readonly onRetry: () => void;
}): ReactNode {
  return (
    <EmptyState
      icon={<OctagonAlert size={28} strokeWidth={1.5} />}
      title={error.code === 'bad-request' ? 'The search cannot be read' : 'The records could not be read'}
      actions={
        <Button onClick={onRetry}>
          <RotateCw size={13} aria-hidden="true" />
          Try again
        </Button>
      }
    >
      <p>
        <code>{error.code}</code> {error.message}
      </p>
    </EmptyState>
  );
}
