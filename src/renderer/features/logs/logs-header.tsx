// The line over the page: how many records there are and match, live or not, list or patterns, and how times are shown.
import { ArrowDownNarrowWide, ArrowUpNarrowWide, ChartColumn, PanelLeft, PanelRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useRunInfo } from '../../data/use-run-info.ts';
import { Link } from '../../routes/use-place.tsx';
import { Badge, Pill } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { formatCount, plural } from '../../ui/number-text.ts';
import { zoneName } from '../../ui/time-text.ts';
import { useZoneChoice } from '../../ui/zone-choice.ts';
import { ExportLogs } from './export-logs.tsx';
import { useLogsStore } from './logs-store.ts';
import type { FeedState } from './model/log-feed.ts';
import type { LogsAddress } from './use-logs-address.ts';
import viewLinks from '../../ui/view-links.module.css';
import styles from './logs-page.module.css';

interface LogsHeaderProps {
  readonly address: LogsAddress;
  readonly state: FeedState;
  /** true: the list is what is shown. */
  readonly listed: boolean;
}

export function LogsHeader({ address, state, listed }: LogsHeaderProps): ReactNode {
  const { live } = useSelectedRun();
  const info = useRunInfo();
  const [zone, chooseZone] = useZoneChoice();
  const { taste, change } = useLogsStore();
  const { view, linkWith } = address;
  return (
    <header className={styles['header']}>
      <h1 className={styles['title']}>Logs</h1>
      <span className={styles['count']}>
        {countText(state, info?.logs, view.where !== '' || view.from !== undefined)}
      </span>
      {info !== undefined && info.evicted.logs > 0 ? (
        <Badge tone="warning">{formatCount(info.evicted.logs)} older records evicted</Badge>
      ) : undefined}
      {state.passed > 0 && state.kind === 'following' ? (
        <Badge>{formatCount(state.passed)} passed too fast to be seen; scroll up to read them</Badge>
      ) : undefined}
      <span className={styles['space']} />
      {live && listed ? <LivePill state={state} ended={view.to !== undefined} /> : undefined}
      <nav className={viewLinks['views']} aria-label="Views of the records">
        <Link
          href={linkWith({ view: 'list', around: undefined })}
          aria-current={view.view === 'list' ? 'page' : undefined}
          className={viewLinks['view']}
        >
          Records
        </Link>
        <Link
          href={linkWith({ view: 'patterns', around: undefined })}
          aria-current={view.view === 'patterns' ? 'page' : undefined}
          className={viewLinks['view']}
        >
          Patterns
        </Link>
      </nav>
      <Button
        look="ghost"
        aria-label={zone === 'utc' ? 'Times are in UTC. Show local times' : 'Times are local. Show UTC'}
        title={zone === 'utc' ? 'Times are in UTC; click for local times' : 'Times are local; click for UTC'}
        onClick={() => chooseZone(zone === 'utc' ? 'local' : 'utc')}
      >
        {zoneName(zone)}
      </Button>
      <ExportLogs view={view} />
      <div className={styles['buttons']} role="group" aria-label="What is shown">
        <IconButton
          label={
            taste.newest === 'bottom' ? 'Newest at the bottom; put it on top' : 'Newest on top; put it at the bottom'
          }
          onClick={() => change({ newest: taste.newest === 'bottom' ? 'top' : 'bottom' })}
        >
          {taste.newest === 'bottom' ? <ArrowDownNarrowWide size={15} /> : <ArrowUpNarrowWide size={15} />}
        </IconButton>
        <IconButton
          label="Facets"
          keys="f"
          aria-pressed={taste.facetsShown}
          onClick={() => change({ facetsShown: !taste.facetsShown })}
        >
          <PanelLeft size={15} />
        </IconButton>
        <IconButton
          label="Records over time"
          keys="s"
          aria-pressed={taste.histogramShown}
          onClick={() => change({ histogramShown: !taste.histogramShown })}
        >
          <ChartColumn size={15} />
        </IconButton>
        <IconButton
          label="Record details"
          keys="i"
          aria-pressed={taste.detailsShown}
          onClick={() => change({ detailsShown: !taste.detailsShown })}
        >
          <PanelRight size={15} />
        </IconButton>
      </div>
    </header>
  );
}

function LivePill({ state, ended }: { readonly state: FeedState; readonly ended: boolean }): ReactNode {
  if (ended) return <Pill>Ends at a given time</Pill>;
  return (
    <Pill tone={state.kind === 'following' ? 'ok' : 'neutral'} active={state.kind === 'following'}>
      {state.kind === 'following' ? 'Live' : 'Held'}
    </Pill>
  );
}

function countText(state: FeedState, all: number | undefined, filtered: boolean): string {
  if (state.first) return '';
  const total = state.window.count + state.beyond;
  const some =
    state.exact || state.window.before === 0 ? plural(total, 'record') : `at least ${plural(total, 'record')}`;
  return filtered && all !== undefined ? `${some} of ${formatCount(all)}` : some;
}
