// Keeps one row per trace up to date as spans arrive: early, late, twice, without their root, or a day after.
// A span without a start takes its end as start; one without either counts but has no part in the times.
import type { Database, Statement } from 'better-sqlite3';
import { durationClass } from '../../contract/duration-class.ts';
import type { RunRegistry } from './run-registry.ts';
import { microsOf, nanosBetween, nanosRemainder, wordsOfMicros } from './span-times.ts';
import type { SpanHead } from './span-head.ts';

/** Traces remembered per generation; two generations are kept. */
const GENERATION = 8192;
/** Rows of one multi-row INSERT. */
const MAX_ROWS = 8;
const decoder = new TextDecoder(undefined, { ignoreBOM: true });

interface ServiceCount {
  readonly service: number;
  spans: number;
  errors: number;
  stored: boolean;
  changed: boolean;
}

/** A row of `traces` with its rows of `trace_services`. */
interface TraceState {
  no: number;
  readonly id: Buffer;
  /** Whether any span had a time. */
  timed: boolean;
  startLow: number;
  startHigh: number;
  duration: number;
  spans: number;
  errors: number;
  rootService: number;
  rootOperation: number;
  rootMissing: boolean;
  /** Root's start minus the trace's start; Infinity for a root without a time. */
  rootOffset: number;
  readonly services: ServiceCount[];
  /** As in the file; -1 while the trace is not in it. */
  storedStart: number;
  dirty: boolean;
}

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
  #young: Map<string, TraceState> = new Map();
  #old: Map<string, TraceState> = new Map();
  /** By the head's trace number. */
  #ofHead: (TraceState | undefined)[] = [];
  #dirty: TraceState[] = [];
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
    for (let row = from; row < head.count; row++) {
      const state = this.#stateOf(head, head.trace[row] as number);
      if (!state.dirty) {
        state.dirty = true;
        this.#dirty.push(state);
      }
      const service = this.#registry.serviceOfResource(head.resource[row] as number);
      const operation = this.#operation(head, service, head.name[row] as number);
      const error = head.failed[row] as number;
      state.spans += 1;
      state.errors += error;
      this.#count(state, service, operation, error);
      this.#times(state, head, row, service, operation);
    }
  }

  /** Writes what changed and answers how many traces are new. */
  write(version: number): number {
    for (const state of this.#dirty) this.#store(state, version);
    this.#dirty = [];
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
    return Uint32Array.from({ length: head.traces.count }, (_, trace) => this.#stateOf(head, trace).no);
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
    this.#ofHead = [];
    this.#operations.clear();
  }

  /** Forgets everything: after a rollback, or when traces were evicted. */
  reset(): void {
    this.headCleared();
    this.#young.clear();
    this.#old.clear();
    this.#dirty = [];
    this.#serviceCounts.clear();
    this.#operationCounts.clear();
    this.#added = 0;
  }

  #count(state: TraceState, service: number, operation: number, error: number): void {
    let mine: ServiceCount | undefined;
    for (const candidate of state.services) if (candidate.service === service) mine = candidate;
    if (mine === undefined) {
      mine = { service, spans: 0, errors: 0, stored: false, changed: true };
      state.services.push(mine);
    }
    mine.spans += 1;
    mine.errors += error;
    mine.changed = true;
    let counts = this.#serviceCounts.get(service);
    if (counts === undefined) {
      counts = { spans: 0, errors: 0 };
      this.#serviceCounts.set(service, counts);
    }
    counts.spans += 1;
    counts.errors += error;
    this.#operationCounts.set(operation, (this.#operationCounts.get(operation) ?? 0) + 1);
  }

  #times(state: TraceState, head: SpanHead, row: number, service: number, operation: number): void {
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
      if (!state.timed) {
        state.timed = true;
        state.startLow = low;
        state.startHigh = high;
        state.duration = length;
        offset = 0;
      } else {
        offset = nanosBetween(low, high, state.startLow, state.startHigh);
        if (offset < 0) {
          state.startLow = low;
          state.startHigh = high;
          state.duration -= offset;
          state.rootOffset -= offset;
          offset = 0;
        }
        state.duration = Math.max(state.duration, offset + length);
      }
    }
    const isRoot = head.hasParent[row] === 0;
    if (
      state.rootOperation === 0 ||
      (isRoot && state.rootMissing) ||
      (isRoot !== state.rootMissing && offset < state.rootOffset)
    ) {
      state.rootOffset = offset;
      state.rootService = service;
      state.rootOperation = operation;
      state.rootMissing = !isRoot;
    }
  }

  #store(state: TraceState, version: number): void {
    state.dirty = false;
    const start = state.timed ? microsOf(state.startLow, state.startHigh) : 0;
    const remainder = state.timed ? nanosRemainder(state.startLow, state.startHigh) : 0;
    const offset = state.rootOffset === Infinity ? null : state.rootOffset;
    const { duration, spans, errors, rootService, rootOperation } = state;
    const missing = state.rootMissing ? 1 : 0;
    const added = state.storedStart < 0;
    const { lastInsertRowid } = (added ? this.#sql.insert : this.#sql.update).run(
      start,
      remainder,
      duration,
      durationClass(duration),
      spans,
      errors,
      rootService,
      rootOperation,
      missing,
      offset,
      version,
      added ? state.id : state.no,
    );
    if (added) {
      this.#added += 1;
      state.no = Number(lastInsertRowid);
      state.storedStart = start;
      this.#addServices(state);
      return;
    }
    const moved = state.storedStart !== start;
    for (const service of state.services) {
      if (moved && service.stored) this.#sql.dropService.run(service.service, state.storedStart, state.no);
      if (moved || service.changed)
        this.#sql.addService.run(service.service, start, state.no, service.spans, service.errors);
      service.stored = true;
      service.changed = false;
    }
    state.storedStart = start;
  }

  /** All services of a new trace in one statement: a call costs more than a row. */
  #addServices(state: TraceState): void {
    const { services } = state;
    const values: number[] = [];
    for (const service of services) {
      values.push(service.service, state.storedStart, state.no, service.spans, service.errors);
      service.stored = true;
      service.changed = false;
    }
    for (let from = 0; from < services.length; from += MAX_ROWS) {
      const rows = Math.min(MAX_ROWS, services.length - from);
      this.#addRows[rows] ??= this.#db.prepare(
        `INSERT INTO trace_services VALUES ${Array.from({ length: rows }, () => '(?, ?, ?, ?, ?)').join(', ')}`,
      );
      this.#addRows[rows].run(...values.slice(5 * from, 5 * (from + rows)));
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

  #stateOf(head: SpanHead, trace: number): TraceState {
    const known = this.#ofHead[trace];
    if (known !== undefined) return known;
    const id = Buffer.from(head.traces.bytes.slice(16 * trace, 16 * trace + 16).buffer);
    const name = id.toString('latin1');
    const state = this.#young.get(name) ?? this.#old.get(name) ?? this.#load(id);
    if (this.#young.size >= GENERATION) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(name, state);
    this.#ofHead[trace] = state;
    return state;
  }

  #load(id: Buffer): TraceState {
    const row = this.#sql.find.get(id) as TraceRow | undefined;
    if (row === undefined) {
      return {
        no: 0,
        id,
        timed: false,
        startLow: 0,
        startHigh: 0,
        duration: 0,
        spans: 0,
        errors: 0,
        rootService: 0,
        rootOperation: 0,
        rootMissing: true,
        rootOffset: Infinity,
        services: [],
        storedStart: -1,
        dirty: false,
      };
    }
    const [no, startUs, startNs, duration, spans, errors, rootService, rootOperation, rootMissing, rootOffset] = row;
    const [startLow, startHigh] = wordsOfMicros(startUs, startNs);
    const services = (this.#sql.services.all(startUs, no) as [number, number, number][]).map(
      ([service, count, failed]) => ({
        service,
        spans: count,
        errors: failed,
        stored: true,
        changed: false,
      }),
    );
    return {
      no,
      id,
      timed: startUs > 0 || startNs > 0,
      startLow,
      startHigh,
      duration,
      spans,
      errors,
      rootService,
      rootOperation,
      rootMissing: rootMissing === 1,
      rootOffset: rootOffset ?? Infinity,
      services,
      storedStart: startUs,
      dirty: false,
    };
  }
}
