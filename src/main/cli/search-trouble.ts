// What is wrong with a search text on a command line, with a mark below the place.
import { readSearch } from '../../contract/search/check.ts';
import type { SearchDomain } from '../../contract/search/search.ts';

/** `undefined` for a text that can be read. `name`: what the text is called there, as in `--where`. */
export function searchTrouble(name: string, where: string, domain: SearchDomain): string | undefined {
  const read = readSearch(where, domain);
  if (read.kind === 'ok') return undefined;
  const { from, message } = read.problem;
  return `${name}: ${message}\n  ${where.replaceAll(/\s/g, ' ')}\n  ${' '.repeat(from)}^`;
}
