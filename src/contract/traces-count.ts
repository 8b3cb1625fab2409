// How many traces match, to the last one: what the list, which stops as soon as its page is certain, may not know.
import type { RunId } from './ids.ts';
import type { TraceFilter } from './traces.ts';

export interface TracesCountMethods {
  /** Looks at everything that may match, after all other questions, and makes way for them. */
  'traces.count': {
    request: { readonly run: RunId; readonly filter: TraceFilter };
    answer: {
      readonly total: number;
      /** Commit cursor that the answer is true for. */
      readonly cursor: number;
    };
  };
}
