// What LogQL and TraceQL become: a search of docs/search-language.md, and what of the query it leaves out.

export type RecordSearch =
  | {
      readonly kind: 'search';
      /** In the search language; empty: everything. */
      readonly where: string;
      /** Parts of the query that are not done, as sentences. */
      readonly left: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** What a part of the query cannot be read as; the door makes `refused` of it. */
export class Unreadable extends Error {}
