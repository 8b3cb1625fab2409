// The values of one field (an attribute, or a value inside the body) of log records.
import { ContractError } from '../../../contract/errors.ts';
import type { AttributePlace, Field } from '../../../contract/search/fields.ts';
import { ValueKind, type Attribute, type AttributeValue } from '../../../contract/values.ts';
import type { LogBlock } from '../../store/log-block.ts';
import type { RunReader } from '../../store/reader-face.ts';
import { fieldOfText } from '../search/field-of-text.ts';
import { bodyPathValue } from './body-path.ts';

/** The first value of a field per record; `undefined` where a record has none, or an empty one. */
export type FieldValues = (row: number) => AttributeValue;

/** A field as a search names it. Throws ContractError `bad-request` where it is no attribute and no value of a body. */
export function attributeField(text: string): Exclude<Field, { readonly kind: 'property' }> {
  const field = fieldOfText(text, 'logs');
  if (field.kind !== 'property') return field;
  throw new ContractError('bad-request', `${text} is no attribute and no value of a body`);
}

export function fieldValues(
  reader: RunReader,
  block: LogBlock,
  field: Exclude<Field, { readonly kind: 'property' }>,
): FieldValues {
  if (field.kind === 'body') {
    const values = bodyPathValue(block, field.path);
    return (row) => values(row);
  }
  const { place, key } = field;
  const own = place === 'any' || place === 'own' ? ownValues(block, key) : undefined;
  return (row) => own?.(row) ?? originValue(reader, block, row, place, key);
}

function ownValues(block: LogBlock, key: string): FieldValues | undefined {
  const column = block.attributeColumn(key);
  if (column === undefined) return undefined;
  const places = new Int32Array(block.count).fill(-1);
  for (let i = column.count - 1; i >= 0; i--) places[column.rows[i] as number] = i;
  return (row) => {
    const i = places[row] as number;
    if (i < 0) return undefined;
    if (column.kinds[i] === ValueKind.text) return block.strings.text(column.refs[i] as number);
    return valueIn(block.attributesOf(row), key);
  };
}

function originValue(
  reader: RunReader,
  block: LogBlock,
  row: number,
  place: AttributePlace,
  key: string,
): AttributeValue {
  const ofResource = place === 'any' || place === 'resource';
  const found = ofResource ? valueIn(reader.resource(block.resource[row] as number).attributes, key) : undefined;
  if (found !== undefined || (place !== 'any' && place !== 'scope')) return found;
  return valueIn(reader.scope(block.scope[row] as number).attributes, key);
}

function valueIn(attributes: readonly Attribute[], key: string): AttributeValue {
  return attributes.find((one) => one.key === key)?.value;
}
