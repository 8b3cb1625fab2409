// Rows and columns of a frame, with units, colours, bars and sparklines in cells.
import { useMemo, useState, type ReactNode } from 'react';
import { settingsOf } from '../../../../contract/dashboards/format/field-match.ts';
import { shownValue } from '../../../../contract/dashboards/format/shown-value.ts';
import type { FieldConfig, FieldSettings } from '../../../../contract/dashboards/field-config.ts';
import {
  fieldName,
  numberOf,
  rowCount,
  timeField,
  type Cell,
  type Field,
  type Frame,
} from '../../../../contract/dashboards/frame.ts';
import { sortFrame } from '../../../../contract/dashboards/transform/sort-by.ts';
import type { LogsPanel, TablePanel, UnknownPanel } from '../../../../contract/dashboards/panels.ts';
import { parseTraceId, type TraceId } from '../../../../contract/ids.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { namedColour } from '../../../draw/named-colour.ts';
import type { Theme } from '../../../draw/theme.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import { traceLink } from '../../../routes/trace-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import { Select } from '../../../ui/select.tsx';
import { VirtualTable, type Column } from '../../../ui/virtual-table.tsx';
import type { LinkedData } from '../../../../contract/dashboards/variables/link-text.ts';
import { displayName } from '../model/lines.ts';
import { rowCells } from '../model/readings.ts';
import { DataLinks } from './data-links.tsx';
import type { PanelProps } from './panel-props.ts';
import styles from './panels.module.css';
import { TableFooter } from './table-footer.tsx';
import { TrendLine } from './trend-line.tsx';

export function Table({ panel, result }: PanelProps<TablePanel | LogsPanel | UnknownPanel>): ReactNode {
  const theme = useTheme();
  const [chosen, setChosen] = useState('0');
  const [selected, setSelected] = useState<number>();
  const frames = useMemo(() => result.frames.filter(({ fields }) => fields.length > 0), [result]);
  const frame = frames[Number(chosen)] ?? frames[0];
  const sortBy = panel.kind === 'table' ? panel.sortBy : undefined;
  const sorted = useMemo(() => (frame === undefined ? undefined : ordered(frame, sortBy)), [frame, sortBy]);
  const columns = useMemo(
    () => (sorted === undefined ? [] : columnsOf(sorted, panel.fields, theme)),
    [sorted, panel, theme],
  );
  if (sorted === undefined) return undefined;
  return (
    <div className={styles['column']}>
      <VirtualTable
        label={panel.title || 'Table'}
        columns={columns}
        count={rowCount(sorted)}
        rowAt={(index) => index}
        selected={selected}
        onSelect={setSelected}
      />
      {panel.kind === 'table' && panel.footer !== undefined ? (
        <TableFooter frame={sorted} fields={panel.fields} calc={panel.footer.calc} wanted={panel.footer.fields} />
      ) : undefined}
      {frames.length > 1 ? (
        <Select
          label="Series"
          labelHidden
          value={String(Math.max(0, frame === undefined ? 0 : Number(chosen) < frames.length ? Number(chosen) : 0))}
          options={frames
            .slice(0, 500)
            .map((one, at) => ({ value: String(at), label: one.name || `Query ${one.target}` }))}
          onChange={setChosen}
        />
      ) : undefined}
    </div>
  );
}

function ordered(frame: Frame, sortBy: TablePanel['sortBy'] | undefined): Frame {
  const [sort] = sortBy ?? [];
  return sort === undefined ? frame : sortFrame(frame, sort.field, sort.descending);
}

function columnsOf(frame: Frame, config: FieldConfig, theme: Theme): readonly Column<number>[] {
  return frame.fields.flatMap((field, index): readonly Column<number>[] => {
    const settings = settingsOf(config, field, frame);
    if (settings.draw?.hidden === true) return [];
    const name = displayName(field, frame, settings);
    const end =
      settings.draw?.align === 'right' || (field.kind === 'number' && (settings.draw?.align ?? 'auto') === 'auto');
    return [
      {
        id: `${index} ${name}`,
        title: name,
        width: settings.draw?.width ?? (field.kind === 'time' ? 140 : 90),
        grow: settings.draw?.width === undefined ? 1 : 0,
        align: end ? 'end' : 'start',
        cell: (row) => (
          <TableCell cell={field.values[row]} field={field} settings={settings} theme={theme} frame={frame} row={row} />
        ),
      },
    ];
  });
}

interface TableCellProps {
  readonly frame: Frame;
  readonly row: number;
  readonly cell: Cell;
  readonly field: Field;
  readonly settings: FieldSettings;
  readonly theme: Theme;
}

function TableCell({ cell, field, settings, theme, frame, row }: TableCellProps): ReactNode {
  if (typeof cell === 'object') {
    const values = cell.fields.find(({ kind }) => kind === 'number')?.values ?? [];
    return <TrendLine values={values.map(numberOf)} colour={theme.accent} />;
  }
  if (cell === undefined && settings.noValue === undefined && settings.mappings === undefined) return '';
  const traceId = field.name === 'Trace ID' && typeof cell === 'string' ? parseTraceId(cell) : undefined;
  if (traceId !== undefined) return <TraceCell traceId={traceId} />;
  const unit = settings.unit ?? (field.kind === 'time' ? 'dateTimeAsLocal' : undefined);
  const shown = shownValue(cell, { ...settings, unit }, false);
  const look = settings.draw?.cell ?? 'auto';
  const asked = shown.colour ?? (look === 'auto' ? undefined : shownValue(cell, settings, true).colour);
  const colour = asked === undefined ? undefined : namedColour(asked, theme, shown.share);
  if (look === 'gauge') {
    return (
      <span className={styles['cellGauge']}>
        <span className={styles['barTrack']}>
          <span
            className={styles['bar']}
            style={{ width: `${(shown.share ?? 0) * 100}%`, background: colour ?? theme.accent }}
          />
        </span>
        <span className="numeric">{shown.text}</span>
      </span>
    );
  }
  const filled = look === 'color-background' && colour !== undefined;
  return (
    <span
      className={filled ? styles['cellFilled'] : field.kind === 'number' ? 'numeric' : undefined}
      style={colour === undefined ? undefined : filled ? { background: colour } : { color: colour }}
      title={shown.text}
    >
      {settings.links === undefined ? (
        shown.text
      ) : (
        <DataLinks links={settings.links} data={dataOf(frame, field, row, shown.text)}>
          {shown.text}
        </DataLinks>
      )}
    </span>
  );
}

function dataOf(frame: Frame, field: Field, row: number, text: string): LinkedData {
  const time = numberOf(timeField(frame)?.values[row]);
  const { labels } = field;
  return { value: field.values[row], text, time, name: fieldName(field, frame), labels, row: rowCells(frame, row) };
}

function TraceCell({ traceId }: { readonly traceId: TraceId }): ReactNode {
  const { param } = useSelectedRun();
  return <Link href={traceLink({ traceId, run: param })}>{traceId}</Link>;
}
