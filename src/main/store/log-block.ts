// The face of a block of log records in memory; conventions as in span-block.ts. Rows are in the order of arrival.
// Columns are decoded on first use and then kept.
import type { Attribute, AttributeValue } from '../../contract/values.ts';
import type { AttributeColumn, StringTable } from './span-block.ts';

export interface LogBlock {
  readonly count: number;
  readonly strings: StringTable;
  /** Unix nanoseconds; 0 where the sender gave none. */
  readonly time: BigUint64Array;
  readonly observed: BigUint64Array;
  readonly severity: Uint8Array;
  /** String ids. */
  readonly severityText: Uint32Array;
  readonly eventName: Uint32Array;
  readonly bodyKind: Uint8Array;
  /** Two words per row: low is the string id of a text, the index of a nested value or bytes; bool, int, double as in AttributeColumn. */
  readonly bodyWords: Uint32Array;
  bodyOf(row: number): AttributeValue;
  /** Does the text form of the row's body, in lower case, contain the needle? Of bodies that are arrays or maps. */
  bodyHas(row: number, needle: string): boolean;
  /** false: no attribute with the key (a string id) is bytes, an array or a map. */
  mayBeNested(key: number): boolean;
  readonly traceIds: Uint8Array;
  /** Index into traceIds (16 bytes each); 0 is "no trace". */
  readonly trace: Uint32Array;
  /** 8 bytes per row; all zero where there is none. */
  readonly spanIds: Uint8Array;
  readonly resource: Uint32Array;
  readonly scope: Uint32Array;
  readonly flags: Uint32Array;
  readonly droppedAttributes: Uint32Array;
  readonly attributeKeys: Uint32Array;
  attributeColumn(key: string): AttributeColumn | undefined;
  attributesOf(row: number): Attribute[];
  readonly heldBytes: number;
}
