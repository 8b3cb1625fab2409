// The metrics page: the list of all metrics beside what the address asks for, queries, one distribution, or what the series
// are made of. It owns the list, the time and the commands; the views below only show.
import { CircleAlert } from 'lucide-react';
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { usePacedAnswer } from '../../data/use-paced-answer.ts';
import { ChartSyncContext, createChartSync } from '../../draw/time-chart/chart-sync.ts';
import { Link } from '../../routes/use-place.tsx';
import type { MetricsViewName } from '../../routes/metrics-route.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { plural } from '../../ui/number-text.ts';
import type { PromqlFieldHandle } from '../../ui/promql-field/promql-field.tsx';
import type { SortOrder } from '../../ui/sort-order.ts';
import { Splitter } from '../../ui/splitter.tsx';
import { zoneName } from '../../ui/time-text.ts';
import { useZoneChoice } from '../../ui/zone-choice.ts';
import { CardinalityView } from './cardinality/cardinality-view.tsx';
import { ExploreView } from './explore/explore-view.tsx';
import { useSpacing } from './explore/use-query-answers.ts';
import { HistogramView } from './histogram/histogram-view.tsx';
import { ExportMetrics } from './export-metrics.tsx';
import { MetricList } from './list/metric-list.tsx';
import { isDistribution, metricRows, type MetricRow } from './model/metric-rows.ts';
import { NothingReceived } from './nothing-received.tsx';
import { TimeControls } from './time-controls.tsx';
import { useMetricTime } from './use-metric-time.ts';
import { useMetricsAddress } from './use-metrics-address.ts';
import { useMetricsCommands } from './use-metrics-commands.ts';
import viewLinks from '../../ui/view-links.module.css';
import styles from './metrics-page.module.css';

/** Milliseconds between two questions for the list while samples arrive. */
const pace = 3000;

const viewNames: Readonly<Record<MetricsViewName, string>> = {
  explore: 'Explore',
  histogram: 'Distribution',
  cardinality: 'Cardinality',
};

const toTable = (): void => document.querySelector<HTMLElement>('main [role="grid"]')?.focus();

