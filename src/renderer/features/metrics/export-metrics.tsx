// What can be taken away from the page: the numbers of the chart, the selected metric, all metrics, and a link.
import type { ReactNode, RefObject } from 'react';
import { unixNanosOfMillis } from '../../../contract/time.ts';
import { openExport } from '../../data/export-subject.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { pictureOf } from '../../draw/picture.ts';
import { permalink } from '../../host/permalink.ts';
import { runPinned } from '../../routes/href.ts';
import type { MetricsView } from '../../routes/metrics-route.ts';
import { usePlace } from '../../routes/use-place.tsx';
import { fileName, saveFile } from '../../ui/save-file.ts';
import { ShareMenu } from '../../ui/share-menu.tsx';
import { useCommands } from '../../ui/use-commands.tsx';
import type { MetricRow } from './model/metric-rows.ts';
import type { MetricTime } from './use-metric-time.ts';

interface ExportMetricsProps {
  readonly view: MetricsView;
  readonly selected: MetricRow | undefined;
  readonly time: MetricTime;
  /** Where the charts are. */
  readonly charts: RefObject<HTMLElement | null>;
}

export function ExportMetrics({ view, selected, time, charts }: ExportMetricsProps): ReactNode {
  const { run } = useSelectedRun();
  const place = usePlace();
  const queries = view.queries.flatMap(({ text, hidden }) => (hidden || text.trim() === '' ? [] : [text]));
  const charted = view.view === 'explore' && queries.length > 0;
  const drawn = (charted && view.as === 'chart') || view.view === 'histogram';
  const { start, end, step } = time.at;

  const exportChart = (): void => {
    if (run === undefined || !charted) return;
    const instant = view.as === 'table';
    openExport({
      title: instant ? 'the values of the table' : 'the values of the chart',
      run,
      what: { kind: 'query', queries, start: instant ? end : start, end, step: instant ? 0 : step },
      signals: ['metrics'],
      tables: instant ? ['long'] : ['long', 'wide'],
    });
  };
  const savePicture = async (): Promise<void> => {
    const picture = charts.current === null ? undefined : await pictureOf(charts.current);
    if (picture !== undefined) saveFile(`${fileName(selected?.name ?? 'metrics')}.png`, picture);
  };
  const exportSelected = (range: boolean): void => {
    if (run === undefined || selected === undefined) return;
    const times = range ? { from: unixNanosOfMillis(start), to: unixNanosOfMillis(end) } : {};
    openExport({
      title: range ? `${selected.name} in the shown range` : selected.name,
      run,
      what: { kind: 'metrics', metrics: [selected.name], ...times },
      signals: ['metrics'],
      tables: ['samples'],
    });
  };
  const exportAll = (): void => {
    if (run === undefined) return;
    openExport({
      title: 'all metrics',
      run,
      what: { kind: 'metrics', metrics: [] },
      signals: ['metrics'],
      tables: ['samples'],
    });
  };
  useCommands([
    {
      id: 'metrics.export',
      title: 'Export the values of the chart…',
      group: 'Metrics',
      keys: 'mod+s',
      run: charted ? exportChart : exportAll,
    },
  ]);
  return (
    <ShareMenu
      compact
      exports={[
        { label: 'Export the values of the chart…', disabled: !charted, onSelect: exportChart },
        { label: 'Save the chart as a picture (PNG)', disabled: !drawn, onSelect: () => void savePicture() },
        {
          label: 'Export the selected metric, shown range…',
          disabled: selected === undefined,
          onSelect: () => exportSelected(true),
        },
        {
          label: 'Export the selected metric, all of it…',
          disabled: selected === undefined,
          onSelect: () => exportSelected(false),
        },
        { label: 'Export all metrics…', onSelect: exportAll },
      ]}
      links={[{ label: 'Copy link to this view', address: permalink(runPinned(place, run), location) }]}
    />
  );
}
