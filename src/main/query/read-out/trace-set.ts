// A set of trace ids that is asked block by block: which of the block's traces, hence which rows, are in it.
import type { RunReader } from '../../store/reader-face.ts';
import { bytesOfHex, traceIdAt, type TraceId } from '../../../contract/ids.ts';

/** For more traces than this all blocks are looked at instead of asking for each trace. */
const askedSingly = 2000;

export class TraceSet {
  readonly ids: ReadonlySet<string>;

  constructor(ids: Iterable<TraceId>) {
    this.ids = new Set<string>(ids);
  }

  /** Sealed span blocks that hold some of the traces; `undefined` for any. */
  blocks(reader: RunReader): ReadonlySet<number> | undefined {
    if (this.ids.size > askedSingly) return undefined;
    return new Set([...this.ids].flatMap((id) => [...reader.blocksOfTrace(bytesOfHex(id) as Uint8Array)]));
  }

  /** For each of `count` trace ids (16 bytes each): 1 where it is in the set. */
  among(traceIds: Uint8Array, count: number): Uint8Array {
    const chosen = new Uint8Array(count);
    for (let i = 0; i < count; i++) if (this.ids.has(traceIdAt(traceIds, 16 * i))) chosen[i] = 1;
    return chosen;
  }
}
