// What can be taken away from the list: the traces it shows, the selected one, links to either.
import type { ReactNode } from 'react';
import type { TraceSummary } from '../../../contract/traces.ts';
import { openExport } from '../../data/export-subject.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { permalink } from '../../host/permalink.ts';
import { runPinned } from '../../routes/href.ts';
import { traceLink } from '../../routes/trace-route.ts';
import type { TraceSearch } from '../../routes/traces-route.ts';
import { usePlace } from '../../routes/use-place.tsx';
import { plural } from '../../ui/number-text.ts';
import { ShareMenu } from '../../ui/share-menu.tsx';
import { useCommands } from '../../ui/use-commands.tsx';

interface ExportTracesProps {
  /** What the list is asked for, without what rules hide. */
  readonly filter: TraceSearch;
  /** Traces in the list, where that is known. */
  readonly total: number | undefined;
  readonly selected: TraceSummary | undefined;
}

export function ExportTraces({ filter, total, selected }: ExportTracesProps): ReactNode {
  const { run } = useSelectedRun();
  const place = usePlace();
  const count = total === undefined ? 'traces' : plural(total, 'trace');
  const exportList = (): void => {
    if (run === undefined) return;
    openExport({
      title: filter.where.trim() === '' ? count : `${count} that match`,
      run,
      what: { kind: 'search', ...filter },
      signals: ['traces'],
      tables: ['traces', 'spans'],
    });
  };
  const exportSelected = (): void => {
    if (run === undefined || selected === undefined) return;
    openExport({
      title: `trace ${selected.rootOperation}`,
      run,
      what: { kind: 'traces', traceIds: [selected.traceId] },
      signals: ['traces', 'logs'],
      tables: ['spans', 'logs'],
    });
  };
  useCommands([
    { id: 'traces.export', title: 'Export the listed traces…', group: 'Traces', keys: 'mod+s', run: exportList },
    { id: 'traces.export-one', title: 'Export the selected trace…', group: 'Traces', run: exportSelected },
  ]);
  return (
    <ShareMenu
      exports={[
        { label: `Export ${count}…`, keys: 'mod+s', onSelect: exportList },
        { label: 'Export the selected trace…', disabled: selected === undefined, onSelect: exportSelected },
      ]}
      links={[
        { label: 'Copy link to this list', address: permalink(runPinned(place, run), location) },
        {
          label: 'Copy link to the selected trace',
          address:
            selected === undefined ? undefined : permalink(traceLink({ traceId: selected.traceId, run }), location),
        },
      ]}
    />
  );
}
