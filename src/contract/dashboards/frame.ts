// Tables of columns between a query and a panel. Times are Unix milliseconds; a number that is not there is undefined (a gap),
// which is not the same as NaN.

export type FieldKind = 'time' | 'number' | 'string' | 'boolean' | 'other';
export type Cell = number | string | boolean | Frame | undefined;

export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  readonly labels: Readonly<Record<string, string>>;
  readonly values: readonly Cell[];
  /** Given by a legend or a transformation; wins over name and labels. */
  readonly displayName?: string | undefined;
  readonly unit?: string | undefined;
}

export interface Frame {
  /** The target it came from; empty for what several targets made. */
  readonly target: string;
  readonly name: string;
  readonly fields: readonly Field[];
}

export function rowCount(frame: Frame): number {
  return frame.fields[0]?.values.length ?? 0;
}

export function timeField(frame: Frame): Field | undefined {
  return frame.fields.find((field) => field.kind === 'time');
}

/** Number of a cell; undefined for gaps and texts that are none. */
export function numberOf(cell: Cell): number | undefined {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'boolean') return cell ? 1 : 0;
  if (typeof cell !== 'string' || cell.trim() === '') return undefined;
  const value = Number(cell);
  return Number.isNaN(value) ? undefined : value;
}

export function textOf(cell: Cell): string {
  if (cell === undefined) return '';
  return typeof cell === 'object' ? cell.name : String(cell);
}

/**
 * What a field is called on screen: its own display name, the name of its frame, its labels, its name. `value` fields of
 * several frames are told apart by their labels.
 */
export function fieldName(field: Field, frame?: Frame): string {
  if (field.displayName !== undefined && field.displayName !== '') return field.displayName;
  if (field.kind === 'time' || field.name !== 'Value') {
    const labels = Object.keys(field.labels).length === 0 ? '' : ` ${labelText(field.labels)}`;
    return field.kind === 'time' ? field.name : `${field.name}${labels}`;
  }
  if (frame !== undefined && frame.name !== '') return frame.name;
  return Object.keys(field.labels).length === 0 ? field.name : labelText(field.labels);
}

/** As PromQL writes a series. */
export function labelText(labels: Readonly<Record<string, string>>): string {
  const name = labels['__name__'] ?? '';
  const rest = Object.entries(labels)
    .filter(([key]) => key !== '__name__')
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  return rest.length === 0 && name !== '' ? name : `${name}{${rest.join(', ')}}`;
}
