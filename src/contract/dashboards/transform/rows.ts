// Parts that several transformations share: finding fields, choosing rows, building columns.
import { fieldName, textOf, type Cell, type Field, type FieldKind, type Frame } from '../frame.ts';

/** The field called so on screen or by its own name. */
export function findField(frame: Frame, name: string): Field | undefined {
  return (
    frame.fields.find((field) => fieldName(field, frame) === name) ?? frame.fields.find((field) => field.name === name)
  );
}

export function pickRows(frame: Frame, rows: readonly number[]): Frame {
  return {
    ...frame,
    fields: frame.fields.map((field) => ({ ...field, values: rows.map((row) => field.values[row]) })),
  };
}

export function newField(name: string, kind: FieldKind, values: readonly Cell[]): Field {
  return { name, kind, labels: {}, values };
}

export function kindOfCells(values: readonly Cell[]): FieldKind {
  const some = values.find((value) => value !== undefined);
  if (typeof some === 'string') return 'string';
  if (typeof some === 'boolean') return 'boolean';
  return typeof some === 'object' ? 'other' : 'number';
}

/** Texts and numbers rising, gaps last. */
export function compareCells(a: Cell, b: Cell): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') {
    if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : 1) : -1;
    return a - b;
  }
  const left = textOf(a);
  const right = textOf(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

export function keyOfCell(cell: Cell): string {
  return cell === undefined ? '' : `${typeof cell}:${textOf(cell)}`;
}
