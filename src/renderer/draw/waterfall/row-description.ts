// A row in words: what a screen reader hears and a tooltip can show.
import { serviceLabel } from '../../../contract/service-label.ts';
import { spanIdAt } from '../../../contract/ids.ts';
import { SpanMark, type TraceColumns } from '../../../contract/traces.ts';
import { formatNanos } from '../../../contract/duration-text.ts';

/** Text of a row's name; placeholders say which span is missing. */
export function rowName(columns: TraceColumns, row: number): string {
  if (columns.missing[row] === 1) return `missing span ${spanIdAt(columns.spanIds, row * 8)}`;
  return columns.names[columns.name[row] as number] || '(no name)';
}

/** Service of a row; placeholders have none. */
export function rowService(columns: TraceColumns, row: number): string {
  return columns.missing[row] === 1 ? '' : (columns.serviceNames[columns.service[row] as number] ?? '');
}

const markWords: readonly (readonly [number, string])[] = [
  [SpanMark.error, 'error'],
  [SpanMark.orphan, 'parent missing'],
  [SpanMark.duplicate, 'duplicate span id'],
  [SpanMark.cycle, 'cut out of a parent cycle'],
  [SpanMark.negative, 'ends before it starts'],
  [SpanMark.unfinished, 'began, by a start signal of its sender'],
  [SpanMark.events, 'has events'],
  [SpanMark.links, 'has links'],
];

/** The marks of a row in words, most important first. */
export function markTexts(marks: number): readonly string[] {
  return markWords.filter(([bit]) => (marks & bit) !== 0).map(([, word]) => word);
}

/** Name, service, duration, marks, level, position among siblings, expanded or collapsed. */
export function rowDescription(columns: TraceColumns, row: number, collapsed: boolean): string {
  const below = (columns.subtree[row] as number) - 1;
  const errors = columns.errorsBelow[row] as number;
  const { place, of } = siblingPlace(columns, row);
  const parts = [
    rowName(columns, row),
    serviceLabel(rowService(columns, row), ''),
    formatNanos(columns.length[row] as number),
    ...markTexts(columns.marks[row] as number),
    `level ${(columns.depth[row] as number) + 1}`,
    `${place} of ${of}`,
    below > 0 ? `${collapsed ? 'collapsed' : 'expanded'}, ${below} below` : '',
    errors > 0 ? `${errors} ${errors === 1 ? 'error' : 'errors'} below` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** Place from 1 among the rows with the same parent. */
export function siblingPlace(columns: TraceColumns, row: number): { readonly place: number; readonly of: number } {
  const parent = columns.parent[row] as number;
  const from = parent < 0 ? 0 : parent + 1;
  const end = parent < 0 ? columns.rows : parent + (columns.subtree[parent] as number);
  let place = 0;
  let of = 0;
  for (let sibling = from; sibling < end; sibling += Math.max(1, columns.subtree[sibling] as number)) {
    of++;
    if (sibling === row) place = of;
  }
  return { place, of };
}
