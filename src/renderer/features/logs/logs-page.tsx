// The logs page: what the address asks for as a list, as patterns, or as the neighbours of one record. It owns the
// questions and the search; the parts below it only show.
import type { ReactNode } from 'react';
import { useCallback, useMemo, useRef } from 'react';
import type { LogSelection } from '../../../contract/logs.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { serviceColours } from '../../draw/palette.ts';
import { useTheme } from '../../draw/use-theme.ts';
import type { LogsView } from '../../routes/logs-route.ts';
import type { SearchFieldHandle } from '../../ui/search-field/search-field.tsx';
import { useZoneChoice } from '../../ui/zone-choice.ts';
import { HistogramPanel } from './histogram-panel.tsx';
import { LogsHeader } from './logs-header.tsx';
import { LogsSearch } from './logs-search.tsx';
import { useLogsStore } from './logs-store.ts';
import { RecordsView } from './records-view.tsx';
import { useConditions } from './use-conditions.ts';
import { useCounts } from './use-counts.ts';
import { useLogs } from './use-logs.ts';
import { useLogsAddress } from './use-logs-address.ts';
import styles from './logs-page.module.css';

const separator = '\u0000';

export function LogsPage(): ReactNode {
  const { run, live } = useSelectedRun();
  const address = useLogsAddress();
  const { view, list, change, setRange } = address;
  const { where, from, to } = view;
  const selection = useMemo(
    (): LogSelection | undefined => (run === undefined ? undefined : { run, where, from, to }),
    [run, where, from, to],
  );
  const flowing = live && to === undefined;
  const counts = useCounts(selection, flowing);
  const logs = useLogs({ selection, list, histogram: counts.histogram, record: view.record });
  const histogramShown = useLogsStore((store) => store.taste.histogramShown);
  const [zone] = useZoneChoice();
  const theme = useTheme();
  const search = useRef<SearchFieldHandle>(null);

  const setWhere = useCallback(
    (text: string, patch: Partial<LogsView> = {}) => change({ ...patch, where: text, record: undefined }),
    [change],
  );
  const conditions = useConditions(where, setWhere);
  // As one text, so that an answer with the same services keeps the colours as they are.
  const names = (counts.facets?.services ?? [])
    .map(({ text }) => text)
    .sort()
    .join(separator);
  const colourOf = useMemo(() => serviceColours(names.split(separator), theme.scheme), [names, theme.scheme]);

  const shown = view.around !== undefined ? 'around' : view.view;
  return (
    <div className={styles['page']}>
      <LogsHeader address={address} state={logs.state} listed={shown === 'list'} />
      <LogsSearch
        where={where}
        from={from}
        to={to}
        zone={zone}
        onWhere={(text, how) => change({ where: text, record: undefined }, how === 'adjust')}
        onAllTimes={() => setRange(undefined, undefined)}
        onClear={() => change({ where: '', from: undefined, to: undefined, record: undefined })}
        onLeave={() => document.querySelector<HTMLElement>('main [role="grid"]')?.focus()}
        handle={search}
      />
      {histogramShown && shown !== 'around' ? (
        <HistogramPanel
          histogram={counts.histogram}
          zone={zone}
          ranged={from !== undefined || to !== undefined}
          onRange={setRange}
        />
      ) : undefined}
      <div className={styles['body']}>
        <RecordsView
          address={address}
          selection={selection}
          logs={logs}
          counts={counts}
          conditions={conditions}
          colourOf={colourOf}
          zone={zone}
          flowing={flowing}
          focusSearch={() => search.current?.focus()}
        />
      </div>
    </div>
  );
}
