// The attributes that a filter leaves: the text occurs in the key or in the value as it is shown.
import type { Attribute } from '../../../../contract/values.ts';
import { textOfValue } from '../../../ui/value-text.ts';

/** Case does not matter; several words must all occur. */
export function matchingAttributes(attributes: readonly Attribute[], filter: string): readonly Attribute[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return attributes;
  return attributes.filter(({ key, value }) => {
    const text = `${key} ${textOfValue(value)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
