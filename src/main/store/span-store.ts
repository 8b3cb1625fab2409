// The traces half of the writer: the span head, the trace summaries, and the sealing of span blocks.
import type { Database, Statement } from 'better-sqlite3';
import type { SpanBatch } from '../../contract/span-batch.ts';
import { FilterBuilder } from './block-filter.ts';
import { BlockRows, timeRange, type BlockFacts } from './block-rows.ts';
import type { ColumnWriter } from './column-codec.ts';
import { KeyRecorder } from './key-recorder.ts';
import type { RunRegistry } from './run-registry.ts';
import { BLOCK_BYTES, BLOCK_ITEMS, type SignalStore } from './signal-store.ts';
import { encodeSpanColumns } from './span-columns.ts';
import { SpanHead, type SpanMark } from './span-head.ts';
import { effectiveStarts, nanosBetween } from './span-times.ts';
import { TextFilterBuilder } from './text-filter.ts';
import { TraceSummaries } from './trace-summaries.ts';

/** Bytes of nested values whose texts go into a block's text filter. */
const MAX_NESTED = 1 << 16;

export class SpanStore implements SignalStore<SpanBatch> {
  readonly signal = 'traces';
  readonly #registry: RunRegistry;
  readonly #writer: ColumnWriter;
  readonly #head: SpanHead = new SpanHead();
  readonly #summaries: TraceSummaries;
  readonly #blocks: BlockRows;
  readonly #filter: FilterBuilder;
  readonly #texts: TextFilterBuilder = new TextFilterBuilder(MAX_NESTED);
  readonly #keys: KeyRecorder;
  readonly #addTraceBlock: Statement;
  #mark: SpanMark = this.#head.mark();

  constructor(db: Database, registry: RunRegistry, writer: ColumnWriter, filter: FilterBuilder) {
    this.#registry = registry;
    this.#writer = writer;
    this.#filter = filter;
    this.#summaries = new TraceSummaries(db, registry);
    this.#blocks = new BlockRows(db, writer);
    this.#keys = new KeyRecorder(registry, this.#head.strings);
    this.#addTraceBlock = db.prepare('INSERT OR IGNORE INTO trace_blocks VALUES (?, ?)');
  }

  get count(): number {
    return this.#head.count;
  }

  get uncommitted(): number {
    return this.#head.count - this.#mark.count;
  }

  get full(): boolean {
    return this.#head.count >= BLOCK_ITEMS || this.#head.heldBytes >= BLOCK_BYTES;
  }

  append(batch: SpanBatch, sender: string): void {
    const { resources, scopes } = this.#registry.numbersOf(batch, sender);
    this.#head.append(batch, resources, scopes);
  }

  summarise(version: number): number {
    if (this.uncommitted === 0) return 0;
    this.#summaries.add(this.#head, this.#mark.count);
    const { attributes, eventAttributes, linkAttributes } = this.#head;
    this.#keys.record(attributes, this.#mark.attributes);
    this.#keys.record(eventAttributes, this.#mark.eventAttributes);
    this.#keys.record(linkAttributes, this.#mark.linkAttributes);
    return this.#summaries.write(version);
  }

  seal(block: number): void {
    const head = this.#head;
    const facts = this.#facts();
    this.#filter.begin(head.strings);
    for (const rows of [head.attributes, head.eventAttributes, head.linkAttributes]) this.#filter.addRows(rows);
    for (const resource of facts.resources) this.#filter.addHashes(this.#registry.hashes('resource', resource));
    for (const scope of facts.scopes) this.#filter.addHashes(this.#registry.hashes('scope', scope));
    const columns = encodeSpanColumns(head, this.#writer);
    const texts = this.#textFilter(head);
    if (texts !== undefined) columns.set('text-filter', texts);
    this.#blocks.write(block, facts, columns, this.#filter.finish());
    for (const trace of this.#summaries.numbersOf(head)) this.#addTraceBlock.run(trace, block);
  }

  committed(sealed: boolean): void {
    if (sealed) {
      this.#head.clear();
      this.#summaries.headCleared();
      this.#keys.forget();
    }
    this.#mark = this.#head.mark();
  }

  rolledBack(): void {
    this.#head.truncate(this.#mark);
    this.#summaries.reset();
    this.#keys.forget();
  }

  /** Traces were changed by another hand (retention). */
  forgetTraces(): void {
    this.#summaries.reset();
  }

  #textFilter(head: SpanHead): Uint8Array | undefined {
    this.#texts.begin(head.strings, head.blobs);
    for (const rows of [head.attributes, head.eventAttributes, head.linkAttributes])
      this.#texts.addRows(rows, head.blobs);
    return this.#texts.finish();
  }

  #facts(): BlockFacts {
    const head = this.#head;
    const services = new Set<number>();
    const operations = new Set<number>();
    const resources = new Set<number>();
    const scopes = new Set<number>();
    let errors = 0;
    let minDuration: number | undefined;
    let maxDuration = 0;
    let lastResource = -1;
    let lastScope = -1;
    let timeless = false;
    const starts = effectiveStarts(head.start, head.end, head.count);
    for (let row = 0; row < head.count; row++) {
      errors += head.failed[row] as number;
      const resource = head.resource[row] as number;
      const scope = head.scope[row] as number;
      if (resource !== lastResource) resources.add((lastResource = resource));
      if (scope !== lastScope) scopes.add((lastScope = scope));
      operations.add(this.#summaries.operationOf(head, row));
      const at = 2 * row;
      const low = starts[at] as number;
      const high = starts[at + 1] as number;
      if (low === 0 && high === 0) timeless = true;
      const duration = nanosBetween(head.end[at] as number, head.end[at + 1] as number, low, high);
      if (minDuration === undefined || duration < minDuration) minDuration = duration;
      if (row === 0 || duration > maxDuration) maxDuration = duration;
    }
    for (const resource of resources) services.add(this.#registry.serviceOfResource(resource));
    const [minStart, maxStart] = timeRange(starts, head.count);
    return {
      signal: 'traces',
      count: head.count,
      minStart,
      maxStart: timeless ? LATEST : maxStart,
      errors,
      services,
      operations,
      resources,
      scopes,
      minDuration: outward(minDuration ?? 0, -1),
      maxDuration: outward(maxDuration, 1),
    };
  }
}

/** A difference beyond 2^53 was rounded: the range is widened so that no span lies outside of it. */
function outward(duration: number, direction: -1 | 1): bigint {
  const exact = Number.isSafeInteger(duration);
  return BigInt.asIntN(64, clamp(BigInt(duration) + (exact ? 0n : BigInt(direction) * 4096n)));
}

/** Of a block with a span that has no time at all: its trace may begin at any time. */
const LATEST = (1n << 64n) - 1n;
const LIMIT = (1n << 63n) - 1n;
function clamp(value: bigint): bigint {
  return value > LIMIT ? LIMIT : value < -LIMIT ? -LIMIT : value;
}
