// What can be taken away from a trace: all of it, the selected span alone or with what is below it, links to either.
import { useSyncExternalStore, type ReactNode } from 'react';
import type { ExportWhat } from '../../../contract/exports.ts';
import { openExport } from '../../data/export-subject.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { rowName } from '../../draw/waterfall/row-description.ts';
import type { WaterfallModel } from '../../draw/waterfall/waterfall-model.ts';
import { permalink } from '../../host/permalink.ts';
import { runPinned } from '../../routes/href.ts';
import { usePlace } from '../../routes/use-place.tsx';
import { ShareMenu } from '../../ui/share-menu.tsx';
import { useCommands } from '../../ui/use-commands.tsx';

export function ExportTrace({ model, name }: { readonly model: WaterfallModel; readonly name: string }): ReactNode {
  const { run } = useSelectedRun();
  const place = usePlace();
  useSyncExternalStore(model.subscribe, () => model.revision);
  const { columns, selected } = model;
  const { traceId } = columns;
  // A row that stands for a span that never came has nothing to give.
  const row = selected >= 0 && columns.missing[selected] !== 1 ? selected : undefined;
  const open = (title: string, what: ExportWhat): void => {
    if (run !== undefined) openExport({ title, run, what, signals: ['traces', 'logs'], tables: ['spans', 'logs'] });
  };
  const exportTrace = (): void => open(`trace ${name}`, { kind: 'traces', traceIds: [traceId] });
  const exportSpan = (subtree: boolean): void => {
    if (row === undefined) return;
    const { spanId } = model.index.refOf(row);
    const title = `span ${rowName(columns, row)}${subtree ? ' and what is below' : ''}`;
    open(title, { kind: 'spans', traceId, spanIds: [spanId], subtree });
  };
  useCommands([
    { id: 'trace.export', title: 'Export the trace…', group: 'Trace', keys: 'mod+s', run: exportTrace },
    { id: 'trace.export-span', title: 'Export the selected span…', group: 'Trace', run: () => exportSpan(false) },
    {
      id: 'trace.export-subtree',
      title: 'Export the selected span and what is below it…',
      group: 'Trace',
      run: () => exportSpan(true),
    },
  ]);
  return (
    <ShareMenu
      compact
      exports={[
        { label: 'Export the trace…', keys: 'mod+s', onSelect: exportTrace },
        { label: 'Export the selected span…', disabled: row === undefined, onSelect: () => exportSpan(false) },
        {
          label: 'Export it and what is below…',
          disabled: row === undefined,
          onSelect: () => exportSpan(true),
        },
      ]}
      links={[
        { label: 'Copy link to this view', address: permalink(runPinned(place, run), location) },
        { label: 'Copy link to the trace', address: permalink(runPinned(place, run, ['span']), location) },
      ]}
    />
  );
}
