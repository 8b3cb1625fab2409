// Operations of one service by the time spent in them, asked for when the service is looked at.
import type { ReactNode } from 'react';
import { formatNanos } from '../../../contract/duration-text.ts';
import type { RunId } from '../../../contract/ids.ts';
import type { UnixNanos } from '../../../contract/time.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useAnswer } from '../../data/use-answer.ts';
import { condition } from '../../../contract/search/print.ts';
import { formatShare } from '../../../contract/share-text.ts';
import { tracesLink } from '../../routes/traces-route.ts';
import { Link } from '../../routes/use-place.tsx';
import { formatCount } from '../../ui/number-text.ts';
import styles from './map.module.css';

interface NodeOperationsProps {
  readonly run: RunId;
  readonly service: string;
  readonly window: { readonly from: UnixNanos | undefined; readonly to: UnixNanos | undefined };
}

/** Rows at most: what follows takes little time. */
const shown = 40;

export function NodeOperations({ run, service, window }: NodeOperationsProps): ReactNode {
  const { param } = useSelectedRun();
  const { data, error } = useAnswer('services.operations', { run, service, ...window }, { live: false });
  if (error !== null) return <p className={styles['words']}>Its operations could not be read: {error.message}</p>;
  if (data === undefined) return <p className={styles['words']}>Reading its operations…</p>;
  const rows = data.operations.slice(0, shown);
  return (
    <section>
      <h3 className={styles['subTitle']}>
        Operations by time
        {rows.length < data.count ? (
          <span className={styles['faint']}>
            {formatCount(rows.length)} of {formatCount(data.count)}
          </span>
        ) : undefined}
      </h3>
      <table className={styles['operations']}>
        <thead>
          <tr>
            <th scope="col">Operation</th>
            <th scope="col">Spans</th>
            <th scope="col">Failed</th>
            <th scope="col">p50</th>
            <th scope="col">p99</th>
            <th scope="col">Total</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">
                <Link
                  href={tracesLink({ run: param, filter: { where: operationOf(service, row.name), ...window } })}
                  title={row.name}
                >
                  {row.name === '' ? '(no name)' : row.name}
                </Link>
              </th>
              <td>{formatCount(row.calls)}</td>
              <td className={row.errors > 0 ? styles['failed'] : styles['faint']}>
                {formatShare(row.errors, row.calls)}
              </td>
              <td>{formatNanos(row.p50)}</td>
              <td>{formatNanos(row.p99)}</td>
              <td>{formatNanos(row.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function operationOf(service: string, name: string): string {
  return `${condition('service', '=', service, true)} and ${condition('name', '=', name, true)}`;
}
