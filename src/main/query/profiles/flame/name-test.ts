// What a search looks for: a part of a name or an expression in RE2's dialect, neither minding upper and lower case.
import { ContractError } from '../../../../contract/errors.ts';
import { RegexError } from '../../promql/regex/regex-tree.ts';
import { namePattern } from '../view/name-pattern.ts';

/** Throws ContractError `bad-request` for an expression that cannot be read. */
export function nameTest(text: string, regex: boolean): (name: string) => boolean {
  if (!regex) {
    const part = text.toLowerCase();
    return (name) => name.toLowerCase().includes(part);
  }
  try {
    return namePattern(`(?i)${text}`);
  } catch (cause) {
    if (cause instanceof RegexError) throw new ContractError('bad-request', cause.message.replace('(?i)', ''));
    throw cause;
  }
}