export function MetricsPage(): ReactNode {
  const { run, live } = useSelectedRun();
  const address = useMetricsAddress();
  const { view, change, linkWith } = address;
  const [zone, chooseZone] = useZoneChoice();
  const [sync] = useState(createChartSync);
  const body = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const query = useRef<PromqlFieldHandle>(null);
  const list = usePacedAnswer('metrics.list', run === undefined ? undefined : { run }, pace, live, 'metrics');
  const rows = useMemo(() => (list.data === undefined ? undefined : metricRows(list.data)), [list.data]);
  const newest = useMemo(() => (rows ?? []).reduce((most, { last }) => Math.max(most, last), 0), [rows]);
  const selected = rows?.find(({ name }) => name === view.metric);
  const distribution = view.view === 'histogram' ? selected : undefined;
  const spacing = useSpacing(view.queries);
  const time = useMetricTime(address, newest, distribution?.spacing ?? spacing ?? 0);
  const select = useCallback(
    (row: MetricRow): void =>
      change({
        metric: row.name,
        view: isDistribution(row) ? 'histogram' : 'explore',
        ...(isDistribution(row) ? {} : { queries: [{ text: row.query, name: '', hidden: false }] }),
        only: undefined,
        off: [],
        unit: undefined,
      }),
    [change],
  );
  const onOrder = useCallback((sort: SortOrder | undefined) => change({ sort }, 'adjust'), [change]);
  const find = useCallback((text: string) => change({ find: text }, 'adjust'), [change]);
  useMetricsCommands({
    search: () => search.current?.select(),
    query: () => query.current?.focus(),
    follow: () => {
      if (view.view !== 'cardinality') (time.following ? time.pause : time.reset)();
    },
    table: () => change({ view: 'explore', as: view.as === 'table' ? 'chart' : 'table' }, 'adjust'),
    stack: () => change({ stack: !view.stack }, 'adjust'),
    cardinality: () => change({ view: view.view === 'cardinality' ? 'explore' : 'cardinality' }),
    addQuery: () => change({ view: 'explore', queries: [...view.queries, { text: '', name: '', hidden: false }] }),
  });

  const series = rows?.reduce((sum, row) => sum + row.series, 0) ?? 0;
  const shown = (): ReactNode => {
    if (view.view === 'cardinality')
      return (
        <CardinalityView
          newest={newest}
          part={view.by}
          onPart={(by) => change({ by }, 'adjust')}
          order={view.sort}
          onOrder={onOrder}
          onMetric={(name) => change({ view: 'explore', queries: [{ text: name, name: '', hidden: false }] })}
        />
      );
    if (distribution !== undefined && isDistribution(distribution))
      return <HistogramView key={distribution.name} row={distribution} time={time} address={address} zone={zone} />;
    if (view.view === 'histogram' && rows !== undefined)
      return (
        <EmptyState
          title={
            view.metric === undefined
              ? 'Choose a histogram'
              : selected === undefined
                ? `No metric is called ${view.metric}`
                : `${view.metric} is no histogram`
          }
          actions={
            selected === undefined ? undefined : <Button onClick={() => select(selected)}>Show it in Explore</Button>
          }
        >
          Distributions are shown of histograms; pick one from the list on the left.
        </EmptyState>
      );
    return (
      <ExploreView
        rows={rows ?? []}
        address={address}
        time={time}
        ready={spacing !== undefined}
        zone={zone}
        first={query}
      />
    );
  };
  return (
    <ChartSyncContext value={sync}>
      <div className={styles['page']}>
        <header className={styles['header']}>
          <h1 className={styles['title']}>Metrics</h1>
          <span className={styles['facts']}>
            {rows === undefined ? '' : `${plural(rows.length, 'metric')}, ${plural(series, 'series', 'series')}`}
          </span>
          <span className={styles['space']} />
          {view.view === 'cardinality' ? undefined : <TimeControls address={address} time={time} zone={zone} />}
          <ExportMetrics view={view} selected={selected} time={time} charts={body} />
          <Button
            look="ghost"
            aria-label={zone === 'utc' ? 'Times are in UTC. Show local times' : 'Times are local. Show UTC'}
            title={zone === 'utc' ? 'Times are in UTC; click for local times' : 'Times are local; click for UTC'}
            onClick={() => chooseZone(zone === 'utc' ? 'local' : 'utc')}
          >
            {zoneName(zone)}
          </Button>
          <nav className={viewLinks['views']} aria-label="Views of the metrics">
            {(['explore', 'histogram', 'cardinality'] as const).map((name) => (
              <Link
                key={name}
                href={linkWith({ view: name })}
                aria-current={view.view === name ? 'page' : undefined}
                className={viewLinks['view']}
              >
                {viewNames[name]}
              </Link>
            ))}
          </nav>
        </header>
        <div className={styles['body']} ref={body}>
          {list.error !== null && rows === undefined ? (
            <EmptyState
              icon={<CircleAlert size={28} strokeWidth={1.5} />}
              title="The metrics could not be read"
              actions={<Button onClick={() => void list.refetch()}>Try again</Button>}
            >
              {list.error.message}
            </EmptyState>
          ) : rows?.length === 0 ? (
            <NothingReceived />
          ) : (
            <Splitter
              label="Width of the list of metrics"
              direction="row"
              sized="first"
              initial={360}
              min={240}
              minRest={420}
              first={
                <MetricList
                  rows={rows}
                  newest={newest}
                  find={view.find}
                  onFind={find}
                  selected={view.metric}
                  charted={view.view === 'histogram' || (view.view === 'explore' && view.queries.length > 0)}
                  onSelect={select}
                  onLeave={toTable}
                  inputRef={search}
                />
              }
              second={shown()}
            />
          )}
        </div>
      </div>
    </ChartSyncContext>
  );
}
