// What the import of a dashboard could and could not take over.
import { useState, type ReactNode } from 'react';
import type { ImportReport } from '../../../contract/dashboards/grafana/import-report.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { plural } from '../../ui/number-text.ts';
import styles from './dashboards.module.css';

/** Nothing where everything was taken over. */
export function ReportButton({ report }: { readonly report: ImportReport }): ReactNode {
  const [open, setOpen] = useState(false);
  const troubled = report.panels.filter(({ outcome }) => outcome !== 'ok').length;
  if (troubled === 0 && report.notes.length === 0) return undefined;
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        {troubled === 0 ? 'Import report' : `${plural(troubled, 'panel')} not as in Grafana`}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="What the import could take over" size="large">
        <Report report={report} />
      </Dialog>
    </>
  );
}

export function Report({ report }: { readonly report: ImportReport }): ReactNode {
  return (
    <>
      {report.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <table className={styles['report']}>
        <thead>
          <tr>
            <th scope="col">Panel</th>
            <th scope="col">Kind</th>
            <th scope="col">Outcome</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {report.panels.map(({ panel, title, type, outcome, reasons }, index) => (
            <tr key={`${panel} ${index}`}>
              <td>{title || '(no title)'}</td>
              <td>{type}</td>
              <td>
                <Badge tone={outcome === 'ok' ? 'ok' : outcome === 'degraded' ? 'warning' : 'error'}>{outcome}</Badge>
              </td>
              <td>{reasons.join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
