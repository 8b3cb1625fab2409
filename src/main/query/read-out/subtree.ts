// The spans at or below some spans of a trace, by parent ids alone; cycles and missing parents do no harm.
import { bytesOfHex, spanIdAt, type SpanId, type TraceId } from '../../../contract/ids.ts';
import type { Alive, RunReader } from '../../store/reader-face.ts';
import { tracePartsOf } from '../trace-parts.ts';

export function subtreeOf(
  reader: RunReader,
  traceId: TraceId,
  roots: readonly SpanId[],
  alive: Alive,
): ReadonlySet<string> {
  const children = new Map<string, SpanId[]>();
  for (const { block, rows } of tracePartsOf(reader, bytesOfHex(traceId) as Uint8Array)) {
    alive();
    for (const row of rows) {
      const parent = spanIdAt(block.parentIds, 8 * row);
      const own = spanIdAt(block.spanIds, 8 * row);
      const list = children.get(parent);
      if (list === undefined) children.set(parent, [own]);
      else list.push(own);
    }
  }
  const found = new Set<string>();
  const next = [...roots];
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    next.push(...(children.get(id) ?? []));
  }
  return found;
}
