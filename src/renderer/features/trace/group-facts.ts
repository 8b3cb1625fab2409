// How many spans, and how many with errors, each colour stands for.
import { SpanMark, type TraceColumns } from '../../../contract/traces.ts';
import type { Colouring } from '../../draw/waterfall/colouring.ts';

export interface GroupFact {
  /** Index into the colouring's groups. */
  readonly index: number;
  readonly name: string;
  readonly spans: number;
  readonly errors: number;
}

/** Groups that have spans, most spans first; placeholders of missing spans do not count. */
export function groupFacts(columns: TraceColumns, { groupOf, groups }: Colouring): readonly GroupFact[] {
  const spans = new Uint32Array(groups.length);
  const errors = new Uint32Array(groups.length);
  for (let row = 0; row < columns.rows; row++) {
    if (columns.missing[row] === 1) continue;
    const group = groupOf[row] as number;
    spans[group] = (spans[group] as number) + 1;
    if (((columns.marks[row] as number) & SpanMark.error) !== 0) errors[group] = (errors[group] as number) + 1;
  }
  return groups
    .map((name, index) => ({ index, name, spans: spans[index] as number, errors: errors[index] as number }))
    .filter((group) => group.spans > 0)
    .sort((a, b) => b.spans - a.spans || (a.name < b.name ? -1 : 1));
}
