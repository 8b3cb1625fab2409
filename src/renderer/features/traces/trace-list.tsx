// The table of traces with what stands over it: the pill that goes back to live, and the line that says "loading".
import { ArrowUpToLine } from 'lucide-react';
import { useEffect, useImperativeHandle, useMemo, useRef, type MouseEvent, type ReactNode, type Ref } from 'react';
import { unixNanosOfMillis } from '../../../contract/time.ts';
import type { ServiceColours } from '../../draw/palette.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { traceLink } from '../../routes/trace-route.ts';
import { useNavigate } from '../../routes/use-place.tsx';
import { formatCount } from '../../ui/number-text.ts';
import { formatDay } from '../../ui/time-text.ts';
import { VirtualTable, type TableHandle } from '../../ui/virtual-table.tsx';
import { useCompareMark } from './compare-mark.tsx';
import { longestOf } from './longest.ts';
import { traceColumns } from './trace-columns.tsx';
import { rowHeight, type TraceList as List } from './use-trace-list.ts';
import styles from './trace-list.module.css';

/** Rows drawn as placeholders before the first answer. */
const skeletonRows = 30;

export interface ListHandle {
  readonly focus: () => void;
  readonly step: (by: 1 | -1) => void;
  readonly unselect: () => void;
}

interface TraceListProps {
  readonly list: List;
  readonly colourOf: ServiceColours;
  /** Shown instead of rows when there are none. */
  readonly empty: ReactNode;
  readonly handle: Ref<ListHandle>;
}

export function TraceList({ list, colourOf, empty, handle }: TraceListProps): ReactNode {
  const { live, param } = useSelectedRun();
  const navigate = useNavigate();
  const table = useRef<TableHandle>(null);
  const today = formatDay(unixNanosOfMillis(Date.now()));
  const dated = useDated(list, today);
  const columns = useMemo(() => traceColumns(colourOf, { today, dated }), [colourOf, today, dated]);
  const longest = longestOf(list.visible, list.rowAt);
  const count = list.total ?? (list.error === null ? skeletonRows : 0);

  const open = (index: number): void => {
    const row = list.rowAt(index);
    if (row !== undefined) navigate(traceLink({ traceId: row.traceId, run: param }));
  };
  const mark = useCompareMark();
  // Pressing selects (the table's part); letting go on the same row opens, with Ctrl it marks for a comparison.
  const onClick = (event: MouseEvent): void => {
    if (event.button !== 0 || event.shiftKey || !(event.target instanceof Element)) return;
    const line = event.target.closest('[role="row"]')?.getAttribute('aria-rowindex');
    if (line === undefined || line === null || Number(line) < 2) return;
    if (event.ctrlKey || event.metaKey) mark(list.rowAt(Number(line) - 2)?.traceId);
    else open(Number(line) - 2);
  };
  // A search that was just entered has its rows a moment later; the first one is selected then.
  const wanted = useRef(false);
  useEffect(() => {
    if (!wanted.current || list.outdated || list.total === undefined) return;
    wanted.current = false;
    if (list.selected === undefined && list.total > 0) list.select(0);
  });
  useImperativeHandle(handle, () => ({
    focus() {
      wanted.current = true;
      table.current?.focus();
      if (list.selected === undefined && (list.total ?? 0) > 0)
        list.select(list.visible[0] === 0 ? 0 : list.visible[0] + 6);
    },
    step(by) {
      const next = Math.max(0, Math.min(count - 1, (list.selected ?? -1) + by));
      if (list.total === undefined || list.total === 0) return;
      table.current?.focus();
      list.select(next);
      table.current?.show(next);
    },
    unselect: () => list.select(undefined),
  }));

  return (
    <div
      className={styles['list']}
      style={{ '--longest': longest }}
      data-outdated={list.outdated ? '' : undefined}
      onClick={onClick}
      onPointerMove={list.pointerMoved}
    >
      {list.fetching && (list.outdated || list.total === undefined) ? (
        <div className={styles['progress']} role="progressbar" aria-label="Loading traces" />
      ) : undefined}
      <VirtualTable
        label="Traces"
        columns={columns}
        count={count}
        rowAt={list.rowAt}
        rowKey={(row) => row.traceId}
        rowHeight={rowHeight}
        selected={list.selected}
        onSelect={list.select}
        onOpen={open}
        onVisible={list.setVisible}
        memory={list.memory}
        handle={table}
        autoFocus
        empty={empty}
      />
      {live && list.holding && list.arrived !== 0 ? (
        <button
          type="button"
          className={styles['resume']}
          onPointerMove={(event) => event.stopPropagation()}
          onClick={() => {
            list.resume();
            table.current?.show(0);
          }}
        >
          <ArrowUpToLine size={13} aria-hidden="true" />
          Resume live{list.arrived === undefined ? '' : ` (+${formatCount(list.arrived)})`}
        </button>
      ) : undefined}
    </div>
  );
}

/** Whether rows of other days have been on screen: the column stays as wide once they have, and nothing jumps. */
function useDated({ visible: [first, last], rowAt }: List, today: string): boolean {
  const dated = useRef(false);
  for (let index = first; index <= last && !dated.current; index++) {
    const row = rowAt(index);
    dated.current = row !== undefined && formatDay(row.start) !== today;
  }
  return dated.current;
}
