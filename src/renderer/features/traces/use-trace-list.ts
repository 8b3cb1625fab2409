// Rows of the list by index: pages from the engine, the former rows while new ones are on their way, and the
// following or holding of live data (follow-state.ts).
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ContractError } from '../../../contract/errors.ts';
import type { RunId } from '../../../contract/ids.ts';
import type { TraceSummary } from '../../../contract/traces.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useAnswer } from '../../data/use-answer.ts';
import { usePages, type Pages } from '../../data/use-pages.ts';
import { tracesLink, type TraceSearch } from '../../routes/traces-route.ts';
import { useExactTotal } from './use-exact-total.ts';
import { afterMove, arrivedSince, endOfList, following } from './follow-state.ts';
import { freshList, useTracesStore } from './traces-store.ts';

const pageSize = 100;
export const rowHeight = 24;
/** How long the list keeps still after the pointer moved over it, so that a click hits what was aimed at. */
const pointerRest = 900;

export interface TraceList {
  /** Rows that match; undefined until the first answer. */
  readonly total: number | undefined;
  readonly totalIsExact: boolean;
  readonly rowAt: (index: number) => TraceSummary | undefined;
  readonly error: ContractError | null;
  readonly retry: () => void;
  readonly fetching: boolean;
  /** What is shown belongs to the former filter. */
  readonly outdated: boolean;
  readonly selected: number | undefined;
  readonly select: (index: number | undefined) => void;
  readonly visible: readonly [first: number, last: number];
  readonly setVisible: (first: number, last: number) => void;
  readonly memory: { read(): number | undefined; write(offset: number): void };
  readonly holding: boolean;
  readonly arrived: number | undefined;
  readonly resume: () => void;
  readonly pointerMoved: () => void;
}

export function useTraceList(filter: TraceSearch): TraceList {
  const { run, live } = useSelectedRun();
  const list = tracesLink({ run, filter });
  const stored = useTracesStore();
  const { follow, selected, selectedRow } = stored.list === list ? stored : freshList;
  const [visible, setVisibleRows] = useState<readonly [number, number]>([0, 40]);
  const pointer = useRest(pointerRest);

  const end = endOfList(follow, filter.to);
  const pages = usePages({
    method: 'traces.list',
    request:
      run === undefined ? undefined : (offset) => ({ run, filter: { ...filter, to: end }, offset, limit: pageSize }),
    visible,
    pageSize,
    live: live && follow.kind === 'following' && !pointer.busy,
    listKey: `${list} ${end}`,
  });
  const shown = useFormer(run, pages);
  const first = shown?.first;
  const asked = useMemo(
    () => (run === undefined ? undefined : { run, filter: { ...filter, to: end } }),
    [run, filter, end],
  );
  const counted = useExactTotal(shown === pages ? first : undefined, asked, live && follow.kind === 'following');
  const { total, exact: totalIsExact } = useTotal(list, shown !== pages, counted, first?.total);
  const rowAt = useCallback(
    (index: number): TraceSummary | undefined => {
      const found = shown?.at(index);
      return found?.answer.rows[found.row];
    },
    [shown],
  );

  const newer = useAnswer(
    'traces.list',
    live && follow.kind === 'holding' && run !== undefined ? { run, filter, offset: 0, limit: 1 } : undefined,
    {
      keepPrevious: true,
    },
  );
  const everything = useMemo(() => (run === undefined ? undefined : { run, filter }), [run, filter]);
  const liveTotal = useExactTotal(newer.isPlaceholderData ? undefined : newer.data, everything, live);

  const known = totalIsExact ? total : undefined;
  const screen = useRef({ newest: first?.rows[0]?.start, total: known });
  screen.current = { newest: first?.rows[0]?.start, total: known };
  const update = useCallback(
    (patch: {
      readonly offset?: number;
      readonly selected?: TraceSummary['traceId'] | undefined;
      readonly selectedRow?: number | undefined;
    }): void => {
      const before = useTracesStore.getState();
      const next = { ...(before.list === list ? before : freshList), ...patch };
      const move = { ...screen.current, atTop: next.offset < rowHeight / 2, selected: next.selectedRow !== undefined };
      useTracesStore.setState({
        list,
        offset: next.offset,
        selected: next.selected,
        selectedRow: next.selectedRow,
        follow: live ? afterMove(next.follow, move) : following,
      });
    },
    [list, live],
  );
  const memory = useMemo(
    () => ({
      read: () => (useTracesStore.getState().list === list ? useTracesStore.getState().offset : undefined),
      write: (offset: number) => update({ offset }),
    }),
    [list, update],
  );

  return {
    total,
    totalIsExact,
    rowAt,
    error: pages.error,
    retry: pages.retry,
    fetching: pages.fetching,
    outdated: shown !== pages,
    selected: placeOf(selected, selectedRow, visible, rowAt),
    select: (index) =>
      update({ selected: index === undefined ? undefined : rowAt(index)?.traceId, selectedRow: index }),
    visible,
    setVisible: useCallback(
      (from, to) => setVisibleRows((before) => (before[0] === from && before[1] === to ? before : [from, to])),
      [],
    ),
    memory,
    holding: follow.kind === 'holding',
    // Not yet counted is none so far: nothing pops up under a pointer that has just pressed.
    arrived: newer.data === undefined && follow.kind === 'holding' ? 0 : arrivedSince(follow, liveTotal),
    resume() {
      pointer.end();
      useTracesStore.setState({ list, ...freshList });
    },
    pointerMoved: pointer.begin,
  };
}

