// Keeps out of the store what the user's rules call noise: spans that match, and the traces of roots that match, as far as
// their spans come in the same request or later. Nothing of it is a rejection: the sender did nothing wrong.
import { createInterruptible } from './interruptible.ts';
import { ContractError } from '../../contract/errors.ts';
import type { Payload } from '../../contract/ingest.ts';
import type { NoiseRule } from '../../contract/noise.ts';
import type { ProblemReport } from '../../contract/problems.ts';
import type { SpanGroup } from '../../contract/otlp-records.ts';
import { readSearch } from '../../contract/search/check.ts';
import type { Search } from '../../contract/search/search.ts';
import type { SpanBatch } from '../../contract/span-batch.ts';
import { encodeOtlpProtobuf } from '../encode/otlp-protobuf.ts';
import { blockContext } from '../query/search/search-context.ts';
import { SpanSearch } from '../query/search/span-search.ts';
import { spanRecord } from '../query/read-out/span-record.ts';
import { BatchBlocks, type BatchBlock } from '../store/batch-block.ts';
import type { SpanBlock } from '../store/span-block.ts';

export type Filtered =
  /** Nothing of it is noise: it is stored as it came. */
  | { readonly kind: 'all' }
  | { readonly kind: 'nothing'; readonly ignored: number }
  /** What is left, as a request of its own. */
  | { readonly kind: 'rest'; readonly ignored: number; readonly payload: Payload };

export interface NoiseFilter {
  /** The rules from now on. */
  use(rules: readonly NoiseRule[]): void;
  /** Does not change the batch. */
  apply(payload: Payload, batch: SpanBatch): Filtered;
}

interface Rule {
  readonly where: string;
  readonly search: Search;
}

/** Traces of ignored roots that are remembered, the latest. */
const keptTraces = 50_000;

export function createNoiseFilter(report: (problem: ProblemReport) => void): NoiseFilter {
  let rules: readonly Rule[] = [];
  const interruptible = createInterruptible();
  const blocks = new BatchBlocks();
  // Iterates in the order of insertion: the first is the oldest.
  const ignoredTraces = new Set<string>();

  function remember(trace: string): void {
    ignoredTraces.delete(trace);
    ignoredTraces.add(trace);
    const [oldest] = ignoredTraces;
    if (ignoredTraces.size > keptTraces && oldest !== undefined) ignoredTraces.delete(oldest);
  }

  /** A rule that fails once is out of force: it would hold up every request. */
  function rowsOf(rule: Rule, search: SpanSearch, block: SpanBlock): Uint8Array {
    try {
      return search.rowsOf(block, () => undefined);
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      rules = rules.filter((one) => one !== rule);
      report({ code: 'noise-rule', severity: 'warning', subject: rule.where, message: error.message });
      return new Uint8Array(block.count);
    }
  }

  /** One byte per row: 1 for noise. */
  function noiseOf({ block, owners }: BatchBlock): Uint8Array {
    const context = blockContext(owners, interruptible);
    const noise = new Uint8Array(block.count);
    for (const rule of rules) {
      const rows = rowsOf(rule, new SpanSearch(context, rule.search), block);
      for (let row = 0; row < noise.length; row++) noise[row] = (noise[row] as number) | (rows[row] as number);
    }
    const traceOf = (row: number): string => {
      const start = 16 * (block.trace[row] as number);
      return Buffer.from(block.traceIds.buffer, block.traceIds.byteOffset + start, 16).toString('latin1');
    };
    for (let row = 0; row < noise.length; row++)
      if (noise[row] === 1 && isRoot(block.parentIds, row)) remember(traceOf(row));
    if (ignoredTraces.size > 0)
      for (let row = 0; row < noise.length; row++) if (ignoredTraces.has(traceOf(row))) noise[row] = 1;
    return noise;
  }

  return {
    use(wanted) {
      rules = wanted.flatMap(({ enabled, action, where }) => {
        const read = enabled && action === 'ignore' ? readSearch(where, 'spans') : undefined;
        return read?.kind === 'ok' && read.search.kind !== 'all' ? [{ where, search: read.search }] : [];
      });
      ignoredTraces.clear();
    },
    apply(payload, batch) {
      if (rules.length === 0 || batch.count === 0) return { kind: 'all' };
      const made = blocks.of(batch, payload.sender.id);
      const noise = noiseOf(made);
      const ignored = noise.reduce((sum, one) => sum + one, 0);
      if (ignored === 0) return { kind: 'all' };
      if (ignored === batch.count) return { kind: 'nothing', ignored };
      const { compressed: _, ...rest } = payload;
      const bytes = encodeOtlpProtobuf(groupsOf(made, noise));
      return { kind: 'rest', ignored, payload: { ...rest, encoding: 'protobuf', bytes } };
    },
  };
}

function isRoot(parentIds: Uint8Array, row: number): boolean {
  for (let i = 8 * row; i < 8 * row + 8; i++) if (parentIds[i] !== 0) return false;
  return true;
}

/** The rows that are no noise, by resource and scope. */
function groupsOf({ block, owners }: BatchBlock, noise: Uint8Array): SpanGroup[] {
  const rows = new Map<string, number[]>();
  for (let row = 0; row < block.count; row++) {
    if (noise[row] === 1) continue;
    const key = `${block.resource[row] ?? 0} ${block.scope[row] ?? 0}`;
    const list = rows.get(key);
    if (list === undefined) rows.set(key, [row]);
    else list.push(row);
  }
  return [...rows.values()].map((list) => {
    const first = list[0] ?? 0;
    return {
      signal: 'traces',
      resource: owners.resource(block.resource[first] as number),
      scope: owners.scope(block.scope[first] as number),
      items: list.map((row) => spanRecord(block, row)),
    };
  });
}
