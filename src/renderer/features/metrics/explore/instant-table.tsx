// The values at the end of the range as a table: one row per series, one column per label,
// sorted by a click on a heading.
import { useMemo, useState, type ReactNode } from 'react';
import type { LabelTable, MetricsResult } from '../../../../contract/metrics.ts';
import { plural } from '../../../ui/number-text.ts';
import { sortedPlaces, type SortOrder } from '../../../ui/sort-order.ts';
import { useSortOrder, type SortHeading } from '../../../ui/use-sort-order.ts';
import { formatValue, type ValueUnit } from '../../../ui/value-unit.ts';
import { VirtualTable, type Column } from '../../../ui/virtual-table.tsx';
import styles from './explore.module.css';

interface InstantTableProps {
  readonly result: Extract<MetricsResult, { kind: 'vector' | 'scalar' | 'string' | 'ranges' }>;
  readonly unit: ValueUnit;
  /** By a label, or by `value`; of what the table does not have: as the rows came. */
  readonly order: SortOrder | undefined;
  readonly onOrder: (order: SortOrder | undefined) => void;
}

export function InstantTable({ result, unit, order, onOrder }: InstantTableProps): ReactNode {
  const [selected, setSelected] = useState<number>();
  const heading = useSortOrder(order, onOrder);
  const columns = useMemo(() => columnsOf(result, unit, heading), [result, unit, heading]);
  const count = 'labels' in result ? result.labels.rows : 1;
  const places = useMemo(() => {
    const keys = order === undefined ? undefined : keyOf(result, order.column);
    return keys === undefined ? undefined : sortedPlaces(count, keys, order?.descending === true);
  }, [result, count, order]);
  return (
    <VirtualTable
      label="Values"
      columns={columns}
      count={count}
      rowAt={(index) => (index < count ? (places?.[index] ?? index) : undefined)}
      selected={selected}
      onSelect={setSelected}
    />
  );
}

const valueColumn = 'value';
/** CSS pixels: a sign of a label, what stands beside it, and the least and greatest width of a column at first. */
const sign = 7;
const padding = 24;
const narrowest = 64;
const widest = 280;

function columnsOf(
  result: InstantTableProps['result'],
  unit: ValueUnit,
  heading: SortHeading,
): readonly Column<number>[] {
  const value: Column<number> = {
    id: valueColumn,
    title: 'Value',
    width: 150,
    align: 'end',
    cell: (row) => {
      const { text, exact } = valueOf(result, row, unit);
      return (
        <span className="numeric" title={exact}>
          {text}
        </span>
      );
    },
  };
  if (!('labels' in result)) return [{ ...value, grow: 1, align: 'start' }];
  const { labels } = result;
  return [
    ...labels.names.map((name, column) => labelColumn(labels, name, column, heading)),
    { ...value, ...heading(valueColumn) },
  ];
}

/** As wide as its texts want, of the rows at the beginning. */
function labelColumn(labels: LabelTable, name: string, column: number, heading: SortHeading): Column<number> {
  const title = name === '__name__' ? 'metric' : name;
  let longest = title.length + 2;
  for (let row = 0; row < Math.min(labels.rows, 200); row++)
    longest = Math.max(longest, labelOf(labels, row, column).length);
  return {
    id: name,
    title,
    width: Math.max(narrowest, Math.min(widest, longest * sign + padding)),
    grow: longest,
    ...heading(name, 'ascending'),
    cell: (row) => {
      const text = labelOf(labels, row, column);
      return (
        <span className={styles['label']} title={text}>
          {text}
        </span>
      );
    },
  };
}

function labelOf(labels: LabelTable, row: number, column: number): string {
  return labels.texts[labels.cells[row * labels.names.length + column] ?? 0] ?? '';
}

/** What a row is sorted by. */
function keyOf(result: InstantTableProps['result'], column: string): ((row: number) => number | string) | undefined {
  if (!('labels' in result)) return undefined;
  const at = result.labels.names.indexOf(column);
  if (at >= 0) return (row) => labelOf(result.labels, row, at);
  if (column !== valueColumn) return undefined;
  if (result.kind === 'ranges') return (row) => (result.first[row + 1] ?? 0) - (result.first[row] ?? 0);
  const totals = new Map(
    result.histograms === undefined ? [] : [...result.histograms.series].map((row, cell) => [row, cell]),
  );
  return (row) => {
    const cell = totals.get(row);
    return cell === undefined ? (result.values[row] ?? Number.NaN) : (result.histograms?.total[cell] ?? Number.NaN);
  };
}

function valueOf(
  result: InstantTableProps['result'],
  row: number,
  unit: ValueUnit,
): { readonly text: string; readonly exact: string } {
  const number = (value: number) => ({ text: formatValue(value, unit), exact: String(value) });
  switch (result.kind) {
    case 'scalar':
      return number(result.value);
    case 'string':
      return { text: result.value, exact: result.value };
    case 'ranges': {
      const samples = (result.first[row + 1] ?? 0) - (result.first[row] ?? 0);
      const text = samples === 1 ? '1 sample' : `${samples} samples`;
      return { text, exact: `${text}; a range has no single value` };
    }
    case 'vector': {
      if (result.present[row] !== 2) return number(result.values[row] ?? Number.NaN);
      const at = result.histograms?.series.indexOf(row) ?? -1;
      const text = plural(Math.round(result.histograms?.total[at] ?? 0), 'observation');
      return { text, exact: `${text}, sum ${result.histograms?.sum[at] ?? 0}` };
    }
  }
}
