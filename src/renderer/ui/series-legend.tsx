// The series of a chart with their figures: its legend and its accessible table. A row that is chosen (by click or arrow
// keys) is shown alone, chosen again with the others; the mark in front hides or shows one.
import { useMemo, type ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './series-legend.module.css';
import { VirtualTable, type Column } from './virtual-table.tsx';

export interface LegendRow {
  readonly key: string;
  readonly name: string;
  /** Everything known about the series, for hover. */
  readonly title: string;
  readonly colour: string;
  readonly hidden: boolean;
  /** Texts of the figures, one per heading. */
  readonly figures: readonly string[];
}

interface SeriesLegendProps {
  /** Accessible name. */
  readonly label: string;
  readonly rows: readonly LegendRow[];
  /** `Last`, `Min`, … */
  readonly headings: readonly string[];
  /** The one that is shown alone. */
  readonly only: string | undefined;
  readonly onOnly: (key: string | undefined) => void;
  readonly onToggle: (key: string) => void;
}

export function SeriesLegend({ label, rows, headings, only, onOnly, onToggle }: SeriesLegendProps): ReactNode {
  const columns = useMemo(() => columnsOf(headings, onToggle), [headings, onToggle]);
  const at = only === undefined ? -1 : rows.findIndex(({ key }) => key === only);
  const choose = (index: number): void => {
    const key = rows[index]?.key;
    onOnly(key === only ? undefined : key);
  };
  return (
    <VirtualTable
      label={label}
      columns={columns}
      count={rows.length}
      rowAt={(index) => rows[index]}
      rowKey={(row) => row.key}
      rowClass={(row) => (row.hidden ? styles['hidden'] : undefined)}
      selected={at < 0 ? undefined : at}
      onSelect={choose}
    />
  );
}

function columnsOf(headings: readonly string[], onToggle: (key: string) => void): readonly Column<LegendRow>[] {
  return [
    {
      id: 'series',
      title: 'Series',
      width: 180,
      grow: 1,
      cell: (row) => (
        <>
          <button
            type="button"
            tabIndex={-1}
            className={cx(styles['mark'], row.hidden && styles['off'])}
            style={{ '--colour': row.colour }}
            aria-label={`${row.hidden ? 'Show' : 'Hide'} ${row.name}`}
            aria-pressed={!row.hidden}
            onPointerDown={(event) => event.stopPropagation()}
            onClick={() => onToggle(row.key)}
          />
          <span className={styles['name']} title={row.title}>
            {row.name}
          </span>
        </>
      ),
    },
    ...headings.map((title, index): Column<LegendRow> => ({
      id: title,
      title,
      width: 104,
      align: 'end',
      cell: (row) => <span className="numeric">{row.figures[index]}</span>,
    })),
  ];
}
