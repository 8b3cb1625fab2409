// The blocks that completion looks at: the head and the newest sealed ones, whether of spans or of log records.
import type { SearchDomain } from '../../../contract/search/search.ts';
import type { LogBlock } from '../../store/log-block.ts';
import type { Alive, RunReader } from '../../store/reader-face.ts';
import type { BlockSummary, SpanBlock } from '../../store/span-block.ts';

export type AnyBlock =
  | { readonly kind: 'spans'; readonly block: SpanBlock }
  | { readonly kind: 'logs'; readonly block: LogBlock };

/** Sealed blocks that are opened. */
const most = 6;

/** Newest first. `key`: only blocks that may have this key, or nothing of it. */
export function* newestBlocks(
  reader: RunReader,
  domain: SearchDomain,
  key: string | undefined,
  alive: Alive,
): Generator<AnyBlock> {
  const head: AnyBlock =
    domain === 'spans' ? { kind: 'spans', block: reader.headSpans() } : { kind: 'logs', block: reader.headLogs() };
  if (head.block.count > 0) yield head;
  let opened = 0;
  for (const summary of domain === 'spans' ? reader.spanBlocks() : reader.logBlocks()) {
    if (opened === most) return;
    alive();
    if (key !== undefined && !summary.mayHave(key)) continue;
    opened++;
    yield open(reader, summary, domain);
  }
}

function open(reader: RunReader, { block }: BlockSummary, domain: SearchDomain): AnyBlock {
  return domain === 'spans'
    ? { kind: 'spans', block: reader.openSpanBlock(block) }
    : { kind: 'logs', block: reader.openLogBlock(block) };
}
