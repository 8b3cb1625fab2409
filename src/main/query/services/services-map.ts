// services.map: who calls whom in a run, how often, how long, and how often in vain.
import type { ServiceMap, ServicesRequest } from '../../../contract/services.ts';
import { unixNanos } from '../../../contract/time.ts';
import type { Alive, RunReader } from '../../store/reader-face.ts';
import { Caller } from './block-calls.ts';
import type { CallIndex } from './call-index.ts';
import { CallSums } from './call-sums.ts';

export function servicesMap(
  reader: RunReader,
  index: CallIndex,
  { from, to }: Pick<ServicesRequest, 'from' | 'to'>,
  alive: Alive,
): ServiceMap {
  const cursor = reader.refresh();
  const { calls, complete } = index.upTo(cursor, alive);
  const sums = new CallSums();
  // Microseconds, both included.
  const earliest = from === undefined ? -Infinity : Number(from / 1000n);
  const latest = to === undefined ? Infinity : Number(to / 1000n);
  let first = Infinity;
  let last = -Infinity;
  for (const block of calls) {
    alive();
    for (let i = 0; i < block.count; i++) {
      const start = block.start[i] as number;
      if (start < earliest || start > latest || block.answered[i] === 1) continue;
      const caller = block.caller[i] as number;
      if (caller === Caller.itself || (caller === Caller.unknown && block.answers[i] === 0)) continue;
      if (start < first) first = start;
      if (start > last) last = start;
      sums.add(
        caller < 0 ? undefined : caller,
        block.callee[i] as number,
        block.nanos[i] as number,
        block.failed[i] as number,
      );
    }
  }
  const known = last >= first;
  return {
    ...sums.finish(index.participants),
    first: known ? unixNanos(BigInt(first) * 1000n) : undefined,
    last: known ? unixNanos(BigInt(last) * 1000n) : undefined,
    complete,
    cursor,
  };
}
