// The face of a block of spans in memory, whether it is the head (decoded from the journal) or a sealed block
// read from the run file. Rows of one trace are contiguous in a sealed block and may be scattered in the head.
// Columns are decoded on first use and then kept; nothing here makes an object per span.
import type { Attribute } from '../../contract/values.ts';
import type { UnixNanos } from '../../contract/time.ts';

/** Block-local texts. Id 0 is the empty text. */
export interface StringTable {
  readonly count: number;
  text(id: number): string;
  /** The first byte of a text's UTF-8, or -1 of the empty text. */
  firstByte(id: number): number;
  /** The id of a text, or -1 where the block does not hold it. */
  find(text: string): number;
  /** Ids of texts that contain the needle, compared without case. */
  containing(needle: string): Uint8Array | undefined;
}

/** All values of one attribute key in a block, rows ascending. */
export interface AttributeColumn {
  readonly count: number;
  readonly rows: Uint32Array;
  readonly kinds: Uint8Array;
  /** String id for text values; index into the block's blobs for bytes, array, map; unused otherwise. */
  readonly refs: Uint32Array;
  /** Two little-endian words per value for bool, int, double. */
  readonly words: Uint32Array;
}

export interface SpanBlock {
  readonly count: number;
  readonly strings: StringTable;
  /** Distinct traces in the block: 16 bytes each. */
  readonly traceCount: number;
  readonly traceIds: Uint8Array;
  /** Per row: index into traceIds. */
  readonly trace: Uint32Array;
  /** Rows of a trace (16 bytes at `start` of `id`), in no particular order; empty when it is not here. */
  rowsOfTrace(id: Uint8Array, start?: number): Uint32Array;
  /** 8 bytes per row. A root's parent id is all zero. */
  readonly spanIds: Uint8Array;
  readonly parentIds: Uint8Array;
  readonly start: BigUint64Array;
  readonly end: BigUint64Array;
  /** Numbers of the run's resources and scopes tables; see RunReader.resource and .scope. */
  readonly resource: Uint32Array;
  readonly scope: Uint32Array;
  /** String ids. */
  readonly name: Uint32Array;
  readonly statusMessage: Uint32Array;
  readonly traceState: Uint32Array;
  readonly kind: Uint8Array;
  readonly statusCode: Uint8Array;
  /** 1 where the span failed: by its status code, or by a habit of its sender (contract/error-signs.ts). */
  readonly failed: Uint8Array;
  /** Which of the block's requests the span came in, from 0, in order of arrival; all 0 in blocks of earlier programs. */
  readonly arrival: Uint32Array;
  readonly flags: Uint32Array;
  readonly droppedAttributes: Uint32Array;
  readonly droppedEvents: Uint32Array;
  readonly droppedLinks: Uint32Array;
  /** Attribute keys of spans in this block, as string ids. */
  readonly attributeKeys: Uint32Array;
  /** `undefined` when no span here has the key. */
  attributeColumn(key: string): AttributeColumn | undefined;
  attributesOf(row: number): Attribute[];
  readonly events: EventBlock;
  readonly links: LinkBlock;
  /** Bytes held in memory by the columns decoded so far. */
  readonly heldBytes: number;
}

export interface EventBlock {
  readonly count: number;
  /** Per span row: events [first[row], first[row + 1]). Length count of spans + 1. */
  readonly first: Uint32Array;
  readonly time: BigUint64Array;
  readonly name: Uint32Array;
  readonly dropped: Uint32Array;
  attributesOf(event: number): Attribute[];
  readonly attributeKeys: Uint32Array;
  /** Rows are events. */
  attributeColumn(key: string): AttributeColumn | undefined;
}

export interface LinkBlock {
  readonly count: number;
  readonly first: Uint32Array;
  readonly traceIds: Uint8Array;
  readonly spanIds: Uint8Array;
  readonly traceState: Uint32Array;
  readonly flags: Uint32Array;
  readonly dropped: Uint32Array;
  attributesOf(link: number): Attribute[];
  readonly attributeKeys: Uint32Array;
  attributeColumn(key: string): AttributeColumn | undefined;
}

/** What is known of a sealed block without opening it; all of them are held in memory by the reader. */
export interface BlockSummary {
  readonly block: number;
  readonly signal: 'traces' | 'logs';
  readonly count: number;
  /** How many items of the signal the run received before this block's, evicted ones included. */
  readonly first: number;
  readonly minStart: UnixNanos;
  readonly maxStart: UnixNanos;
  readonly minDuration: bigint;
  readonly maxDuration: bigint;
  /** Failed spans (SpanBlock.failed), or log records of severity error and above. */
  readonly errors: number;
  /** Numbers in the run's `services` and `operations` tables. */
  hasService(service: number): boolean;
  hasOperation(operation: number): boolean;
  /** May the block hold this key with this value (text form)? No false negatives. */
  mayHold(key: string, value: string): boolean;
  /**
   * May a text of the block contain the needle (lower case)? No false negatives. `severities`: only in log records of these
   * SeverityNumbers, given as bits (bit 0: none given).
   */
  mayContain(needle: string, severities?: number): boolean;
  /** May one of its texts (a key, a name, a value that is a text) be exactly this one? No false negatives. */
  mayHave(text: string): boolean;
  /** Log records of the block by SeverityNumber, 25 counts; `undefined` where that is not known without opening it. */
  readonly severities: Uint32Array | undefined;
  /** May the body of a log record have this value (text form) under a path that ends with the key? No false negatives. */
  mayHoldInBody(key: string, value: string): boolean;
  /** May a log record of the block be of this trace (16 bytes)? No false negatives. */
  mayHoldTrace(traceId: Uint8Array): boolean;
}

export interface ResourceRow {
  readonly service: string;
  readonly sender: string;
  readonly schemaUrl: string;
  readonly attributes: readonly Attribute[];
  readonly droppedAttributes: number;
}

export interface ScopeRow {
  readonly name: string;
  readonly version: string;
  readonly schemaUrl: string;
  readonly attributes: readonly Attribute[];
  readonly droppedAttributes: number;
}
