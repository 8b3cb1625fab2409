// What is stored, as far as the completion of a search wants to know it.
import type { RunId } from './ids.ts';
import type { AttributePlace } from './search/fields.ts';
import type { SearchDomain } from './search/search.ts';

export interface SearchValuesRequest {
  readonly run: RunId;
  readonly domain: SearchDomain;
  /** A field as a search names it, `http.route` or `resource."host name"`; empty: keys of attributes are asked for. */
  readonly field: string;
  /** What the answer has to contain, upper and lower case alike. What begins with it comes first, then what is frequent. */
  readonly prefix: string;
  /** 1 to 1000. */
  readonly limit: number;
}

export interface SearchValue {
  /** The text form of a value; a key. Empty values and values of more than 200 characters are left out. */
  readonly text: string;
  /** Spans or records that have it, of all or of the newest few blocks; undefined for what is not counted. */
  readonly count?: number | undefined;
  /** Of a key: where it occurs, and what its values are, both of the newest block that has it. */
  readonly places?: readonly Exclude<AttributePlace, 'any'>[];
  readonly type?: 'text' | 'number' | 'bool' | 'other';
}

export interface SearchValuesMethods {
  /** Looks at the newest few blocks only; quick. */
  'search.values': { request: SearchValuesRequest; answer: { readonly values: readonly SearchValue[] } };
}
