// A table of three columns as a matrix: one column becomes rows, one columns, one the cells.
import { rowCount, textOf, type Cell, type Frame } from '../frame.ts';
import { textAt, type JsonObject } from '../grafana/read-json.ts';
import { findField, keyOfCell, kindOfCells, newField } from './rows.ts';

/** More columns than anybody reads are not made. */
const mostColumns = 1000;

export function groupingToMatrix(frames: readonly Frame[], options: JsonObject): readonly Frame[] {
  const columnName = textAt(options, 'columnField') || 'Time';
  const rowName = textAt(options, 'rowField') || 'Time';
  const valueName = textAt(options, 'valueField') || 'Value';
  const empty: Cell = { null: undefined, true: true, false: false, empty: '', zero: 0 }[
    textAt(options, 'emptyValue') || 'empty'
  ];
  const [frame] = frames;
  if (frames.length !== 1 || frame === undefined) return frames;
  const column = findField(frame, columnName);
  const row = findField(frame, rowName);
  const value = findField(frame, valueName);
  if (column === undefined || row === undefined || value === undefined) return frames;
  const rows = new Map<string, { readonly cell: Cell; readonly values: Map<string, Cell> }>();
  const columns = new Map<string, string>();
  for (let i = 0; i < rowCount(frame); i++) {
    const columnKey = keyOfCell(column.values[i]);
    if (!columns.has(columnKey) && columns.size < mostColumns) columns.set(columnKey, textOf(column.values[i]));
    const rowKey = keyOfCell(row.values[i]);
    const found = rows.get(rowKey) ?? { cell: row.values[i], values: new Map<string, Cell>() };
    rows.set(rowKey, found);
    found.values.set(columnKey, value.values[i]);
  }
  const list = [...rows.values()];
  return [
    {
      ...frame,
      fields: [
        newField(
          `${rowName}\\${columnName}`,
          row.kind,
          list.map((one) => one.cell),
        ),
        ...[...columns].map(([key, name]) => {
          const values = list.map((one) => one.values.get(key) ?? empty);
          return { ...newField(name, kindOfCells(values), values), unit: value.unit };
        }),
      ],
    },
  ];
}
