// Repeated numbers in one length-delimited field.
import type { NumberList } from '../number-list.ts';
import { DecodeFault } from '../result.ts';
import type { WireReader } from './wire-reader.ts';

export function readPackedDoubles(reader: WireReader, list: NumberList, end: number): void {
  for (const listEnd = endOfEights(reader, end); reader.pos < listEnd;) list.add(reader.double(listEnd));
}

/** fixed64, rounded beyond 2^53. */
export function readPackedCounts(reader: WireReader, list: NumberList, end: number): void {
  for (const listEnd = endOfEights(reader, end); reader.pos < listEnd;) list.add(reader.count64(listEnd));
}

/** uint64, rounded beyond 2^53. */
export function readPackedVarints(reader: WireReader, list: NumberList, end: number): void {
  const listEnd = reader.length(end) + reader.pos;
  while (reader.pos < listEnd) {
    reader.word64(listEnd);
    list.add(reader.high * 0x1_0000_0000 + reader.low);
  }
}

function endOfEights(reader: WireReader, end: number): number {
  const length = reader.length(end);
  if (length % 8 !== 0)
    throw new DecodeFault(`a list of 8-byte numbers with a length of ${length} bytes`, reader.tagAt);
  return reader.pos + length;
}
