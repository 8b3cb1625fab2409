// Which request each span of a block came in. A block is sorted by trace; this keeps the order of arrival beside it, so
// that whoever follows a run finds what is new in a block that was sealed meanwhile.
import { type ColumnWriter, ColumnReader } from './column-codec.ts';
import { damaged } from './store-error.ts';

/** Of the head: request i begins at row `first[i]`; every request has rows. */
export interface HeadRequests {
  readonly count: number;
  readonly requests: number;
  readonly requestFirst: Uint32Array;
}

/** The column `arrival`; `undefined` where all came in one request. `order[i]` is the head's row of the block's row i. */
export function encodeArrival(
  { count, requests, requestFirst }: HeadRequests,
  order: Uint32Array,
  writer: ColumnWriter,
): Uint8Array | undefined {
  if (requests < 2) return undefined;
  const requestOf = new Uint32Array(count);
  for (let request = 1; request < requests; request++)
    requestOf.fill(request, requestFirst[request], request + 1 < requests ? requestFirst[request + 1] : count);
  const arrival = new Uint32Array(count);
  for (let row = 0; row < count; row++) arrival[row] = requestOf[order[row] as number] as number;
  writer.ints(arrival, count);
  return writer.take();
}

/** Per row the request, from 0. Throws ContractError `run-corrupt`. */
export function readArrival(column: Uint8Array | undefined, count: number): Uint32Array {
  if (column === undefined) return new Uint32Array(count);
  const arrival = new ColumnReader(column).ints(count);
  if (arrival.some((request) => request >= count))
    throw damaged('a span of a block came in a request that is not there');
  return arrival;
}
