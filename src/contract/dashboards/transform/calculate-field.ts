// Adds a field worked out from others: over each row, of two fields, of one field, or the row's number.
import { fieldName, numberOf, rowCount, type Cell, type Field, type Frame } from '../frame.ts';
import { calcTitle, reduceCalc } from '../format/reduce-names.ts';
import { reduceCells } from '../format/reduce.ts';
import { finite, flagAt, isObject, objectAt, textAt, textsAt, type JsonObject } from '../grafana/read-json.ts';
import { joinByField } from './join-by-field.ts';
import { findField, newField } from './rows.ts';

export function calculateField(frames: readonly Frame[], options: JsonObject): readonly Frame[] {
  const overTime = frames.length > 1 && frames.every((frame) => frame.fields.some((field) => field.kind === 'time'));
  // Series of several queries have to stand beside each other before they can be added.
  const source = overTime && options['timeSeries'] !== false ? joinByField(frames, {}) : frames;
  return source.map((frame) => {
    const added = calculated(frame, options);
    if (added === undefined) return frame;
    const alias = textAt(options, 'alias');
    const named = alias === '' ? added : { ...added, name: alias, displayName: alias };
    const kept = flagAt(options, 'replaceFields')
      ? frame.fields.filter((field) => field.kind === 'time')
      : frame.fields;
    return { ...frame, fields: [...kept, named] };
  });
}

function calculated(frame: Frame, options: JsonObject): Field | undefined {
  switch (options['mode']) {
    case 'binary':
      return binary(frame, objectAt(options, 'binary'));
    case 'unary':
      return unary(frame, objectAt(options, 'unary'));
    case 'index':
      return rowNumbers(frame, flagAt(objectAt(options, 'index'), 'asPercentile'));
    case 'cumulativeFunctions':
      return cumulative(frame, objectAt(options, 'cumulative'));
    case 'windowFunctions':
      return windowed(frame, objectAt(options, 'window'));
    default:
      return overRow(frame, objectAt(options, 'reduce'));
  }
}

function overRow(frame: Frame, reduce: JsonObject): Field | undefined {
  const calc = reduceCalc(textAt(reduce, 'reducer') || 'sum');
  const include = textsAt(reduce, 'include');
  const fields = frame.fields.filter(
    (field) =>
      field.kind === 'number' &&
      (include.length === 0 || include.includes(fieldName(field, frame)) || include.includes(field.name)),
  );
  if (calc === undefined || fields.length === 0) return undefined;
  const values = Array.from({ length: rowCount(frame) }, (_, row) =>
    reduceCells(
      fields.map((field) => field.values[row]),
      calc,
    ),
  );
  return newField(calcTitle(calc), 'number', values);
}

/** A field by its name, or a fixed number; newer files wrap either in an object. */
function operand(frame: Frame, value: unknown): { at: (row: number) => number | undefined; name: string } | undefined {
  if (isObject(value)) {
    if ('fixed' in value) return operand(frame, value['fixed']);
    const { options } = objectAt(value, 'matcher');
    return operand(frame, options);
  }
  const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
  const field = findField(frame, text);
  if (field !== undefined) return { at: (row) => numberOf(field.values[row]), name: fieldName(field, frame) };
  const number = finite(text);
  return number === undefined ? undefined : { at: () => number, name: text };
}

function binary(frame: Frame, options: JsonObject): Field | undefined {
  const left = operand(frame, options['left']);
  const right = operand(frame, options['right']);
  const operator = textAt(options, 'operator') || '+';
  if (left === undefined || right === undefined) return undefined;
  const values = Array.from({ length: rowCount(frame) }, (_, row): Cell => {
    const a = left.at(row);
    const b = right.at(row);
    return a === undefined || b === undefined ? undefined : operate(a, operator, b);
  });
  return newField(`${left.name} ${operator} ${right.name}`, 'number', values);
}

function operate(a: number, operator: string, b: number): number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '**':
      return a ** b;
    case '%':
      return a % b;
    default:
      return undefined;
  }
}

function unary(frame: Frame, options: JsonObject): Field | undefined {
  const field = operand(frame, options['fieldName']);
  const operator = textAt(options, 'operator');
  const work: Readonly<Record<string, (value: number) => number>> = {
    abs: Math.abs,
    exp: Math.exp,
    ln: Math.log,
    floor: Math.floor,
    ceil: Math.ceil,
    round: Math.round,
    trunc: Math.trunc,
  };
  const calculate = work[operator];
  if (field === undefined || calculate === undefined) return undefined;
  const values = Array.from({ length: rowCount(frame) }, (_, row): Cell => {
    const value = field.at(row);
    return value === undefined ? undefined : calculate(value);
  });
  return newField(`${operator}(${field.name})`, 'number', values);
}

function rowNumbers(frame: Frame, share: boolean): Field {
  const count = rowCount(frame);
  return newField(
    'Row',
    'number',
    Array.from({ length: count }, (_, row) => (share ? (count === 0 ? 0 : row / count) : row)),
  );
}

function cumulative(frame: Frame, options: JsonObject): Field | undefined {
  const field = operand(frame, options['field']);
  if (field === undefined) return undefined;
  const mean = textAt(options, 'reducer') === 'mean';
  let total = 0;
  let count = 0;
  const values = Array.from({ length: rowCount(frame) }, (_, row): Cell => {
    total += field.at(row) ?? 0;
    count++;
    return mean ? total / count : total;
  });
  return newField(`cumulative ${mean ? 'mean' : 'sum'}(${field.name})`, 'number', values);
}

function windowed(frame: Frame, options: JsonObject): Field | undefined {
  const field = operand(frame, options['field']);
  const calc = reduceCalc(textAt(options, 'reducer') || 'mean');
  if (field === undefined || calc === undefined) return undefined;
  const rows = rowCount(frame);
  const wanted = finite(options['windowSize']) ?? 0.1;
  const size = Math.max(1, options['windowSizeMode'] === 'fixed' ? Math.round(wanted) : Math.ceil(wanted * rows));
  const centred = options['windowAlignment'] === 'centered';
  const values = Array.from({ length: rows }, (_, row): Cell => {
    const from = centred ? row - Math.floor((size - 1) / 2) : row - size + 1;
    const cells = Array.from({ length: size }, (_one, i) => field.at(from + i));
    return reduceCells(
      cells.filter((cell) => cell !== undefined),
      calc,
    );
  });
  return newField(`window ${calc}(${field.name})`, 'number', values);
}
