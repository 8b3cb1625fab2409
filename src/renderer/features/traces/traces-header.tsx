// The line over the page: how many traces and spans there are and match, in which zone times are shown, live or not.
import { ChartScatter, GitCompareArrows } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RunId } from '../../../contract/ids.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useRunInfo } from '../../data/use-run-info.ts';
import type { TraceSearch } from '../../routes/traces-route.ts';
import { compareGroupsLink } from '../../routes/compare-groups-route.ts';
import { useNavigate } from '../../routes/use-place.tsx';
import { Badge, Pill } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { formatCount } from '../../ui/number-text.ts';
import { zoneName } from '../../ui/time-text.ts';
import { countText } from './count-text.ts';
import { ExportTraces } from './export-traces.tsx';
import { HiddenNoise } from './hidden-noise.tsx';
import { isUnfiltered } from './filter-model.ts';
import { toggleScatter, useTracesStore } from './traces-store.ts';
import type { Noise } from './use-noise.ts';
import type { TraceList } from './use-trace-list.ts';
import styles from './traces-page.module.css';

interface TracesHeaderProps {
  readonly list: TraceList;
  readonly filter: TraceSearch;
  readonly noise: Noise;
}

export function TracesHeader({ list, filter, noise }: TracesHeaderProps): ReactNode {
  const { live } = useSelectedRun();
  const info = useRunInfo();
  const navigate = useNavigate();
  const scatterShown = useTracesStore((state) => state.scatterShown);
  return (
    <header className={styles['header']}>
      <h1 className={styles['title']}>Traces</h1>
      <span className={styles['count']}>
        {countText({
          total: list.total === undefined ? undefined : list.total + (list.arrived ?? 0),
          exact: list.totalIsExact,
          filtered: !isUnfiltered(filter) || (noise.rules && !noise.shown && noise.hidden !== 0),
          all: info?.traces,
          spans: info?.spans,
        })}
      </span>
      <HiddenNoise noise={noise} />
      {info !== undefined && info.evicted.spans > 0 ? (
        <Badge tone="warning">{formatCount(info.evicted.spans)} older spans evicted</Badge>
      ) : undefined}
      <span className={styles['space']} />
      {live ? (
        <Pill tone={list.holding ? 'neutral' : 'ok'} active={!list.holding}>
          {list.holding ? 'Held' : 'Live'}
        </Pill>
      ) : undefined}
      <span className={styles['zone']} title="Times are shown in this zone">
        {zoneName()}
      </span>
      <ExportTraces
        filter={noise.filter}
        total={list.totalIsExact ? list.total : undefined}
        selected={list.selected === undefined ? undefined : list.rowAt(list.selected)}
      />
      {info === undefined ? undefined : (
        <Button
          look="ghost"
          title="Durations and operations before and after, or of two runs"
          onClick={() => navigate(groupsOf(info.id, filter))}
        >
          <GitCompareArrows size={13} aria-hidden="true" />
          Compare groups
        </Button>
      )}
      <Button look="ghost" aria-pressed={scatterShown} onClick={toggleScatter}>
        <ChartScatter size={13} aria-hidden="true" />
        Scatter
      </Button>
    </header>
  );
}

/** A chosen time is compared with the time before it; without one, the run with itself, for times to be chosen. */
function groupsOf(run: RunId, { where, from, to }: TraceSearch): string {
  return compareGroupsLink({
    left: { run, from: undefined, to: from },
    right: { run, from, to },
    where,
  });
}
