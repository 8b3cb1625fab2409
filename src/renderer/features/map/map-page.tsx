// The service map of a run: graph, list or details beside it, and the time that is looked at.
import { CircleAlert, Waypoints } from 'lucide-react';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { formatDuration } from '../../../contract/duration-text.ts';
import { durationNanos, unixNanos } from '../../../contract/time.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useRunInfo } from '../../data/use-run-info.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { usePacedAnswer } from '../../data/use-paced-answer.ts';
import { Graph } from '../../draw/graph/graph.tsx';
import { graphRows, serviceBoxes } from '../../draw/graph/service-boxes.ts';
import { serviceColours } from '../../draw/palette.ts';
import { useTheme } from '../../draw/use-theme.ts';
import { logsLink } from '../../routes/logs-route.ts';
import { mapLink, parseMapRoute, type MapView } from '../../routes/map-route.ts';
import { runsLink } from '../../routes/runs-route.ts';
import { sourcesLink } from '../../routes/sources-route.ts';
import { Link, useNavigate, usePlace } from '../../routes/use-place.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { plural } from '../../ui/number-text.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Splitter } from '../../ui/splitter.tsx';
import { formatClock, formatDay, formatMoment } from '../../ui/time-text.ts';
import { useCommands } from '../../ui/use-commands.tsx';
import { MapDetails } from './map-details.tsx';
import { MapList } from './map-list.tsx';
import { MapTime } from './map-time.tsx';
import { tracesOf } from './traces-of.ts';
import styles from './map.module.css';

/** Milliseconds between two questions while data streams in. */
const pace = 2000;

export function MapPage(): ReactNode {
  const place = usePlace();
  const view = useMemo(() => parseMapRoute(place), [place]);
  return view === undefined ? undefined : <RunMap view={view} />;
}

