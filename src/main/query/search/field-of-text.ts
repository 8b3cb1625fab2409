// A field as a search names it, where a question names one alone.
import { ContractError } from '../../../contract/errors.ts';
import { resolveField, type Field } from '../../../contract/search/fields.ts';
import type { SearchDomain } from '../../../contract/search/search.ts';
import { tokensOf } from '../../../contract/search/tokens.ts';

/** Throws ContractError `bad-request` for what is no name. */
export function fieldOfText(text: string, domain: SearchDomain): Field {
  const [token, more] = tokensOf(text);
  if (token === undefined || more !== undefined || (token.kind !== 'word' && token.kind !== 'quoted'))
    throw new ContractError('bad-request', `not the name of a field: ${text}`);
  return resolveField({ name: token.text, quoted: token.kind === 'quoted', prefix: token.prefix, at: token }, domain);
}
