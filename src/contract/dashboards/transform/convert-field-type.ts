// Reads the values of a field as another kind.
import { numberOf, textOf, type Cell, type Field, type FieldKind, type Frame } from '../frame.ts';
import { objectsAt, textAt, type JsonObject } from '../grafana/read-json.ts';
import { findField } from './rows.ts';

export function convertFieldType(frames: readonly Frame[], options: JsonObject): readonly Frame[] {
  const conversions = objectsAt(options, 'conversions');
  return frames.map((frame) => {
    const changed = new Map<Field, Field>();
    for (const conversion of conversions) {
      const field = findField(frame, textAt(conversion, 'targetField'));
      if (field !== undefined) changed.set(field, convert(field, textAt(conversion, 'destinationType')));
    }
    return { ...frame, fields: frame.fields.map((field) => changed.get(field) ?? field) };
  });
}

function convert(field: Field, to: string): Field {
  const as = (kind: FieldKind, read: (cell: Cell) => Cell): Field => ({
    ...field,
    kind,
    values: field.values.map(read),
  });
  switch (to) {
    case 'number':
      return as('number', numberOf);
    case 'string':
      return as('string', (cell) => (cell === undefined ? undefined : textOf(cell)));
    case 'boolean':
      return as('boolean', (cell) =>
        typeof cell === 'string'
          ? cell === 'true' || cell === '1'
          : numberOf(cell) === undefined
            ? undefined
            : numberOf(cell) !== 0,
      );
    case 'time':
      return as('time', (cell) => {
        const number = numberOf(cell);
        if (number !== undefined) return number;
        const time = typeof cell === 'string' ? Date.parse(cell) : Number.NaN;
        return Number.isNaN(time) ? undefined : time;
      });
    default:
      return field;
  }
}
