// Above the views: what trace this is, its figures, and find.
import { ArrowLeft, CircleAlert, PanelRight } from 'lucide-react';
import { useMemo, type ReactNode, type RefObject } from 'react';
import { serviceLabel } from '../../../contract/service-label.ts';
import type { ContractError } from '../../../contract/errors.ts';
import { formatDuration } from '../../../contract/duration-text.ts';
import { isoOfUnixNanos } from '../../../contract/iso-time.ts';
import type { TraceColumns } from '../../../contract/traces.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import type { WaterfallModel } from '../../draw/waterfall/waterfall-model.ts';
import { tracesLink } from '../../routes/traces-route.ts';
import { useRouter } from '../../routes/use-place.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { formatCount, plural } from '../../ui/number-text.ts';
import type { SearchFieldHandle } from '../../ui/search-field/search-field.tsx';
import { formatClock, formatDay, zoneName } from '../../ui/time-text.ts';
import { CompareWith } from './compare-with.tsx';
import { ExportTrace } from './export-trace.tsx';
import { FindField } from './find-field.tsx';
import { SessionChips } from './session-chips.tsx';
import { traceFacts } from './trace-facts.ts';
import type { Find } from './use-find.ts';
import styles from './trace-header.module.css';

interface TraceHeaderProps {
  readonly model: WaterfallModel;
  readonly columns: TraceColumns;
  readonly find: Find;
  readonly findField: RefObject<SearchFieldHandle | null>;
  readonly flash: string;
  /** The last attempt to refresh failed; what is shown may be old. */
  readonly stale: ContractError | undefined;
  readonly detailsOpen: boolean;
  readonly onDetails: () => void;
  /** Beside the facts: what should be known before the times are believed. */
  readonly notes: ReactNode;
  /** Below the facts: the tabs. */
  readonly children: ReactNode;
}

export function TraceHeader({
  model,
  columns,
  find,
  findField,
  flash,
  stale,
  detailsOpen,
  onDetails,
  notes,
  children,
}: TraceHeaderProps): ReactNode {
  const { run, live } = useSelectedRun();
  const facts = useMemo(() => traceFacts(columns), [columns]);
  const rootService = serviceLabel(facts.rootService, '');
  return (
    <header className={styles['header']}>
      <div className={styles['line']}>
        <BackButton />
        <h1 className={styles['title']} title={`${rootService} ${facts.rootName}`}>
          <span className={styles['service']}>{rootService}</span> {facts.rootName}
        </h1>
        {facts.rootMissing ? (
          <span className={styles['note']}>root span not received{live ? ' yet' : ''}</span>
        ) : undefined}
        <span className={styles['id']}>
          <code title={columns.traceId}>{columns.traceId.slice(0, 8)}</code>
          <CopyButton label="Copy trace id" text={columns.traceId} />
        </span>
        <span className={styles['flash']} role="status">
          {flash}
        </span>
        {stale === undefined ? undefined : <span className={styles['note']}>not up to date: {stale.message}</span>}
        <div className={styles['tools']}>
          <FindField model={model} find={find} field={findField} />
          {run === undefined ? undefined : (
            <CompareWith run={run} traceId={columns.traceId} service={facts.rootService} operation={facts.rootName} />
          )}
          <ExportTrace model={model} name={facts.rootName} />
          <IconButton label="Span details" keys="i" aria-pressed={detailsOpen} onClick={onDetails}>
            <PanelRight size={15} />
          </IconButton>
        </div>
      </div>
      <div className={styles['line']}>
        <dl className={styles['facts']}>
          <Fact name="Start">
            <time title={isoOfUnixNanos(columns.start)}>
              {formatDay(columns.start)} {formatClock(columns.start)}{' '}
              <span className={styles['zone']}>{zoneName()}</span>
            </time>
          </Fact>
          <Fact name="Duration">{formatDuration(columns.duration)}</Fact>
          <Fact name="Spans">
            {formatCount(columns.spans)}
            {columns.resent === 0 ? undefined : (
              <span
                className={styles['aside']}
                title="Sent again, equal in everything: shown once. The list of traces counts them too."
              >
                {' '}
                + {plural(columns.resent, 'resent copy', 'resent copies')}
              </span>
            )}
          </Fact>
          <Fact name="Depth">{formatCount(facts.levels)}</Fact>
          <Fact name="Errors">
            {columns.errors === 0 ? (
              '0'
            ) : (
              <button
                type="button"
                className={styles['errors']}
                title={`${plural(columns.errors, 'span')} with errors. Click for the next one (e)`}
                onClick={() => model.stepError(1)}
              >
                <CircleAlert size={12} aria-hidden="true" /> {formatCount(columns.errors)}
              </button>
            )}
          </Fact>
        </dl>
        <SessionChips traceId={columns.traceId} />
        {notes}
      </div>
      {children}
    </header>
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

/** Back in the history where there is one, so that filters and scroll position of the list return. */
function BackButton(): ReactNode {
  const router = useRouter();
  const { param } = useSelectedRun();
  const back = (): void => {
    if (!router.leave()) router.navigate(tracesLink({ run: param }));
  };
  return (
    <IconButton label="Back to the traces" onClick={back}>
      <ArrowLeft size={15} />
    </IconButton>
  );
}
