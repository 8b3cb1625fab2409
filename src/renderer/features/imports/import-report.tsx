// The report of one import: what the file was, what is stored and where, what was left out, why, and where it first was.
import type { ReactNode } from 'react';
import type { ImportInfo } from '../../../contract/imports.ts';
import { Button } from '../../ui/button.tsx';
import { itemsText } from '../../ui/items-text.ts';
import { formatBytes, formatCount } from '../../ui/number-text.ts';
import { formatName, skippedCount, StatePill } from './import-columns.tsx';
import styles from './imports-page.module.css';

interface ImportReportProps {
  readonly info: ImportInfo;
  readonly onOpen: (info: ImportInfo) => void;
}

export function ImportReport({ info, onOpen }: ImportReportProps): ReactNode {
  const { name, state, format, into, run, skipped, error, bytesRead, bytesTotal } = info;
  const nothing = info.spans + info.logs + info.samples + info.profiles === 0;
  return (
    <section aria-label="Report" className={styles['report']}>
      <header className={styles['reportHead']}>
        <h2 className={styles['reportTitle']}>{name}</h2>
        <StatePill state={state} />
        <span className={styles['second']}>
          {format === undefined ? undefined : `${formatName(info)}; `}
          {formatBytes(bytesRead)} of {formatBytes(bytesTotal)} read; {itemsText(info)} stored
          {nothing ? undefined : into === 'live' ? ' in the live run' : ' in a run of its own'}
        </span>
        {run === undefined ? undefined : <Button onClick={() => onOpen(info)}>Open the run</Button>}
      </header>
      {error === undefined ? undefined : <p className={styles['error']}>{error}</p>}
      {state === 'cancelled' ? (
        <p className={styles['second']}>
          {into === 'live' ? 'What was stored before stays in the live run.' : 'The half-made run was removed.'}
        </p>
      ) : undefined}
      {skipped.length === 0 ? (
        state === 'done' ? (
          <p className={styles['second']}>Nothing was skipped.</p>
        ) : undefined
      ) : (
        <table className={styles['skipped']}>
          <caption className={styles['caption']}>Skipped: {formatCount(skippedCount(info))}</caption>
          <thead>
            <tr>
              <th scope="col" className={styles['end']}>
                Count
              </th>
              <th scope="col">Reason</th>
              <th scope="col">First place</th>
            </tr>
          </thead>
          <tbody>
            {skipped.map(({ reason, count, first }) => (
              <tr key={reason}>
                <td className={`numeric ${styles['end'] ?? ''}`}>{formatCount(count)}</td>
                <td>{reason}</td>
                <td className={styles['place']}>{first}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
