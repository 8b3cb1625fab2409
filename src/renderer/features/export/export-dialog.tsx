// The export dialog: set up, under way, ended. Mounted once by app/; pages open it through data/export-subject.ts.
import { useEffect, type ReactNode } from 'react';
import { useClient } from '../../data/data-provider.tsx';
import { cancelExport, forgetExport, runExport, useExportJob } from '../../data/export-job.ts';
import { closeExport, useExportSubject, type ExportSubject } from '../../data/export-subject.ts';
import type { Host } from '../../host/host.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useNotify } from '../../ui/notices.tsx';
import { formatBytes } from '../../ui/number-text.ts';
import { exportedWords, ExportProgress } from './export-progress.tsx';
import { ExportSetup } from './export-setup.tsx';
import styles from './export-dialog.module.css';

export function ExportDialog({ host }: { readonly host: Host }): ReactNode {
  const subject = useExportSubject((state) => state.subject);
  useEndNotice(subject !== undefined);
  return subject === undefined ? undefined : <OpenDialog host={host} subject={subject} />;
}

function OpenDialog({ host, subject }: { readonly host: Host; readonly subject: ExportSubject }): ReactNode {
  const client = useClient();
  const job = useExportJob((state) => state.job);
  useEffect(forgetExport, []);
  if (job.kind === 'none')
    return (
      <ExportSetup subject={subject} onClose={closeExport} onExport={(order) => void runExport(client, host, order)} />
    );
  const running = job.kind === 'running';
  return (
    <Dialog
      open
      onClose={closeExport}
      title={running ? 'Exporting' : job.kind === 'done' ? 'Exported' : 'Not exported'}
      actions={
        running ? (
          <>
            <Button onClick={cancelExport}>Cancel export</Button>
            <Button look="primary" onClick={closeExport}>
              Go on in the background
            </Button>
          </>
        ) : (
          <>
            <Button onClick={forgetExport}>Export again…</Button>
            <Button look="primary" onClick={closeExport}>
              Close
            </Button>
          </>
        )
      }
    >
      <div className={styles['ended']}>
        <ExportProgress job={job} />
      </div>
    </Dialog>
  );
}

/** Tells how an export ended whose dialog is closed. */
function useEndNotice(open: boolean): void {
  const job = useExportJob((state) => state.job);
  const notify = useNotify();
  useEffect(() => {
    if (open) return;
    if (job.kind === 'done')
      notify('info', `${job.name} was exported: ${exportedWords(job)}, ${formatBytes(job.bytes)}.`);
    if (job.kind === 'failed' && !job.cancelled) notify('error', `The export failed: ${job.message}`);
    if (job.kind === 'done' || job.kind === 'failed') forgetExport();
  }, [open, job, notify]);
}
