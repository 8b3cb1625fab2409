// What the details of a record can do to the page around them.
import type { LogDetails } from '../../../../contract/logs.ts';

export interface RecordActions {
  /** Adds a condition to the search. `field` is written as a search names it. */
  readonly filter: (field: string, value: string, wanted: boolean) => void;
  readonly addColumn: (field: string) => void;
  readonly showContext: (record: Pick<LogDetails, 'sequence'>) => void;
}
