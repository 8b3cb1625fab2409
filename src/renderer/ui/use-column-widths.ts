// Column widths: fixed columns can be dragged and are remembered by table name; growing ones share what is left.
import { useMemo, useState, type PointerEvent } from 'react';
import { readStored, writeStored } from './stored.ts';

export interface ColumnShape {
  readonly id: string;
  /** Pixels. For a growing column: its least width. */
  readonly width: number;
  /** Share of the room that is left; such a column is not resized by hand. */
  readonly grow?: number;
}

export interface ColumnWidths {
  /** For `grid-template-columns`. */
  readonly template: string;
  /** Pixels by column; of a growing one, its least. */
  readonly widths: readonly number[];
  readonly minWidth: number;
  resizer(column: ColumnShape): { onPointerDown(event: PointerEvent<HTMLElement>): void; onDoubleClick(): void };
}

const narrowest = 36;

export function useColumnWidths(table: string, columns: readonly ColumnShape[]): ColumnWidths {
  const name = `columns:${table}`;
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>(() => numbersOf(readStored(name)));
  const widthOf = (column: ColumnShape): number => widths[column.id] ?? column.width;
  const pixels = columns.map(widthOf).join(' ');
  const template = columns
    .map((column) =>
      column.grow === undefined ? `${widthOf(column)}px` : `minmax(${widthOf(column)}px, ${column.grow}fr)`,
    )
    .join(' ');
  const minWidth = columns.reduce((sum, column) => sum + widthOf(column), 0);
  return useMemo(() => {
    const keep = (next: Readonly<Record<string, number>>): void => {
      setWidths(next);
      writeStored(name, next);
    };
    return {
      template,
      widths: pixels.split(' ').map(Number),
      minWidth,
      resizer: (column) => ({
        onPointerDown(event) {
          event.preventDefault();
          const handle = event.currentTarget;
          const before = handle.parentElement?.getBoundingClientRect().width ?? widths[column.id] ?? column.width;
          const from = event.clientX;
          handle.setPointerCapture(event.pointerId);
          const move = (moved: globalThis.PointerEvent): void => {
            setWidths({ ...widths, [column.id]: Math.max(narrowest, Math.round(before + moved.clientX - from)) });
          };
          const up = (ended: globalThis.PointerEvent): void => {
            handle.removeEventListener('pointermove', move);
            keep({ ...widths, [column.id]: Math.max(narrowest, Math.round(before + ended.clientX - from)) });
          };
          handle.addEventListener('pointermove', move);
          handle.addEventListener('pointerup', up, { once: true });
        },
        onDoubleClick() {
          keep(Object.fromEntries(Object.entries(widths).filter(([id]) => id !== column.id)));
        },
      }),
    };
  }, [template, pixels, minWidth, widths, name]);
}

function numbersOf(value: unknown): Record<string, number> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}
