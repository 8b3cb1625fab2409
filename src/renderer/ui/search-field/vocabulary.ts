// What is stored, for completion: the page asks the engine, the field only offers it.
import type { FieldName } from '../../../contract/search/search.ts';

export interface StoredValue {
  readonly text: string;
  /** Said beside it: how often it occurs, say. */
  readonly detail?: string;
}

export interface Vocabulary {
  /** Keys of attributes that occur. */
  readonly keys: readonly string[];
  /** Values that occur in a field and contain what is typed, best first; none where it is not known. */
  readonly valuesOf: (field: FieldName, typed: string, signal: AbortSignal) => Promise<readonly StoredValue[]>;
}
