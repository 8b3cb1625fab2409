// Fields of OTLP/JSON objects. Each begins with a comma, and is nothing where it has its default value; an object drops
// the first comma. Format: as in otlp-json.ts.

export const object = (fields: string): string => `{${fields.slice(1)}}`;

export const textField = (name: string, text: string): string =>
  text === '' ? '' : `,"${name}":${JSON.stringify(text)}`;

export const numberField = (name: string, value: number): string => (value === 0 ? '' : `,"${name}":${value}`);

export const timeField = (name: string, time: bigint): string => (time === 0n ? '' : `,"${name}":"${time}"`);

export const idField = (name: string, id: string | undefined): string => (id === undefined ? '' : `,"${name}":"${id}"`);

export function listField<Item>(name: string, items: readonly Item[], write: (item: Item) => string): string {
  return items.length === 0 ? '' : `,"${name}":[${items.map(write).join(',')}]`;
}
