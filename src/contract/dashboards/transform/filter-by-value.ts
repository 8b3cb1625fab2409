// Keeps or drops rows by conditions on their values.
import { numberOf, rowCount, textOf, type Cell, type Frame } from '../frame.ts';
import { parsePattern } from '../format/pattern.ts';
import { finite, objectAt, objectsAt, textAt, wordAt, type JsonObject } from '../grafana/read-json.ts';
import { findField, pickRows } from './rows.ts';

export function filterByValue(frames: readonly Frame[], options: JsonObject): readonly Frame[] {
  const filters = objectsAt(options, 'filters').map((one) => ({
    field: textAt(one, 'fieldName'),
    test: testOf(objectAt(one, 'config')),
  }));
  if (filters.length === 0) return frames;
  const all = textAt(options, 'match') === 'all';
  const include = textAt(options, 'type') !== 'exclude';
  return frames.map((frame) => {
    const tests = filters.flatMap(({ field, test }) => {
      const found = findField(frame, field);
      return found === undefined ? [] : [(row: number) => test(found.values[row])];
    });
    if (tests.length === 0) return frame;
    const rows: number[] = [];
    for (let row = 0; row < rowCount(frame); row++) {
      const meets = all ? tests.every((test) => test(row)) : tests.some((test) => test(row));
      if (meets === include) rows.push(row);
    }
    return pickRows(frame, rows);
  });
}

function testOf(config: JsonObject): (cell: Cell) => boolean {
  const options = objectAt(config, 'options');
  const text = wordAt(options, 'value');
  const wanted = finite(options['value']);
  const compare =
    (meets: (value: number, limit: number) => boolean) =>
    (cell: Cell): boolean => {
      const value = numberOf(cell);
      return value !== undefined && wanted !== undefined && meets(value, wanted);
    };
  switch (textAt(config, 'id')) {
    case 'isNull':
      return (cell) => cell === undefined;
    case 'isNotNull':
      return (cell) => cell !== undefined;
    case 'greater':
      return compare((value, limit) => value > limit);
    case 'greaterOrEqual':
      return compare((value, limit) => value >= limit);
    case 'lower':
      return compare((value, limit) => value < limit);
    case 'lowerOrEqual':
      return compare((value, limit) => value <= limit);
    case 'equal':
      return (cell) => isEqual(cell, text, wanted);
    case 'notEqual':
      return (cell) => !isEqual(cell, text, wanted);
    case 'substring':
      return (cell) => textOf(cell).toLowerCase().includes(text.toLowerCase());
    case 'notSubstring':
      return (cell) => !textOf(cell).toLowerCase().includes(text.toLowerCase());
    case 'regex': {
      const pattern = parsePattern(text);
      return (cell) => {
        if (pattern === undefined) return false;
        pattern.lastIndex = 0;
        return pattern.test(textOf(cell));
      };
    }
    case 'range':
    case 'between': {
      const from = finite(options['from']) ?? -Infinity;
      const to = finite(options['to']) ?? Infinity;
      return (cell) => {
        const value = numberOf(cell);
        return value !== undefined && value > from && value < to;
      };
    }
    default:
      return () => true;
  }
}

function isEqual(cell: Cell, text: string, wanted: number | undefined): boolean {
  return typeof cell === 'number' ? cell === wanted : textOf(cell) === text;
}
