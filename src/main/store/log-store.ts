// The logs half of the writer: the log head and the sealing of log blocks. Logs have no summaries beyond their blocks.
import type { Database } from 'better-sqlite3';
import type { LogBatch } from '../../contract/log-batch.ts';
import type { FilterBuilder } from './block-filter.ts';
import { BlockRows, timeRange, type BlockFacts } from './block-rows.ts';
import type { ColumnWriter } from './column-codec.ts';
import { KeyRecorder } from './key-recorder.ts';
import { encodeLogColumns } from './log-columns.ts';
import { LogHead, type LogMark } from './log-head.ts';
import type { RunRegistry } from './run-registry.ts';
import { BLOCK_BYTES, BLOCK_ITEMS, type SignalStore } from './signal-store.ts';

/** SeverityNumber from which a record counts as an error (ERROR to FATAL4). */
const ERROR_SEVERITY = 17;

export class LogStore implements SignalStore<LogBatch> {
  readonly signal = 'logs';
  readonly #registry: RunRegistry;
  readonly #writer: ColumnWriter;
  readonly #head: LogHead = new LogHead();
  readonly #blocks: BlockRows;
  readonly #filter: FilterBuilder;
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
    this.#blocks.write(block, facts, encodeLogColumns(head, this.#writer), this.#filter.finish());
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

  #facts(): BlockFacts {
    const head = this.#head;
    const resources = new Set(head.resource.subarray(0, head.count));
    const scopes = new Set(head.scope.subarray(0, head.count));
    const services = new Set(Array.from(resources, (resource) => this.#registry.serviceOfResource(resource)));
    let errors = 0;
    for (let row = 0; row < head.count; row++) if ((head.severity[row] as number) >= ERROR_SEVERITY) errors += 1;
    const [minStart, maxStart] = timeRange(head.time, head.count);
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