function RunMap({ view }: { readonly view: MapView }): ReactNode {
  const { run, live, param } = useSelectedRun();
  const info = useRunInfo();
  const navigate = useNavigate();
  const theme = useTheme();
  const [tidied, setTidied] = useState(0);
  const [walked, setWalked] = useState<string>();
  const whole = usePacedAnswer('services.map', run === undefined ? undefined : { run }, pace, live);
  const end = whole.data?.last;
  const from = view.last === undefined || end === undefined ? view.from : unixNanos(end - view.last);
  const isWhole = from === undefined && view.to === undefined;
  const part = useAnswer('services.map', run === undefined || isWhole ? undefined : { run, from, to: view.to }, {
    keepPrevious: true,
  });
  const answer = isWhole ? whole : part;
  const { data } = answer;
  const error = whole.error ?? answer.error;
  const facets = useAnswer('traces.facets', run === undefined ? undefined : { run }, { live: false });

  const rows = useMemo(() => (data === undefined ? [] : graphRows(data)), [data]);
  const seconds =
    data?.first === undefined || data.last === undefined
      ? undefined
      : Math.max(1, Number((view.to ?? data.last) - (from ?? data.first)) / 1e9);
  const names = useMemo(() => {
    const ofMap = (data?.nodes ?? []).filter(({ kind }) => kind === 'service').map(({ name }) => name);
    return [...ofMap, ...(facets.data?.services ?? []).map(({ name }) => name)];
  }, [data, facets.data]);
  const colourOf = useMemo(() => serviceColours(names, theme.scheme), [names, theme.scheme]);
  const { boxes, arrows } = useMemo(
    () => serviceBoxes(rows, colourOf, theme.faintText, seconds),
    [rows, colourOf, theme.faintText, seconds],
  );
  const change = useCallback(
    (patch: Partial<MapView>) => navigate(mapLink({ ...view, run: param, ...patch }), { replace: true }),
    [navigate, view, param],
  );
  const select = useCallback((at: string | undefined) => change({ at }), [change]);
  const chosen = rows.find(({ id }) => id === view.at);
  const window = { from, to: view.to };
  const open = (id: string): void => {
    const row = rows.find((one) => one.id === id);
    if (row !== undefined) navigate(tracesOf(row, window, param));
  };
  const tidy = (): void => setTidied((times) => times + 1);
  useCommands([
    { id: 'map.tidy', title: 'Lay out the map anew', group: 'Map', keys: 'l', run: tidy },
    {
      id: 'map.unselect',
      title: 'Let go of what is selected on the map',
      group: 'Map',
      keys: 'escape',
      listed: false,
      run: () => select(undefined),
    },
  ]);

  const services = rows.filter((row) => row.kind === 'node' && row.node.kind === 'service').length;
  const span =
    data?.first === undefined || data.last === undefined
      ? undefined
      : data.last === data.first
        ? `${formatDay(data.first)} ${formatClock(data.first)}`
        : `${formatDay(data.first)} ${formatClock(data.first)} to ${formatMoment(data.last, data.first)} (${formatDuration(durationNanos(data.last - data.first))})`;
  return (
    <div className={styles['page']}>
      <PageHeader
        title="Service map"
        facts={
          data === undefined
            ? undefined
            : `${plural(services, 'service')}, ${plural(data.edges.length, 'connection')}${span === undefined ? '' : `, ${span}`}`
        }
        actions={
          <>
            {data?.complete === false ? (
              <span className={styles['note']} title="Older spans of this run are not counted.">
                newest 2,000,000 spans
              </span>
            ) : undefined}
            <MapTime key={`${view.from} ${view.to}`} view={view} onChange={change} />
            <Button title="Lay everything out anew (l)" onClick={tidy}>
              Tidy
            </Button>
          </>
        }
      />
      {error !== null ? (
        <EmptyState
          icon={<CircleAlert size={28} />}
          title="The map could not be made"
          actions={<Button onClick={() => void answer.refetch()}>Try again</Button>}
        >
          {error.message}
        </EmptyState>
      ) : data !== undefined && rows.length === 0 ? (
        isWhole ? (
          <EmptyState
            icon={<Waypoints size={28} />}
            title={live ? 'No calls yet' : 'This run has no calls'}
            actions={
              live ? (
                <Link href={sourcesLink(param)}>How to send spans</Link>
              ) : (
                <>
                  {info === undefined || info.logs === 0 ? undefined : (
                    <Link href={logsLink({ run: param })}>Its {plural(info.logs, 'log record')}</Link>
                  )}
                  <Link href={mapLink()}>To the live run</Link>
                  <Link href={runsLink(param)}>All runs</Link>
                </>
              )
            }
          >
            {live ? 'The map appears with the first spans: each' : 'The map is made of spans, and none is stored: each'}{' '}
            service is a box, each call from one to another an arrow.
          </EmptyState>
        ) : (
          <EmptyState
            icon={<Waypoints size={28} />}
            title="No calls in this time"
            actions={
              <Button onClick={() => change({ last: undefined, from: undefined, to: undefined })}>
                Show the whole run
              </Button>
            }
          >
            Nothing of this run started then.
          </EmptyState>
        )
      ) : (
        <div className={styles['body']}>
          <Splitter
            label="Width of the list beside the map"
            direction="row"
            sized="second"
            initial={430}
            min={280}
            minRest={360}
            first={
              <Graph
                summary={`Service map: ${plural(services, 'service')}, ${plural(arrows.length, 'connection')}. Arrow keys walk from box to box, Enter shows the traces; the list beside it says the same.`}
                boxes={boxes}
                arrows={arrows}
                selected={chosen?.id}
                onSelect={select}
                onOpen={open}
                tidied={tidied}
              />
            }
            second={
              chosen === undefined || run === undefined ? (
                <MapList rows={rows} at={walked} onMove={setWalked} onSelect={select} />
              ) : (
                <MapDetails
                  run={run}
                  row={chosen}
                  rows={rows}
                  seconds={seconds}
                  window={window}
                  onSelect={select}
                  onClose={() => select(undefined)}
                />
              )
            }
          />
        </div>
      )}
    </div>
  );
}
