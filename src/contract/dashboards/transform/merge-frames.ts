// All frames as one table: rows that agree in every column they share become one row. The names of metrics may differ: it is
// what several metrics say of one thing that is brought together; the row keeps the first name.
import { rowCount, type Cell, type Field, type Frame } from '../frame.ts';
import { keyOfCell } from './rows.ts';

const metricName = '__name__';

export function mergeFrames(frames: readonly Frame[]): readonly Frame[] {
  const filled = frames.filter((frame) => frame.fields.length > 0);
  const [only] = filled;
  if (filled.length <= 1 || only === undefined) return filled;
  const columns = new Map<string, Field>();
  for (const { fields } of filled) {
    for (const field of fields) if (!columns.has(field.name)) columns.set(field.name, field);
  }
  const shared = [...columns.keys()].filter(
    (name) => name !== metricName && filled.every(({ fields }) => fields.some((field) => field.name === name)),
  );
  const rows: Map<string, Cell>[] = [];
  const byKey = new Map<string, Map<string, Cell>[]>();
  for (const frame of filled) {
    for (let row = 0; row < rowCount(frame); row++) {
      const cells = new Map(frame.fields.map((field) => [field.name, field.values[row]]));
      const key = JSON.stringify(shared.map((name) => keyOfCell(cells.get(name))));
      const candidates = byKey.get(key) ?? [];
      const match = shared.length === 0 ? undefined : candidates.find((one) => agrees(one, cells));
      if (match === undefined) {
        rows.push(cells);
        byKey.set(key, [...candidates, cells]);
      } else {
        for (const [name, value] of cells) if (name !== metricName) match.set(name, value ?? match.get(name));
      }
    }
  }
  const fields = [...columns].map(([name, field]) => ({ ...field, values: rows.map((row) => row.get(name)) }));
  return [{ target: '', name: '', fields }];
}

function agrees(row: ReadonlyMap<string, Cell>, other: ReadonlyMap<string, Cell>): boolean {
  for (const [name, value] of other) {
    const mine = name === metricName ? undefined : row.get(name);
    if (value !== undefined && mine !== undefined && keyOfCell(mine) !== keyOfCell(value)) return false;
  }
  return true;
}
