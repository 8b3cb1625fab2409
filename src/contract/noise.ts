// Noise rules: what is received but not wanted, such as health checks and static files. Nothing goes unseen: what a rule
// takes away is counted and can be shown.
import { readSearch } from './search/check.ts';
import { resolveField } from './search/fields.ts';
import type { Search } from './search/search.ts';

export interface NoiseRule {
  /** A search (docs/search-language.md). `hide` rules may only ask for what is about the whole trace: root.* and trace.*. */
  readonly where: string;
  /**
   * hide: traces that match are stored but left out of the list, which says how many.
   * ignore: spans that match are not stored. Where the span is a root, neither is the rest of its trace, as far as it comes
   * in the same request or later.
   */
  readonly action: 'hide' | 'ignore';
  readonly enabled: boolean;
}

/** What is wrong with a rule's search, in words; `undefined` for a rule that can be used. */
export function noiseTrouble({ where, action }: Pick<NoiseRule, 'where' | 'action'>): string | undefined {
  const parsed = readSearch(where, 'spans');
  if (parsed.kind === 'wrong') return parsed.problem.message;
  if (parsed.search.kind === 'all') return 'An empty rule would take everything away.';
  if (action === 'hide')
    return isOfTrace(parsed.search)
      ? undefined
      : 'A rule that hides traces may only ask for root.* and trace.* fields.';
  return usesTrace(parsed.search)
    ? 'While spans arrive nothing is known of their whole trace: root.* and trace.* cannot be used.'
    : undefined;
}

/** What the rules that hide find, as one search; `undefined` where none is in force. */
export function hiddenSearch(rules: readonly NoiseRule[]): string | undefined {
  const inForce = rules.filter((rule) => rule.enabled && rule.action === 'hide' && noiseTrouble(rule) === undefined);
  return inForce.length === 0 ? undefined : inForce.map(({ where }) => `(${where})`).join(' or ');
}

/** A search, and another one that has to hold as well (or must not). Either may be empty. */
export function joinSearches(where: string, also: string, negated = false): string {
  const second = negated ? `not (${also})` : `(${also})`;
  return where.trim() === '' ? second : `(${where}) and ${second}`;
}

/** Is everything that is asked about the whole trace? */
function isOfTrace(search: Search): boolean {
  return leavesOf(search).every(aboutTrace);
}

function usesTrace(search: Search): boolean {
  return leavesOf(search).some(aboutTrace);
}

function leavesOf(search: Search): readonly Search[] {
  if (search.kind === 'and' || search.kind === 'or') return search.parts.flatMap(leavesOf);
  return search.kind === 'not' ? leavesOf(search.part) : [search];
}

function aboutTrace(search: Search): boolean {
  if (search.kind !== 'test') return false;
  const field = resolveField(search.field, 'spans');
  return field.kind === 'property' && field.info.ofTrace === true;
}
