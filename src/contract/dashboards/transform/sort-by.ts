// Orders the rows of each frame by one field; cuts frames short.
import { rowCount, type Frame } from '../frame.ts';
import { finite, flagAt, objectsAt, textAt, type JsonObject } from '../grafana/read-json.ts';
import { compareCells, findField, pickRows } from './rows.ts';

export function sortBy(frames: readonly Frame[], options: JsonObject): readonly Frame[] {
  const [sort] = objectsAt(options, 'sort');
  if (sort === undefined) return frames;
  return frames.map((frame) => sortFrame(frame, textAt(sort, 'field'), flagAt(sort, 'desc')));
}

/** Gaps stay last in either order. */
export function sortFrame(frame: Frame, name: string, descending: boolean): Frame {
  const field = findField(frame, name);
  if (field === undefined) return frame;
  const rows = Array.from({ length: rowCount(frame) }, (_, row) => row).toSorted((a, b) => {
    const left = field.values[a];
    const right = field.values[b];
    if (left === undefined || right === undefined || !descending) return compareCells(left, right);
    return compareCells(right, left);
  });
  return pickRows(frame, rows);
}

export function limitRows(frames: readonly Frame[], options: JsonObject): readonly Frame[] {
  const limit = finite(options['limitField']) ?? 10;
  return frames.map((frame) => ({
    ...frame,
    fields: frame.fields.map((field) => ({ ...field, values: field.values.slice(0, Math.max(0, limit)) })),
  }));
}
