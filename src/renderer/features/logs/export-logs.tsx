// What can be taken away from the page: the log records that match, and a link to the page as it is.
import type { ReactNode } from 'react';
import { openExport } from '../../data/export-subject.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { permalink } from '../../host/permalink.ts';
import { runPinned } from '../../routes/href.ts';
import type { LogsView } from '../../routes/logs-route.ts';
import { usePlace } from '../../routes/use-place.tsx';
import { ShareMenu } from '../../ui/share-menu.tsx';
import { useCommands } from '../../ui/use-commands.tsx';

export function ExportLogs({ view }: { readonly view: LogsView }): ReactNode {
  const { run } = useSelectedRun();
  const place = usePlace();
  const { where, from, to } = view;
  const everything = where.trim() === '' && from === undefined && to === undefined;
  const exportRecords = (): void => {
    if (run === undefined) return;
    openExport({
      title: everything ? 'all log records' : 'log records that match',
      run,
      what: { kind: 'search', where, from, to },
      signals: ['logs'],
      tables: ['logs'],
    });
  };
  useCommands([
    { id: 'logs.export', title: 'Export the log records…', group: 'Logs', keys: 'mod+s', run: exportRecords },
  ]);
  return (
    <ShareMenu
      compact
      exports={[
        {
          label: everything ? 'Export all log records…' : 'Export the records that match…',
          keys: 'mod+s',
          onSelect: exportRecords,
        },
      ]}
      links={[
        { label: 'Copy link to this view', address: permalink(runPinned(place, run), location) },
        {
          label: 'Copy link without the record',
          address:
            view.record === undefined
              ? undefined
              : permalink(runPinned(place, run, ['record', 'around', 'of']), location),
        },
      ]}
    />
  );
}