/** The newest pages of a run that have something to show: while another filter is being asked, those of the former one. */
function useFormer(run: RunId | undefined, pages: Pages<'traces.list'>): Pages<'traces.list'> | undefined {
  const former = useRef<{ readonly run: RunId | undefined; readonly pages: Pages<'traces.list'> }>(undefined);
  if (pages.first !== undefined) former.current = { run, pages };
  if (pages.error !== null) former.current = undefined;
  return former.current?.run === run ? former.current?.pages : undefined;
}

interface Total {
  readonly total: number | undefined;
  readonly exact: boolean;
}

/** While it is counted anew how many there are, because the list begins to hold, none of the rows goes. */
function useTotal(list: string, outdated: boolean, exact: number | undefined, atLeast: number | undefined): Total {
  const former = useRef({ list, total: 0 });
  if (outdated)
    return { total: atLeast === undefined ? undefined : Math.max(atLeast, former.current.total), exact: true };
  if (former.current.list !== list) former.current = { list, total: 0 };
  if (exact !== undefined) former.current.total = exact;
  if (exact !== undefined || atLeast === undefined) return { total: exact, exact: exact !== undefined };
  return { total: Math.max(atLeast, former.current.total), exact: false };
}

/** Where the selected trace is now: where it was selected, or elsewhere on screen. */
function placeOf(
  selected: TraceSummary['traceId'] | undefined,
  row: number | undefined,
  [first, last]: readonly [number, number],
  rowAt: (index: number) => TraceSummary | undefined,
): number | undefined {
  if (row === undefined || selected === undefined) return row;
  const there = rowAt(row);
  if (there === undefined || there.traceId === selected) return row;
  for (let index = first; index <= last; index++) if (rowAt(index)?.traceId === selected) return index;
  return undefined;
}

/** Busy from `begin` until `millis` after the last one. */
function useRest(millis: number): { readonly busy: boolean; readonly begin: () => void; readonly end: () => void } {
  const [busy, setBusy] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const end = useCallback(() => {
    clearTimeout(timer.current);
    setBusy(false);
  }, []);
  const begin = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(end, millis);
    setBusy(true);
  }, [end, millis]);
  return { busy, begin, end };
}
