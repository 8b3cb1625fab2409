// The traces page: header, filters, scatter, list. It owns the questions; the parts below it only show.
import { useCallback, useMemo, useRef, type ReactNode } from 'react';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useAnswer } from '../../data/use-answer.ts';
import { usePacedAnswer } from '../../data/use-paced-answer.ts';
import { serviceColours } from '../../draw/palette.ts';
import { useTheme } from '../../draw/use-theme.ts';
import { allTraces } from '../../routes/traces-route.ts';
import { pickedValue } from '../../ui/search-field/conditions.ts';
import type { SearchFieldHandle } from '../../ui/search-field/search-field.tsx';
import { Splitter } from '../../ui/splitter.tsx';
import { CompareMark, useCompareMark } from './compare-mark.tsx';
import { FilterBar } from './filter-bar.tsx';
import { isUnfiltered, servicePick } from './filter-model.ts';
import { AllHidden } from './hidden-noise.tsx';
import { ListFailed, NothingMatches, NothingReceived } from './list-state.tsx';
import { ScatterPanel } from './scatter-panel.tsx';
import { TraceList, type ListHandle } from './trace-list.tsx';
import { TracesHeader } from './traces-header.tsx';
import styles from './traces-page.module.css';
import { useTracesStore } from './traces-store.ts';
import { useNoise } from './use-noise.ts';
import { useTraceFilter } from './use-trace-filter.ts';
import { useTraceList } from './use-trace-list.ts';
import { useTraceVocabulary } from './use-trace-vocabulary.ts';
import { useTracesCommands } from './use-traces-commands.ts';

const scatterLimit = 20_000;
/** Milliseconds between two questions while data streams in. */
const scatterPace = 1000;
const facetsPace = 2000;
const separator = '\u0000';

export function TracesPage(): ReactNode {
  const { run, live } = useSelectedRun();
  const control = useTraceFilter();
  const { filter, change } = control;
  const noise = useNoise(filter);
  const list = useTraceList(noise.filter);
  const scatterShown = useTracesStore((state) => state.scatterShown);
  const theme = useTheme();
  const search = useRef<SearchFieldHandle>(null);
  const rows = useRef<ListHandle>(null);

  const facets = usePacedAnswer(
    'traces.facets',
    run === undefined ? undefined : { run, service: pickedValue(filter.where, servicePick) },
    facetsPace,
    live,
  );
  const vocabulary = useTraceVocabulary(run, facets.data);
  const scatterRequest = useMemo(
    () => (run === undefined || !scatterShown ? undefined : { run, filter: noise.filter, limit: scatterLimit }),
    [run, scatterShown, noise.filter],
  );
  const scatter = usePacedAnswer('traces.scatter', scatterRequest, scatterPace, live);
  // As one text, so that an answer with the same services keeps the colours (and with them the columns) as they are.
  const names = (facets.data?.services ?? [])
    .map((service) => service.name)
    .sort()
    .join(separator);
  const colourOf = useMemo(() => serviceColours(names.split(separator), theme.scheme), [names, theme.scheme]);

  const clear = useCallback(() => change(() => allTraces), [change]);
  const mark = useCompareMark();
  const markSelected = (): void => mark(list.selected === undefined ? undefined : list.rowAt(list.selected)?.traceId);
  useTracesCommands({ control, search, rows, clear, mark: markSelected });

  const unfiltered = isUnfiltered(filter);
  const everything = useAnswer(
    'traces.list',
    run !== undefined && list.total === 0 && !unfiltered ? { run, filter: {}, offset: 0, limit: 1 } : undefined,
  );
  const empty =
    list.error !== null ? (
      <ListFailed error={list.error} onRetry={list.retry} onClear={clear} />
    ) : !noise.shown && (noise.hidden ?? 0) > 0 ? (
      <AllHidden noise={noise} />
    ) : unfiltered || everything.data?.total === 0 ? (
      <NothingReceived />
    ) : (
      <NothingMatches {...control} unfiltered={everything.data?.total} onClear={clear} />
    );

  // Without points there is no picture; an axis would be invented.
  const drawable = list.error === null && list.total !== 0;
  return (
    <div className={styles['page']}>
      <TracesHeader list={list} filter={filter} noise={noise} />
      <FilterBar
        {...control}
        facets={facets.data}
        vocabulary={vocabulary}
        searchRef={search}
        onLeave={() => rows.current?.focus()}
        onClear={clear}
      />
      <CompareMark />
      <div className={styles['body']}>
        <Splitter
          label="Scatter height"
          direction="column"
          sized="first"
          initial={200}
          min={110}
          minRest={140}
          first={
            scatterShown && drawable ? (
              <ScatterPanel {...control} points={scatter.data} colourOf={colourOf} />
            ) : undefined
          }
          second={<TraceList list={list} colourOf={colourOf} empty={empty} handle={rows} />}
        />
      </div>
    </div>
  );
}
