// Rows of a trace in groups of one colour each: by service, kind, status, or the values of an attribute.
// A group's colour follows from its name alone (palette.ts), so it is the same in every trace and view.
import type { TraceAttributeColumn } from '../../../contract/trace-analysis.ts';
import { SpanMark, type TraceColumns } from '../../../contract/traces.ts';
import { colourOfSlot, errorColour, serviceColours, type Scheme, type ServiceColour } from '../palette.ts';
import { SpanIndex } from './span-index.ts';

export interface Colouring {
  /** `service`, `kind`, `status`, or `@` and an attribute's key. */
  readonly by: string;
  /** Per row: index into `groups`. */
  readonly groupOf: Uint8Array | Uint16Array | Uint32Array;
  readonly groups: readonly string[];
}

/** The group of spans that have no value of the attribute. */
export const noValue = '(no value)';

const kinds = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer', 'unknown kind'] as const;
const statuses = ['unset', 'ok', 'error'] as const;

/** Slots of kinds and of status ok, chosen so that their hues lie far apart; undefined is neutral. */
const kindSlots: readonly (number | undefined)[] = [undefined, 4, 0, 1, 8, 6, undefined];
const okSlot = 2;

const neutral: Record<Scheme, ServiceColour> = {
  light: { fill: '#7f8b96', ink: '#0b0f14' },
  dark: { fill: '#8a96a0', ink: '#0b0f14' },
};

/** `values` is the attribute's column; until it is there, all rows are without value. */
export function colouringOf(
  columns: TraceColumns,
  index: SpanIndex,
  by: string,
  values: TraceAttributeColumn | undefined,
): Colouring {
  if (by === 'kind') {
    const groupOf = columns.kind.map((kind) => Math.min(kind, kinds.length - 1));
    return { by, groupOf, groups: kinds };
  }
  if (by === 'status') return { by, groupOf: byStatus(columns), groups: statuses };
  if (by.startsWith('@')) return { by, ...byValue(columns, index, values) };
  return { by: 'service', groupOf: columns.service, groups: columns.serviceNames };
}

function byStatus({ rows, marks, status }: TraceColumns): Uint8Array {
  const groupOf = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    groupOf[row] = ((marks[row] as number) & SpanMark.error) !== 0 ? 2 : Math.min(2, status[row] as number);
  }
  return groupOf;
}

/** The column may be of another moment than the trace, so values find their rows by span id. */
function byValue(
  columns: TraceColumns,
  index: SpanIndex,
  values: TraceAttributeColumn | undefined,
): Pick<Colouring, 'groupOf' | 'groups'> {
  const groupOf = new Uint32Array(columns.rows);
  if (values === undefined) return { groupOf, groups: [noValue] };
  const theirs = new SpanIndex(values.spanIds, values.rows);
  for (let row = 0; row < columns.rows; row++) {
    const at = theirs.rowLike(index, row);
    if (at >= 0) groupOf[row] = values.value[at] as number;
  }
  return { groupOf, groups: [noValue, ...values.values] };
}

/** Colours by index into the groups. */
export function coloursOf({ by, groups }: Colouring, scheme: Scheme): readonly ServiceColour[] {
  const slot = (number: number | undefined): ServiceColour =>
    number === undefined ? neutral[scheme] : colourOfSlot(number, scheme);
  if (by === 'kind') return groups.map((_, kind) => slot(kindSlots[kind]));
  if (by === 'status') return [neutral[scheme], slot(okSlot), errorColour[scheme]];
  if (by === 'service') return groups.map(serviceColours(groups, scheme));
  const values = groups.slice(1);
  return [neutral[scheme], ...values.map(serviceColours(values, scheme))];
}
