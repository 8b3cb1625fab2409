// Keeps one row per trace up to date as spans arrive: early, late, twice, without their root, or a day after.
// A span without a start takes its end as start; one without either counts but has no part in the times.
import type { Database, Statement } from 'better-sqlite3';
import { durationClass } from '../../contract/duration-class.ts';
import type { RunRegistry } from './run-registry.ts';
import { microsOf, nanosBetween, nanosRemainder, wordsOfMicros } from './span-times.ts';
import { growU32 } from './grow.ts';
import type { SpanHead } from './span-head.ts';
import { TraceMemory } from './trace-memory.ts';

/** Rows of one multi-row INSERT. */
const MAX_ROWS = 8;
const decoder = new TextDecoder(undefined, { ignoreBOM: true });

interface Counts {
  spans: number;
  errors: number;
}

type TraceRow = [
  no: number,
  startUs: number,
  startNs: number,
  duration: number,
  spans: number,
  errors: number,
  rootService: number,
  rootOperation: number,
  rootMissing: number,
  rootOffset: number | null,
];

/** What changes as spans of a trace arrive. */
const movingColumns = [
  'start_us',
  'start_ns',
  'duration_ns',
  'duration_class',
  'spans',
  'errors',
  'root_service',
  'root_operation',
  'root_missing',
  'root_offset_ns',
  'version',
] as const;

export class TraceSummaries {
  readonly #db: Database;
  readonly #registry: RunRegistry;
  /** By number of rows. */
  readonly #addRows: (Statement | undefined)[] = [];
  readonly #sql: Record<
    'find' | 'services' | 'insert' | 'update' | 'addService' | 'dropService' | 'serviceSpans' | 'operationSpans',
    Statement
  >;
  readonly #memory: TraceMemory = new TraceMemory();
  /** Slot + 1 by the head's trace number; 0 for one that was not looked up yet. */
  #slots: Uint32Array = new Uint32Array(1024);
  /** Slots of traces that changed. */
  #dirty: Uint32Array = new Uint32Array(1024);
  #dirtyCount = 0;
  readonly #id: Buffer = Buffer.alloc(16);
  #serviceCounts: Map<number, Counts> = new Map();
  #operationCounts: Map<number, number> = new Map();
  /** Operation numbers by string id of the name, per service; for the head at hand. */
  #operations: Map<number, number[]> = new Map();
  /** Traces seen for the first time since the last `write`. */
  #added = 0;

