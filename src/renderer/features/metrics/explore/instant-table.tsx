// The values at the end of the range as a table: one row per series, one column per label.
import { useMemo, useState, type ReactNode } from 'react';
import type { LabelTable, MetricsResult } from '../../../../contract/metrics.ts';
import { formatValue, type ValueUnit } from '../../../ui/value-unit.ts';
import { VirtualTable, type Column } from '../../../ui/virtual-table.tsx';

interface InstantTableProps {
  readonly result: Extract<MetricsResult, { kind: 'vector' | 'scalar' | 'string' | 'ranges' }>;
  readonly unit: ValueUnit;
}

export function InstantTable({ result, unit }: InstantTableProps): ReactNode {
  const [selected, setSelected] = useState<number>();
  const columns = useMemo(() => columnsOf(result, unit), [result, unit]);
  const count = 'labels' in result ? result.labels.rows : 1;
  return (
    <VirtualTable
      label="Values"
      columns={columns}
      count={count}
      rowAt={(index) => (index < count ? index : undefined)}
      selected={selected}
      onSelect={setSelected}
    />
  );
}

function columnsOf(result: InstantTableProps['result'], unit: ValueUnit): readonly Column<number>[] {
  const value: Column<number> = {
    id: 'value',
    title: 'Value',
    width: 130,
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
  return [...labels.names.map((name, column) => labelColumn(labels, name, column)), value];
}

function labelColumn(labels: LabelTable, name: string, column: number): Column<number> {
  return {
    id: name,
    title: name === '__name__' ? 'metric' : name,
    width: 120,
    grow: 1,
    cell: (row) => {
      const text = labels.texts[labels.cells[row * labels.names.length + column] ?? 0] ?? '';
      return <span title={text}>{text}</span>;
    },
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
      const text = `${result.histograms?.total[at] ?? 0} observations`;
      return { text, exact: `${text}, sum ${result.histograms?.sum[at] ?? 0}` };
    }
  }
}
