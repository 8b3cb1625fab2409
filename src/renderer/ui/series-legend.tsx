// The series of a chart with their figures: its legend and its accessible table, sorted by a click on a heading. A row that
// is chosen (by click or arrow keys) is shown alone, chosen again with the others; the mark in front hides or shows one.
import { useMemo, type ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './series-legend.module.css';
import { sortedPlaces, type SortOrder } from './sort-order.ts';
import { useSortOrder, type SortHeading } from './use-sort-order.ts';
import { VirtualTable, type Column } from './virtual-table.tsx';

export interface LegendRow {
  readonly key: string;
  readonly name: string;
  /** Everything known about the series, for hover. */
  readonly title: string;
  readonly colour: string;
  readonly hidden: boolean;
  /** Texts of the figures, one per heading, and what they say as numbers (NaN for none). */
  readonly figures: readonly string[];
  readonly values: readonly number[];
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
  /** By a heading, or by `series`. */
  readonly order: SortOrder | undefined;
  readonly onOrder: (order: SortOrder | undefined) => void;
}

const bySeries = 'series';
/** Of figures, CSS pixels: one digit, what stands beside it, and by how much a column grows at once. */
const digit = 7.3;
const padding = 18;
const narrowest = 80;
const stride = 16;

export function SeriesLegend(props: SeriesLegendProps): ReactNode {
  const { label, rows, headings, only, onOnly, onToggle, order, onOrder } = props;
  const heading = useSortOrder(order, onOrder);
  const sorted = useMemo(() => sortedRows(rows, headings, order), [rows, headings, order]);
  // As one text, so that new figures of the same length make no new columns.
  const widths = headings.map((_, at) => widthOf(rows, at)).join(' ');
  const columns = useMemo(
    () => columnsOf(headings, widths.split(' ').map(Number), heading, onToggle),
    [headings, widths, heading, onToggle],
  );
  const at = only === undefined ? -1 : sorted.findIndex(({ key }) => key === only);
  const choose = (index: number): void => {
    const key = sorted[index]?.key;
    onOnly(key === only ? undefined : key);
  };
  return (
    <VirtualTable
      label={label}
      columns={columns}
      count={sorted.length}
      rowAt={(index) => sorted[index]}
      rowKey={(row) => row.key}
      rowClass={(row) => (row.hidden ? styles['hidden'] : undefined)}
      selected={at < 0 ? undefined : at}
      onSelect={choose}
    />
  );
}

function sortedRows(
  rows: readonly LegendRow[],
  headings: readonly string[],
  order: SortOrder | undefined,
): readonly LegendRow[] {
  if (order === undefined) return rows;
  const at = headings.indexOf(order.column);
  const keyOf = (row: number): number | string =>
    order.column === bySeries ? (rows[row]?.name ?? '') : (rows[row]?.values[at] ?? Number.NaN);
  return Array.from(sortedPlaces(rows.length, keyOf, order.descending), (row) => rows[row]).filter(
    (row) => row !== undefined,
  );
}

function widthOf(rows: readonly LegendRow[], at: number): number {
  const longest = rows.reduce((most, { figures }) => Math.max(most, figures[at]?.length ?? 0), 0);
  return Math.max(narrowest, Math.ceil((longest * digit + padding) / stride) * stride);
}

function columnsOf(
  headings: readonly string[],
  widths: readonly number[],
  heading: SortHeading,
  onToggle: (key: string) => void,
): readonly Column<LegendRow>[] {
  return [
    {
      id: bySeries,
      title: 'Series',
      width: 180,
      grow: 1,
      ...heading(bySeries, 'ascending'),
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
      width: widths[index] ?? narrowest,
      align: 'end',
      ...heading(title),
      cell: (row) => <span className="numeric">{row.figures[index]}</span>,
    })),
  ];
}
