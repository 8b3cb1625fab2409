// The logs half of the writer: the log head and the sealing of log blocks. Logs have no summaries beyond their blocks.
import type { Database } from 'better-sqlite3';
import type { LogBatch } from '../../contract/log-batch.ts';
import type { FilterBuilder } from './block-filter.ts';
import { SEVERITIES } from './block-summary.ts';
import { BodyFilterBuilder } from './body-filter.ts';
import { BlockRows, timeRange, type BlockFacts } from './block-rows.ts';
import type { ColumnWriter } from './column-codec.ts';
import { KeyRecorder } from './key-recorder.ts';
import { encodeLogColumns } from './log-columns.ts';
import { groupBits } from './grouped-filter.ts';
import { LogHead, type LogMark } from './log-head.ts';
import { LongTextFilterBuilder } from './long-text-filter.ts';
import { buildFilter } from './pair-filter.ts';
import type { RunRegistry } from './run-registry.ts';
import { groupsOfRows, groupsOfTexts, SEVERITY_GROUPS } from './severity-groups.ts';
import { BLOCK_BYTES, BLOCK_ITEMS, type SignalStore } from './signal-store.ts';
import type { Columns } from './span-columns.ts';
import type { SliceDictionary } from './slice-dictionary.ts';
import { TextFilterBuilder } from './text-filter.ts';
import { hashText } from './value-hash.ts';

/** SeverityNumber from which a record counts as an error (ERROR to FATAL4). */
const ERROR_SEVERITY = 17;
/** Bytes of nested values whose texts go into a block's text filter. */
const MAX_NESTED = 4 << 20;

export class LogStore implements SignalStore<LogBatch> {
  readonly signal = 'logs';
  readonly #registry: RunRegistry;
  readonly #writer: ColumnWriter;
  readonly #head: LogHead = new LogHead();
  readonly #blocks: BlockRows;
  readonly #filter: FilterBuilder;
  readonly #longTexts: LongTextFilterBuilder = new LongTextFilterBuilder();
  readonly #texts: TextFilterBuilder = new TextFilterBuilder(MAX_NESTED, this.#longTexts);
  readonly #bodies: BodyFilterBuilder = new BodyFilterBuilder();
  readonly #keys: KeyRecorder;
  #mark: LogMark = this.#head.mark();

  constructor(db: Database, registry: RunRegistry, writer: ColumnWriter, filter: FilterBuilder) {
    this.#registry = registry;
    this.#writer = writer;
    this.#filter = filter;
    this.#blocks = new BlockRows(db, writer);
    this.#keys = new KeyRecorder(registry, this.#head.strings);
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

  append(batch: LogBatch, sender: string): void {
    const { resources, scopes } = this.#registry.numbersOf(batch, sender);
    this.#head.append(batch, resources, scopes);
  }

  summarise(): number {
    this.#keys.record(this.#head.attributes, this.#mark.attributes);
    return 0;
  }

  seal(block: number): void {
    const head = this.#head;
    const facts = this.#facts();
    this.#filter.begin(head.strings);
    this.#filter.addRows(head.attributes);
    for (const resource of facts.resources) this.#filter.addHashes(this.#registry.hashes('resource', resource));
    for (const scope of facts.scopes) this.#filter.addHashes(this.#registry.hashes('scope', scope));
    const columns = encodeLogColumns(head, this.#writer);
    columns.set('trace-filter', traceFilter(head.traces));
    columns.set('severities', this.#severities(head));
    this.#textFilters(head, columns);
    const bodies = this.#bodyFilter(head);
    if (bodies !== undefined) columns.set('body-filter', bodies);
    this.#blocks.write(block, facts, columns, this.#filter.finish());
  }

  committed(sealed: boolean): void {
    if (sealed) {
      this.#head.clear();
      this.#keys.forget();
    }
    this.#mark = this.#head.mark();
  }

  rolledBack(): void {
    this.#head.truncate(this.#mark);
    this.#keys.forget();
  }

  #severities({ severity, count }: LogHead): Uint8Array {
    const counts = new Uint32Array(SEVERITIES);
    for (let row = 0; row < count; row++)
      counts[severity[row] as number] = (counts[severity[row] as number] as number) + 1;
    this.#writer.ints(counts, SEVERITIES);
    return this.#writer.take();
  }

  #textFilters(head: LogHead, columns: Columns): void {
    const { attributes, attributeFirst, bodyKind, bodyLow, bodyHigh, blobs } = head;
    const groups = groupsOfRows(head);
    const texts = this.#texts;
    texts.begin(head.strings, blobs, groupsOfTexts(head, groups));
    for (let row = 0; row < head.count; row++) {
      const group = groups[row] as number;
      texts.addRows(attributes, blobs, attributeFirst[row], attributeFirst[row + 1], group);
      texts.addValue(bodyKind[row] as number, bodyLow[row] as number, bodyHigh[row] as number, blobs, group);
    }
    const filter = texts.finish();
    if (filter === undefined) return;
    columns.set('text-filter', filter);
    columns.set('long-text-filter', this.#longTexts.finish());
    // All of one group: then the filter of its rows is that of the block.
    if (groups.some((group) => group !== groups[0]))
      columns.set('severity-text-filter', groupBits(filter, texts.places, SEVERITY_GROUPS));
  }

  #bodyFilter({ strings, blobs, bodyKind, bodyLow, count }: LogHead): Uint8Array | undefined {
    this.#bodies.begin(strings, blobs);
    for (let row = 0; row < count; row++)
      this.#bodies.add(bodyKind[row] as number, bodyLow[row] as number, strings, blobs);
    return this.#bodies.finish();
  }

  #facts(): BlockFacts {
    const head = this.#head;
    const resources = new Set(head.resource.subarray(0, head.count));
    const scopes = new Set(head.scope.subarray(0, head.count));
    const services = new Set(Array.from(resources, (resource) => this.#registry.serviceOfResource(resource)));
    let errors = 0;
    for (let row = 0; row < head.count; row++) if ((head.severity[row] as number) >= ERROR_SEVERITY) errors += 1;
    const [minStart, maxStart] = timeRange(effectiveTimes(head), head.count);
    return {
      signal: 'logs',
      count: head.count,
      minStart,
      maxStart,
      minDuration: 0n,
      maxDuration: 0n,
      errors,
      services,
      operations: new Set(),
      resources,
      scopes,
    };
  }
}

/** A record without a time counts from when it was observed. */
function effectiveTimes({ time, observed, count }: LogHead): Uint32Array {
  const times = time.slice(0, 2 * count);
  for (let i = 0; i < times.length; i += 2) {
    if (times[i] !== 0 || times[i + 1] !== 0) continue;
    times[i] = observed[i] as number;
    times[i + 1] = observed[i + 1] as number;
  }
  return times;
}

/** Of all traces but number 0, which is none. */
function traceFilter({ bytes, count }: SliceDictionary): Uint8Array {
  const hashes = new Uint32Array(count);
  for (let trace = 1; trace < count; trace++) hashes[trace - 1] = hashText(bytes, 16 * trace, 16 * trace + 16);
  return buildFilter(hashes, count - 1);
}
