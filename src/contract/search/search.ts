// The tree of a search. Negated tests (`!=`, `not in`, ...) want the field to be there: `a != 1` is "a exists, and not
// a = 1". What matches without the field is said with `not`: `not a = 1`.
import type { Literal } from './literal.ts';

/** A place in the text: UTF-16 units [from, to). */
export interface At {
  readonly from: number;
  readonly to: number;
}

/** Words that are tests by themselves. Quoted, they are free text. */
export type Flag = 'error' | 'root';

export interface FieldName {
  /** As written, without quotes: `http.route`, `resource.host.name`. */
  readonly name: string;
  /** A quoted name is always an attribute's; a prefix before the quotes stays a prefix. */
  readonly quoted: boolean;
  /** `resource`, `scope`, `event`, `link`, `span` or `log` where the name was written as prefix."quoted". */
  readonly prefix: string | undefined;
  readonly at: At;
}

export type CompareOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export type Test =
  | { readonly kind: 'compare'; readonly operator: CompareOperator; readonly value: Literal }
  | { readonly kind: 'in'; readonly negated: boolean; readonly values: readonly Literal[] }
  /** Without regard to case. */
  | { readonly kind: 'contains'; readonly negated: boolean; readonly text: string }
  /** A JavaScript regular expression, found anywhere in the text form; a leading `(?i)` ignores case. */
  | { readonly kind: 'matches'; readonly negated: boolean; readonly pattern: string }
  | { readonly kind: 'exists'; readonly negated: boolean };

export type Search =
  /** The empty search: everything. */
  | { readonly kind: 'all'; readonly at: At }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Search[]; readonly at: At }
  | { readonly kind: 'not'; readonly part: Search; readonly at: At }
  /** Free text, found without regard to case in names, messages, bodies and attribute values. */
  | { readonly kind: 'text'; readonly text: string; readonly at: At }
  | { readonly kind: 'flag'; readonly flag: Flag; readonly at: At }
  | { readonly kind: 'test'; readonly field: FieldName; readonly test: Test; readonly at: At };

/** What is wrong, and where. */
export interface SearchProblem extends At {
  readonly message: string;
}

/** What is searched: a span of a trace, or a log record. */
export type SearchDomain = 'spans' | 'logs';
