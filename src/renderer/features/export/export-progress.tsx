// How far an export is, or how it ended.
import { CircleAlert, CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ExportJob } from '../../data/export-job.ts';
import { recordCounts } from './record-counts.ts';
import { formatBytes, formatCount, plural } from '../../ui/number-text.ts';
import { Progress } from '../../ui/progress.tsx';
import styles from './export-dialog.module.css';

/** `1,500 spans and 2 log records`. */
export function exportedWords({ rows, ...counts }: ExportJob & { readonly kind: 'done' }): string {
  const { items } = counts;
  if (rows === 'profile') return 'a view of a profile';
  if (items === 0) return 'no records';
  if (rows === 'query') return plural(items, 'row');
  return rows === 'traces' ? plural(items, 'trace') : recordCounts(counts);
}

export function ExportProgress({ job }: { readonly job: Exclude<ExportJob, { readonly kind: 'none' }> }): ReactNode {
  switch (job.kind) {
    case 'running': {
      const { name, items, bytes, expected } = job;
      const part = expected === undefined || expected === 0 ? undefined : items / expected;
      return (
        <Progress label={name === '' ? 'Preparing' : name} part={items === 0 ? undefined : part}>
          {expected === undefined ? plural(items, 'item') : `${formatCount(items)} of ${plural(expected, 'item')}`},{' '}
          {formatBytes(bytes)}
        </Progress>
      );
    }
    case 'done':
      return (
        <p className={styles['line']} role="status">
          <CircleCheck size={15} className={styles['good']} aria-hidden="true" />
          <span>
            <b>{job.name}</b>
            <br />
            {exportedWords(job)}, {formatBytes(job.bytes)}
            {job.items === 0 && job.rows !== 'profile' ? (
              <>
                <br />
                Nothing fits what was to be exported; the file is without records.
              </>
            ) : undefined}
          </span>
        </p>
      );
    case 'failed':
      return (
        <p className={styles['line']} role="status">
          <CircleAlert size={15} className={job.cancelled ? undefined : styles['bad']} aria-hidden="true" />
          <span>{job.cancelled ? 'The export was cancelled; no file was written.' : job.message}</span>
        </p>
      );
  }
}
