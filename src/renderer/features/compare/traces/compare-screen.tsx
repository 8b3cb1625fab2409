// The comparison of two traces that are there: both sides told, kinds of rows to choose from, the rows, and the
// differences of the chosen pair. The address holds what is listed and which pair is chosen.
import { useCallback, useMemo, useRef, type ReactNode } from 'react';
import type { TraceComparison } from '../../../../contract/compare.ts';
import { serviceColours } from '../../../draw/palette.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import { SpanIndex } from '../../../draw/waterfall/span-index.ts';
import {
  compareTracesLink,
  type RowOrder,
  type SpanPair,
  type TracesComparison,
} from '../../../routes/compare-route.ts';
import { useNavigate } from '../../../routes/use-place.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatCount } from '../../../ui/number-text.ts';
import { Select } from '../../../ui/select.tsx';
import { Splitter } from '../../../ui/splitter.tsx';
import { VirtualTable, type TableHandle } from '../../../ui/virtual-table.tsx';
import { compareColumns } from './compare-columns.tsx';
import { KindFilter } from './kind-filter.tsx';
import { PairDetails } from './pair-details.tsx';
import { listRows } from './row-list.ts';
import { SideHead } from './side-head.tsx';
import { useCompareCommands } from './use-compare-commands.ts';
import styles from './compare.module.css';

const orders: readonly { readonly value: RowOrder; readonly label: string }[] = [
  { value: 'tree', label: 'As in the trace' },
  { value: 'delta', label: 'Largest change of duration' },
  { value: 'self', label: 'Largest change of self time' },
];

interface CompareScreenProps {
  readonly comparison: TraceComparison;
  readonly view: TracesComparison;
}

export function CompareScreen({ comparison, view }: CompareScreenProps): ReactNode {
  const navigate = useNavigate();
  const { scheme } = useTheme();
  const table = useRef<TableHandle>(null);
  const { left, right } = comparison;
  const { show: kinds, order: by, pair } = view;
  const rows = useMemo(() => listRows(comparison, kinds, by), [comparison, kinds, by]);
  const indexes = useMemo(
    () => ({
      left: new SpanIndex(left.columns.spanIds, left.columns.rows),
      right: new SpanIndex(right.columns.spanIds, right.columns.rows),
    }),
    [left, right],
  );
  const chosen = useMemo(() => rowOfPair(comparison, indexes, pair), [comparison, indexes, pair]);
  const place = chosen === undefined ? -1 : rows.indexOf(chosen);
  const colourOf = useMemo(
    () => serviceColours([...left.columns.serviceNames, ...right.columns.serviceNames], scheme),
    [left, right, scheme],
  );
  const columns = useMemo(
    () => compareColumns(comparison, colourOf, view.order === 'tree'),
    [comparison, colourOf, view.order],
  );
  const change = useCallback(
    (patch: Partial<TracesComparison>) => navigate(compareTracesLink({ ...view, ...patch }), { replace: true }),
    [navigate, view],
  );
  const select = useCallback(
    (at: number | undefined): void => {
      const row = at === undefined ? undefined : rows[at];
      change({ pair: row === undefined ? undefined : pairOfRow(comparison, indexes, row) });
      if (at !== undefined) table.current?.show(at);
    },
    [rows, comparison, indexes, change],
  );
  const swap = (): void =>
    change({
      left: view.right,
      right: view.left,
      pair: view.pair === undefined ? undefined : { left: view.pair.right, right: view.pair.left },
    });
  useCompareCommands({ comparison, rows, at: place, select, swap, change, view });

  return (
    <div className={styles['screen']}>
      <header className={styles['header']}>
        <SideHead name="Left" side={view.left} columns={left.columns} />
        <SideHead name="Right" side={view.right} columns={right.columns} against={left.columns} />
        <Button title="Swap the sides (x)" onClick={swap}>
          Swap
        </Button>
      </header>
      <div className={styles['bar']}>
        <KindFilter comparison={comparison} show={view.show} onChange={(show) => change({ show })} />
        <Select labelHidden label="Order" value={view.order} options={orders} onChange={(order) => change({ order })} />
        <span className={styles['count']}>
          {formatCount(rows.length)} of {formatCount(comparison.rows)} rows
        </span>
      </div>
      <div className={styles['body']}>
        <Splitter
          label="Width of the compared pair"
          direction="row"
          sized="second"
          initial={430}
          min={300}
          minRest={480}
          first={
            <VirtualTable
              label="Compared spans"
              autoFocus
              handle={table}
              columns={columns}
              count={rows.length}
              rowAt={(at) => rows[at]}
              rowKey={(row) => String(row)}
              selected={place < 0 ? undefined : place}
              onSelect={select}
              empty={
                <EmptyState title={view.show.length === 0 ? 'No spans' : 'No such differences'}>
                  {view.show.length === 0
                    ? 'Neither trace has any.'
                    : 'No row is of the kinds chosen above. Press Escape to list all rows.'}
                </EmptyState>
              }
            />
          }
          second={
            chosen === undefined ? undefined : (
              <PairDetails
                comparison={comparison}
                row={chosen}
                view={view}
                indexes={indexes}
                onClose={() => select(undefined)}
              />
            )
          }
        />
      </div>
    </div>
  );
}

export interface SideIndexes {
  readonly left: SpanIndex;
  readonly right: SpanIndex;
}

/** The row of either span of the pair; the left one's where they are not in one row any more. */
function rowOfPair(comparison: TraceComparison, indexes: SideIndexes, pair: SpanPair | undefined): number | undefined {
  for (const side of ['left', 'right'] as const) {
    const spanId = pair?.[side];
    const at = spanId === undefined ? -1 : indexes[side].rowOf({ spanId });
    const row = at < 0 ? -1 : comparison[side === 'left' ? 'leftRow' : 'rightRow'].indexOf(at);
    if (row >= 0) return row;
  }
  return undefined;
}

function pairOfRow(comparison: TraceComparison, indexes: SideIndexes, row: number): SpanPair {
  const l = comparison.leftRow[row] as number;
  const r = comparison.rightRow[row] as number;
  return {
    left: l < 0 ? undefined : indexes.left.refOf(l).spanId,
    right: r < 0 ? undefined : indexes.right.refOf(r).spanId,
  };
}
