// A text that ends with the bare name of a field is right, as free text, but probably not finished: it waits for Enter.
import { fieldsOf } from '../../../contract/search/fields.ts';
import type { SearchDomain } from '../../../contract/search/search.ts';
import { tokenMarks } from './token-marks.ts';

export function endsWithField(text: string, domain: SearchDomain, keys: readonly string[]): boolean {
  const last = tokenMarks(text).at(-1);
  if (last?.kind !== 'text') return false;
  const word = text.slice(last.from, last.to);
  return keys.includes(word) || fieldsOf(domain).some(({ name, aliases }) => name === word || aliases?.includes(word));
}
