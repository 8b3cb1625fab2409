// The columns of the list: the fixed ones and those the user added. A field is named as in a search: an attribute's key,
// or `body.` and a path into a body that is a map or JSON.
import type { ColumnShape } from '../../../ui/use-column-widths.ts';

export type LineColumn = ColumnShape & {
  readonly title: string;
  /** Place among the columns that were added. */
  readonly value?: number;
};

/** `dated`: some records are not of today and say their day. */
export function lineColumns(added: readonly string[], eventNames: boolean, dated: boolean): readonly LineColumn[] {
  return [
    { id: 'open', title: '', width: 22 },
    dated ? { id: 'day', title: 'Time', width: 136 } : { id: 'time', title: 'Time', width: 92 },
    { id: 'level', title: 'Severity', width: 34 },
    { id: 'service', title: 'Service', width: 128 },
    ...(eventNames ? [{ id: 'event', title: 'Event', width: 130 }] : []),
    ...added.map((field, value) => ({ id: `@${field}`, title: field, width: 130, value })),
    { id: 'body', title: 'Body', width: 240, grow: 1 },
  ];
}
