// The text of a search as it comes with a question.
import { ContractError } from '../../../contract/errors.ts';
import { readSearch } from '../../../contract/search/check.ts';
import type { Search, SearchDomain } from '../../../contract/search/search.ts';

/** Throws ContractError `bad-request` with a SearchProblem as its data. */
export function readWhere(where: string, domain: SearchDomain): Search {
  const read = readSearch(where, domain);
  if (read.kind === 'ok') return read.search;
  throw new ContractError('bad-request', read.problem.message, read.problem);
}
