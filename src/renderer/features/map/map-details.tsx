// One participant, or the calls between two: figures, who calls and who is called, and what a service spends its time on.
import { ArrowRight, ListTree } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { serviceLabel } from '../../../contract/service-label.ts';
import { formatNanos } from '../../../contract/duration-text.ts';
import type { RunId } from '../../../contract/ids.ts';
import type { CallFigures } from '../../../contract/services.ts';
import type { UnixNanos } from '../../../contract/time.ts';
import { formatShare } from '../../../contract/share-text.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { nodeId, participantWords, rateText, type GraphRow } from '../../draw/graph/service-boxes.ts';
import { Link } from '../../routes/use-place.tsx';
import { cx } from '../../ui/cx.ts';
import { formatCount } from '../../ui/number-text.ts';
import { SidePane } from '../../ui/side-pane.tsx';
import { NodeOperations } from './node-operations.tsx';
import { tracesOf } from './traces-of.ts';
import styles from './map.module.css';

interface MapDetailsProps {
  readonly run: RunId;
  readonly row: GraphRow;
  readonly rows: readonly GraphRow[];
  readonly seconds: number | undefined;
  readonly window: { readonly from: UnixNanos | undefined; readonly to: UnixNanos | undefined };
  readonly onSelect: (id: string) => void;
  readonly onClose: () => void;
}

export function MapDetails({ run, row, rows, seconds, window, onSelect, onClose }: MapDetailsProps): ReactNode {
  const { param } = useSelectedRun();
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) body.current?.focus({ preventScroll: true });
  }, [row.id]);
  const edges = rows.filter((one) => one.kind === 'edge');
  return (
    <SidePane label="Details on the map" title={row.title} closeLabel="Back to the list" onClose={onClose} body={body}>
      <Figures figures={row.kind === 'node' ? row.node : row.edge} seconds={seconds} />
      {row.kind === 'node' && row.node.fromOutside > 0 ? (
        <p className={styles['words']}>
          {formatCount(row.node.fromOutside)} of them came from outside of what is traced.
        </p>
      ) : undefined}
      {row.kind === 'node' && row.node.kind !== 'service' ? (
        <p className={styles['words']}>
          {`This ${participantWords[row.node.kind]} sends no spans. It is known by what callers say of it; durations are theirs.`}
        </p>
      ) : undefined}
      <p>
        <Link href={tracesOf(row, window, param)} className={styles['link']}>
          <ListTree size={13} aria-hidden="true" />{' '}
          {row.kind === 'edge' && row.from.kind === 'service' && row.to.kind === 'service'
            ? 'Show the traces with both services'
            : 'Show the traces'}
        </Link>
      </p>
      {row.kind === 'edge' ? (
        <Neighbours
          title="Between"
          entries={[row.from, row.to].map((node) => ({
            id: nodeId(node),
            title: serviceLabel(node.name),
            figures: node,
          }))}
          onSelect={onSelect}
        />
      ) : (
        <>
          <Neighbours
            title="Called by"
            entries={edges
              .filter(({ to }) => nodeId(to) === row.id)
              .map(({ id, from, edge }) => ({ id, title: serviceLabel(from.name), figures: edge }))}
            onSelect={onSelect}
          />
          <Neighbours
            title="Calls"
            entries={edges
              .filter(({ from }) => nodeId(from) === row.id)
              .map(({ id, to, edge }) => ({ id, title: serviceLabel(to.name), figures: edge }))}
            onSelect={onSelect}
          />
          {row.node.kind === 'service' ? (
            <NodeOperations run={run} service={row.node.name} window={window} />
          ) : undefined}
        </>
      )}
    </SidePane>
  );
}

function Figures({
  figures,
  seconds,
}: {
  readonly figures: CallFigures;
  readonly seconds: number | undefined;
}): ReactNode {
  const facts: readonly (readonly [string, string])[] = [
    ['Calls', formatCount(figures.calls)],
    ['Rate', seconds === undefined ? '–' : rateText(figures.calls, seconds)],
    [
      'Failed',
      figures.calls === 0 ? '0' : `${formatCount(figures.errors)} (${formatShare(figures.errors, figures.calls)})`,
    ],
    ['p50', durationText(figures.p50)],
    ['p99', durationText(figures.p99)],
  ];
  return (
    <dl className={styles['facts']} title="Quantiles are within 2.2 %">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={name === 'Failed' && figures.errors > 0 ? styles['failed'] : undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** `–` where nothing was called. */
function durationText(nanos: number): string {
  return Number.isNaN(nanos) ? '–' : formatNanos(nanos);
}

interface NeighboursProps {
  readonly title: string;
  readonly entries: readonly { readonly id: string; readonly title: string; readonly figures: CallFigures }[];
  readonly onSelect: (id: string) => void;
}

function Neighbours({ title, entries, onSelect }: NeighboursProps): ReactNode {
  if (entries.length === 0) return undefined;
  return (
    <section>
      <div className={cx(styles['neighbour'], styles['neighbourHead'])}>
        <h3>{title}</h3>
        <span>Calls</span>
        <span>Failed</span>
        <span>p50</span>
        <span>p99</span>
      </div>
      <ul className={styles['neighbours']}>
        {entries.map(({ id, title: name, figures }) => (
          <li key={id}>
            <button type="button" className={styles['neighbour']} onClick={() => onSelect(id)}>
              <ArrowRight size={12} aria-hidden="true" />
              <span className={styles['text']}>{name}</span>
              <span className="numeric">{formatCount(figures.calls)}</span>
              <span className={`numeric ${figures.errors > 0 ? styles['failed'] : styles['faint']}`}>
                {formatShare(figures.errors, figures.calls)}
              </span>
              <span className="numeric">{durationText(figures.p50)}</span>
              <span className="numeric">{durationText(figures.p99)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