  constructor(db: Database, registry: RunRegistry) {
    this.#db = db;
    this.#registry = registry;
    this.#sql = {
      find: db
        .prepare(
          'SELECT trace_no, start_us, start_ns, duration_ns, spans, errors, root_service, root_operation, root_missing, root_offset_ns FROM traces WHERE trace_id = ?',
        )
        .raw(),
      services: db
        .prepare(
          'SELECT service_no, spans, errors FROM trace_services WHERE start_us = ? AND trace_no = ? AND service_no IN (SELECT service_no FROM services)',
        )
        .raw(),
      insert: db.prepare(
        `INSERT INTO traces (${movingColumns.join(', ')}, trace_id, evicted)
           VALUES (${movingColumns.map(() => '?').join(', ')}, ?, 0)`,
      ),
      update: db.prepare(
        `UPDATE traces SET ${movingColumns.map((name) => `${name} = ?`).join(', ')} WHERE trace_no = ?`,
      ),
      addService: db.prepare('INSERT OR REPLACE INTO trace_services VALUES (?, ?, ?, ?, ?)'),
      dropService: db.prepare('DELETE FROM trace_services WHERE service_no = ? AND start_us = ? AND trace_no = ?'),
      serviceSpans: db.prepare('UPDATE services SET spans = spans + ?, errors = errors + ? WHERE service_no = ?'),
      operationSpans: db.prepare('UPDATE operations SET spans = spans + ? WHERE operation_no = ?'),
    };
  }

  /** Takes in the head's rows from `from` on; inside the writer's transaction, after the registry's flush. */
  add(head: SpanHead, from: number): void {
    const memory = this.#memory;
    for (let row = from; row < head.count; row++) {
      const slot = this.#slotOf(head, head.trace[row] as number);
      if (memory.dirty[slot] === 0) {
        memory.dirty[slot] = 1;
        this.#dirty = growU32(this.#dirty, this.#dirtyCount + 1);
        this.#dirty[this.#dirtyCount++] = slot;
      }
      const service = this.#registry.serviceOfResource(head.resource[row] as number);
      const operation = this.#operation(head, service, head.name[row] as number);
      const error = head.failed[row] as number;
      memory.spans[slot] = (memory.spans[slot] as number) + 1;
      memory.errors[slot] = (memory.errors[slot] as number) + error;
      this.#count(slot, service, operation, error);
      this.#times(slot, head, row, service, operation);
    }
  }

  /** Writes what changed and answers how many traces are new. */
  write(version: number): number {
    for (let i = 0; i < this.#dirtyCount; i++) this.#store(this.#dirty[i] as number, version);
    this.#dirtyCount = 0;
    for (const [service, counts] of this.#serviceCounts)
      this.#sql.serviceSpans.run(counts.spans, counts.errors, service);
    for (const [operation, spans] of this.#operationCounts) this.#sql.operationSpans.run(spans, operation);
    this.#serviceCounts.clear();
    this.#operationCounts.clear();
    const added = this.#added;
    this.#added = 0;
    return added;
  }

  /** The numbers of all traces of the head; each must have been written. */
  numbersOf(head: SpanHead): Uint32Array {
    const numbers = new Uint32Array(head.traces.count);
    for (let trace = 0; trace < numbers.length; trace++)
      numbers[trace] = this.#memory.no[this.#slotOf(head, trace)] as number;
    return numbers;
  }

  /** The operations of the head's rows, as numbers. */
  operationOf(head: SpanHead, row: number): number {
    return this.#operation(
      head,
      this.#registry.serviceOfResource(head.resource[row] as number),
      head.name[row] as number,
    );
  }

  /** The head was emptied: its numbers mean nothing any more. */
  headCleared(): void {
    this.#slots.fill(0);
    this.#operations.clear();
    this.#memory.turn();
  }

  /** Forgets everything: after a rollback, or when traces were evicted. */
  reset(): void {
    this.#memory.clear();
    this.headCleared();
    this.#dirtyCount = 0;
    this.#serviceCounts.clear();
    this.#operationCounts.clear();
    this.#added = 0;
  }

  #count(slot: number, service: number, operation: number, error: number): void {
    const entry = this.#memory.serviceOf(slot, service);
    const { spans, errors, changed } = this.#memory.services;
    spans[entry] = (spans[entry] as number) + 1;
    errors[entry] = (errors[entry] as number) + error;
    changed[entry] = 1;
    let counts = this.#serviceCounts.get(service);
    if (counts === undefined) {
      counts = { spans: 0, errors: 0 };
      this.#serviceCounts.set(service, counts);
    }
    counts.spans += 1;
    counts.errors += error;
    this.#operationCounts.set(operation, (this.#operationCounts.get(operation) ?? 0) + 1);
  }

  #times(slot: number, head: SpanHead, row: number, service: number, operation: number): void {
    const memory = this.#memory;
    const at = 2 * row;
    let low = head.start[at] as number;
    let high = head.start[at + 1] as number;
    const endLow = head.end[at] as number;
    const endHigh = head.end[at + 1] as number;
    if (low === 0 && high === 0) {
      low = endLow;
      high = endHigh;
    }
    const length = Math.max(0, nanosBetween(endLow, endHigh, low, high));
    let offset = Infinity;
    if (low !== 0 || high !== 0) {
      if (memory.timed[slot] === 0) {
        memory.timed[slot] = 1;
        memory.startLow[slot] = low;
        memory.startHigh[slot] = high;
        memory.duration[slot] = length;
        offset = 0;
      } else {
        offset = nanosBetween(low, high, memory.startLow[slot] as number, memory.startHigh[slot] as number);
        if (offset < 0) {
          memory.startLow[slot] = low;
          memory.startHigh[slot] = high;
          memory.duration[slot] = (memory.duration[slot] as number) - offset;
          memory.rootOffset[slot] = (memory.rootOffset[slot] as number) - offset;
          offset = 0;
        }
        memory.duration[slot] = Math.max(memory.duration[slot] as number, offset + length);
      }
    }
    const isRoot = head.hasParent[row] === 0;
    const missing = memory.rootMissing[slot] === 1;
    if (
      memory.rootOperation[slot] === 0 ||
      (isRoot && missing) ||
      (isRoot !== missing && offset < (memory.rootOffset[slot] as number))
    ) {
      memory.rootOffset[slot] = offset;
      memory.rootService[slot] = service;
      memory.rootOperation[slot] = operation;
      memory.rootMissing[slot] = isRoot ? 0 : 1;
    }
  }

  #store(slot: number, version: number): void {
    const memory = this.#memory;
    memory.dirty[slot] = 0;
    const timed = memory.timed[slot] === 1;
    const [low, high] = [memory.startLow[slot] as number, memory.startHigh[slot] as number];
    const start = timed ? microsOf(low, high) : 0;
    const offset = memory.rootOffset[slot] as number;
    const duration = memory.duration[slot] as number;
    const added = (memory.storedStart[slot] as number) < 0;
    if (added) memory.copyId(slot, this.#id);
    const { lastInsertRowid } = (added ? this.#sql.insert : this.#sql.update).run(
      start,
      timed ? nanosRemainder(low, high) : 0,
      duration,
      durationClass(duration),
      memory.spans[slot],
      memory.errors[slot],
      memory.rootService[slot],
      memory.rootOperation[slot],
      memory.rootMissing[slot],
      offset === Infinity ? null : offset,
      version,
      added ? this.#id : memory.no[slot],
    );
    if (added) {
      this.#added += 1;
      memory.no[slot] = Number(lastInsertRowid);
      memory.storedStart[slot] = start;
      this.#addServices(slot);
    } else this.#storeServices(slot, start);
  }

  #storeServices(slot: number, start: number): void {
    const { services, firstService, storedStart, no } = this.#memory;
    const number = no[slot];
    const before = storedStart[slot] as number;
    const moved = before !== start;
    for (let entry = firstService[slot] as number; entry !== 0; entry = services.next[entry] as number) {
      const service = services.service[entry];
      if (moved && services.stored[entry] === 1) this.#sql.dropService.run(service, before, number);
      if (moved || services.changed[entry] === 1)
        this.#sql.addService.run(service, start, number, services.spans[entry], services.errors[entry]);
      services.stored[entry] = 1;
      services.changed[entry] = 0;
    }
    storedStart[slot] = start;
  }

  /** The services of a new trace a few at a time: a call costs more than a row. */
  #addServices(slot: number): void {
    const { services, firstService, storedStart, no } = this.#memory;
    let values: (number | undefined)[] = [];
    for (let entry = firstService[slot] as number; entry !== 0; entry = services.next[entry] as number) {
      values.push(services.service[entry], storedStart[slot], no[slot], services.spans[entry], services.errors[entry]);
      services.stored[entry] = 1;
      services.changed[entry] = 0;
      if (values.length < 5 * MAX_ROWS && services.next[entry] !== 0) continue;
      const rows = values.length / 5;
      this.#addRows[rows] ??= this.#db.prepare(
        `INSERT INTO trace_services VALUES ${Array.from({ length: rows }, () => '(?, ?, ?, ?, ?)').join(', ')}`,
      );
      this.#addRows[rows].run(...values);
      values = [];
    }
  }

  #operation(head: SpanHead, service: number, name: number): number {
    let names = this.#operations.get(service);
    if (names === undefined) {
      names = [];
      this.#operations.set(service, names);
    }
    const known = names[name];
    if (known !== undefined) return known;
    const { offsets, bytes } = head.strings;
    const text = decoder.decode(bytes.subarray(offsets[name], offsets[name + 1]));
    return (names[name] = this.#registry.operation(service, text));
  }

  #slotOf(head: SpanHead, trace: number): number {
    if (trace >= this.#slots.length) this.#slots = growU32(this.#slots, trace + 1);
    const known = this.#slots[trace] as number;
    if (known !== 0) return known - 1;
    const { count } = this.#memory;
    const slot = this.#memory.slotOf(head.traces.bytes, head.traces.view, 16 * trace);
    if (slot === count) this.#load(slot);
    this.#slots[trace] = slot + 1;
    return slot;
  }

  /** What the file knows of a trace, into its new slot. */
  #load(slot: number): void {
    const memory = this.#memory;
    memory.copyId(slot, this.#id);
    const row = this.#sql.find.get(this.#id) as TraceRow | undefined;
    if (row === undefined) return;
    const [no, startUs, startNs, duration, spans, errors, rootService, rootOperation, rootMissing, rootOffset] = row;
    const [startLow, startHigh] = wordsOfMicros(startUs, startNs);
    memory.no[slot] = no;
    memory.timed[slot] = startUs > 0 || startNs > 0 ? 1 : 0;
    memory.startLow[slot] = startLow;
    memory.startHigh[slot] = startHigh;
    memory.duration[slot] = duration;
    memory.spans[slot] = spans;
    memory.errors[slot] = errors;
    memory.rootService[slot] = rootService;
    memory.rootOperation[slot] = rootOperation;
    memory.rootMissing[slot] = rootMissing;
    memory.rootOffset[slot] = rootOffset ?? Infinity;
    memory.storedStart[slot] = startUs;
    let chain = 0;
    for (const [service, count, failed] of this.#sql.services.all(startUs, no) as [number, number, number][])
      chain = memory.services.add(chain, service, count, failed, 1, 0);
    memory.firstService[slot] = chain;
  }
}
