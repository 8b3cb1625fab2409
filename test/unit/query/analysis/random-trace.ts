// Any forest in depth-first order, with children anywhere around their parents and all the oddities of real senders.
import type { TraceColumns } from '../../../../src/contract/traces.ts';
import { seededRandom } from '../../../support/random.ts';
import { traceOf, type SyntheticSpan } from '../../renderer/draw/waterfall/synthetic-trace.ts';

export function randomTrace(seed: number): TraceColumns {
  const random = seededRandom(seed);
  const spans: SyntheticSpan[] = [];
  const open: number[] = [];
  const count = 1 + random.below(60);
  for (let i = 0; i < count; i++) {
    while (open.length > 0 && random.below(3) === 0) open.pop();
    spans.push({
      parent: open.at(-1) ?? -1,
      name: `op ${random.below(4)}`,
      service: `service ${random.below(3)}`,
      offset: random.below(1000),
      length: random.below(5) === 0 ? 0 : random.below(600) - 40,
      marks: random.below(12) === 0 ? 128 : 0,
      missing: random.below(15) === 0,
    });
    open.push(i);
  }
  return traceOf(spans);
}
