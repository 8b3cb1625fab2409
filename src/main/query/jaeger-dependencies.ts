// Who calls whom, as Jaeger tells it: for each span in a time window whose parent is a span of another service, one call
// from the parent's service to its own. The calls themselves are those of the service map (call-index.ts).
import type { Alive, RunReader } from '../store/reader-face.ts';
import type { CallIndex } from './services/call-index.ts';
import type { JaegerDependency } from './jaeger-answer.ts';
import { firstPeer } from './services/participants.ts';

/** Nanoseconds, both included, compared in whole microseconds; a span is in the window by its start. */
export interface DependencyWindow {
  readonly start: bigint;
  readonly end: bigint;
}

export function dependenciesIn(
  reader: RunReader,
  index: CallIndex,
  window: DependencyWindow,
  alive: Alive,
): JaegerDependency[] {
  const { calls } = index.upTo(reader.refresh(), alive);
  const [from, to] = [Number(window.start / 1000n), Number(window.end / 1000n)];
  const counts = new Map<number, Map<number, number>>();
  for (const block of calls) {
    alive();
    for (let i = 0; i < block.count; i++) {
      const caller = block.caller[i] as number;
      if (caller < 0 || caller >= firstPeer || block.outgoing[i] === 1) continue;
      const start = block.start[i] as number;
      if (start < from || start > to) continue;
      const row = counts.get(caller) ?? new Map<number, number>();
      row.set(block.callee[i] as number, (row.get(block.callee[i] as number) ?? 0) + 1);
      counts.set(caller, row);
    }
  }
  const found: JaegerDependency[] = [];
  for (const [caller, row] of counts) {
    for (const [callee, callCount] of row)
      found.push({ parent: reader.serviceName(caller), child: reader.serviceName(callee), callCount });
  }
  return found.toSorted((a, b) => compare(a.parent, b.parent) || compare(a.child, b.child));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
