// Traces as the engine answers them, made up from a list of spans: parents before children, in waterfall order.
import type { TraceId } from '../../../../../src/contract/ids.ts';
import { durationNanos, unixNanos } from '../../../../../src/contract/time.ts';
import { SpanMark, type TraceColumns } from '../../../../../src/contract/traces.ts';

export interface SyntheticSpan {
  /** Index of the parent in the list, or -1. */
  readonly parent: number;
  readonly offset: number;
  readonly length: number;
  readonly id?: number;
  readonly name?: string;
  readonly service?: string;
  readonly marks?: number;
  readonly missing?: boolean;
}

export const traceStart = 1_795_000_000_000_000_000n;

/** Columns of spans that are given depth-first. Ids default to the place in the list plus one. */
export function traceOf(spans: readonly SyntheticSpan[], start = traceStart): TraceColumns {
  const rows = spans.length;
  const serviceNames = [...new Set(spans.map((span) => span.service ?? 'api'))];
  const names = [...new Set(spans.map((span) => span.name ?? 'work'))];
  const serviceIndex = new Map(serviceNames.map((name, i) => [name, i]));
  const nameIndex = new Map(names.map((name, i) => [name, i]));
  const spanIds = new Uint8Array(rows * 8);
  const view = new DataView(spanIds.buffer);
  const parent = new Int32Array(rows);
  const depth = new Uint16Array(rows);
  const subtree = new Uint32Array(rows).fill(1);
  const errorsBelow = new Uint32Array(rows);
  const marks = new Uint8Array(rows);
  const missing = new Uint8Array(rows);
  const offset = new Float64Array(rows);
  const length = new Float64Array(rows);
  const service = new Uint16Array(rows);
  const name = new Uint32Array(rows);
  const startNanos = new BigUint64Array(rows);
  let end = 0;
  for (const [row, span] of spans.entries()) {
    view.setBigUint64(row * 8, BigInt(span.id ?? row + 1));
    parent[row] = span.parent;
    depth[row] = span.parent < 0 ? 0 : (depth[span.parent] as number) + 1;
    marks[row] = span.marks ?? 0;
    missing[row] = span.missing === true ? 1 : 0;
    offset[row] = span.offset;
    length[row] = span.length;
    startNanos[row] = start + BigInt(span.offset);
    service[row] = serviceIndex.get(span.service ?? 'api') ?? 0;
    name[row] = nameIndex.get(span.name ?? 'work') ?? 0;
    end = Math.max(end, span.offset + span.length);
  }
  for (let row = rows - 1; row >= 0; row--) {
    const up = parent[row] as number;
    if (up < 0) continue;
    subtree[up] = (subtree[up] as number) + (subtree[row] as number);
    const own = ((marks[row] as number) & SpanMark.error) !== 0 ? 1 : 0;
    errorsBelow[up] = (errorsBelow[up] as number) + (errorsBelow[row] as number) + own;
  }
  const errors = marks.reduce((sum, bits) => sum + (bits & SpanMark.error), 0);
  return {
    traceId: '0af7651916cd43dd8448eb211c80319c' as TraceId,
    rows,
    spans: rows - missing.reduce((sum, one) => sum + one, 0),
    resent: 0,
    errors,
    start: unixNanos(start),
    duration: durationNanos(BigInt(end)),
    spanIds,
    parent,
    depth,
    subtree,
    startNanos,
    offset,
    length,
    service,
    name,
    kind: new Uint8Array(rows),
    status: new Uint8Array(rows),
    marks,
    missing,
    errorsBelow,
    serviceNames,
    names,
    cursor: 1,
  };
}

/** A repeatable random sequence in [0, 1). */
export function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const services = ['gateway', 'checkout', 'inventory', 'payment', 'shipping', 'postgres', 'redis', 'mailer'];
const operations = [
  'GET /cart',
  'SELECT items',
  'reserve stock',
  'charge card',
  'GET',
  'publish order.created',
  'render template',
  'SET session',
];

/** A tree of `count` spans that looks like a real trace: bushy, nested in time, partly parallel, a few errors. */
export function bigTrace(count: number, seed = 7): TraceColumns {
  const random = sequence(seed);
  const spans: SyntheticSpan[] = [{ parent: -1, offset: 0, length: 30e9, name: 'POST /checkout', service: 'gateway' }];
  const fill = (parent: number, level: number, budget: number, from: number, length: number): void => {
    const children = Math.min(budget, level === 0 ? 40 : 1 + Math.floor(random() * 7));
    const slot = length / Math.max(1, children);
    for (let child = 0, left = budget; child < children; child++) {
      const last = child === children - 1;
      const size = last
        ? left
        : Math.max(1, Math.min(left - (children - 1 - child), Math.floor((budget / children) * 2 * random())));
      left -= size;
      const offset = Math.floor(from + child * slot + random() * slot * 0.4);
      const own = Math.max(
        100,
        Math.floor(Math.min(from + length - offset, slot * (0.3 + random() * (random() < 0.2 ? 3 : 0.6)))),
      );
      const kind = Math.floor(random() * services.length);
      spans.push({
        parent,
        offset,
        length: own,
        name: operations[(kind + level) % operations.length] ?? 'GET',
        service: services[kind] ?? 'gateway',
        marks:
          (random() < 0.002 ? SpanMark.error : 0) |
          (random() < 0.1 ? SpanMark.events : 0) |
          (random() < 0.03 ? SpanMark.links : 0),
      });
      if (size > 1) fill(spans.length - 1, level + 1, size - 1, offset, own);
    }
  };
  fill(0, 0, count - 1, 0, 30e9);
  return traceOf(spans);
}
