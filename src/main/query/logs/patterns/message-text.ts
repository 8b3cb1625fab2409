// Which text of a body is the message that patterns are made of.
import { textForm } from '../../../../contract/text-form.ts';
import type { AttributeMap, AttributeValue } from '../../../../contract/values.ts';
import type { LogBlock } from '../../../store/log-block.ts';
import { bodyStructures } from '../body-path.ts';

/** UTF-16 units that are looked at. */
const longest = 2048;
const messageKeys = ['message', 'msg', 'text', 'event'];

/** The first line of the message per row: of a text, of what a map has as its message, or else the names of its keys. */
export function messagesOf(block: LogBlock): (row: number) => string {
  const structure = bodyStructures(block);
  return (row) => {
    const value = structure(row);
    return firstLine(value === undefined ? textForm(block.bodyOf(row)) : messageOf(value));
  };
}

function messageOf(value: AttributeValue): string {
  if (typeof value !== 'object' || Array.isArray(value) || value instanceof Uint8Array) return textForm(value);
  const map = value as AttributeMap;
  for (const key of messageKeys) {
    const text = Object.hasOwn(map, key) ? map[key] : undefined;
    if (typeof text === 'string') return text;
  }
  return `{${Object.keys(map).sort().join(', ')}}`;
}

function firstLine(text: string): string {
  const end = text.slice(0, longest).search(/[\r\n]/);
  return end < 0 ? text.slice(0, longest) : text.slice(0, end);
}
