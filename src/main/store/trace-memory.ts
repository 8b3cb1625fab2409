// What the writer remembers of traces, as columns: an object per trace would be the larger part of the collector's work.
// A trace has a slot as long as it is remembered; slots are numbered anew by `turn`.
import { growF64, growU32, growU8 } from './grow.ts';
import { SliceDictionary } from './slice-dictionary.ts';

/** Traces of one generation; this one and the one before are kept. */
const GENERATION = 8192;

const wordColumns = ['startLow', 'startHigh', 'rootService', 'rootOperation', 'firstService', 'touched'] as const;
const numberColumns = ['no', 'duration', 'spans', 'errors', 'rootOffset', 'storedStart'] as const;
const flagColumns = ['timed', 'rootMissing', 'dirty'] as const;

const words = (): Uint32Array => new Uint32Array(1024);
const numbers = (): Float64Array => new Float64Array(1024);
const flags = (): Uint8Array => new Uint8Array(1024);

/** The services of traces: a chain of entries per trace. Entry 0 is the end of every chain. */
class ServiceCounts {
  count = 1;
  next: Uint32Array = words();
  service: Uint32Array = words();
  spans: Float64Array = numbers();
  errors: Float64Array = numbers();
  /** 1 for an entry that is in the file. */
  stored: Uint8Array = flags();
  /** 1 for an entry that is not in the file as it is here. */
  changed: Uint8Array = flags();

  add(next: number, service: number, spans: number, errors: number, stored: number, changed: number): number {
    const entry = this.count++;
    if (entry >= this.next.length) this.#grow(entry + 1);
    this.next[entry] = next;
    this.service[entry] = service;
    this.spans[entry] = spans;
    this.errors[entry] = errors;
    this.stored[entry] = stored;
    this.changed[entry] = changed;
    return entry;
  }

  #grow(needed: number): void {
    this.next = growU32(this.next, needed);
    this.service = growU32(this.service, needed);
    this.spans = growF64(this.spans, needed);
    this.errors = growF64(this.errors, needed);
    this.stored = growU8(this.stored, needed);
    this.changed = growU8(this.changed, needed);
  }
}

/** By slot: a row of `traces`, and the first of its rows of `trace_services`. */
export class TraceMemory {
  no: Float64Array = numbers();
  /** 1 when any span had a time. */
  timed: Uint8Array = flags();
  startLow: Uint32Array = words();
  startHigh: Uint32Array = words();
  duration: Float64Array = numbers();
  spans: Float64Array = numbers();
  errors: Float64Array = numbers();
  rootService: Uint32Array = words();
  rootOperation: Uint32Array = words();
  rootMissing: Uint8Array = flags();
  /** Root's start minus the trace's start; Infinity for a root without a time. */
  rootOffset: Float64Array = numbers();
  /** Entry of `services`. */
  firstService: Uint32Array = words();
  /** As in the file; -1 while the trace is not in it. */
  storedStart: Float64Array = numbers();
  /** 1 for a trace that is not in the file as it is here. */
  dirty: Uint8Array = flags();
  /** The generation in which the trace was last asked for. */
  touched: Uint32Array = words();
  services: ServiceCounts = new ServiceCounts();
  /** 16-byte slices by slot. */
  #ids: SliceDictionary = new SliceDictionary();
  #generation = 1;
  #young = 0;
  /** What `turn` fills next. */
  #spareIds: SliceDictionary = new SliceDictionary();
  #spareServices: ServiceCounts = new ServiceCounts();

  get count(): number {
    return this.#ids.count;
  }

  /** Slot of the id at `at`; one that equals the count before was not known and has the values of a trace without spans. */
  slotOf(bytes: Uint8Array, view: DataView, at: number): number {
    const before = this.#ids.count;
    const slot = this.#ids.intern(bytes, view, at, 16);
    if (slot === before) this.#begin(slot);
    if (this.touched[slot] !== this.#generation) {
      this.touched[slot] = this.#generation;
      this.#young += 1;
    }
    return slot;
  }

  /** Writes the 16 bytes of the id. */
  copyId(slot: number, to: Uint8Array): void {
    const { bytes } = this.#ids;
    for (let i = 0; i < 16; i++) to[i] = bytes[16 * slot + i] as number;
  }

  /** The entry of a service, made where there is none. */
  serviceOf(slot: number, service: number): number {
    const { services } = this;
    const first = this.firstService[slot] as number;
    for (let entry = first; entry !== 0; entry = services.next[entry] as number)
      if (services.service[entry] === service) return entry;
    return (this.firstService[slot] = services.add(first, service, 0, 0, 0, 1));
  }

  /** Forgets traces that nobody asked for in this generation, once there are enough of them. All slots change. */
  turn(): void {
    if (this.#young < GENERATION) return;
    const [ids, services] = [this.#ids, this.services];
    const [keptIds, keptServices] = [this.#spareIds, this.#spareServices];
    keptIds.clear();
    keptServices.count = 1;
    for (let slot = 0; slot < ids.count; slot++) {
      if (this.touched[slot] !== this.#generation) continue;
      const to = keptIds.intern(ids.bytes, ids.view, 16 * slot, 16);
      this.#move(slot, to);
      let chain = 0;
      for (let entry = this.firstService[to] as number; entry !== 0; entry = services.next[entry] as number)
        chain = keptServices.add(
          chain,
          services.service[entry] as number,
          services.spans[entry] as number,
          services.errors[entry] as number,
          services.stored[entry] as number,
          services.changed[entry] as number,
        );
      this.firstService[to] = chain;
    }
    [this.#ids, this.services] = [keptIds, keptServices];
    [this.#spareIds, this.#spareServices] = [ids, services];
    this.#generation += 1;
    this.#young = 0;
  }

  clear(): void {
    this.#ids.clear();
    this.services.count = 1;
    this.#young = 0;
  }

  #begin(slot: number): void {
    if (slot >= this.no.length) this.#grow(slot + 1);
    for (const column of wordColumns) this[column][slot] = 0;
    for (const column of numberColumns) this[column][slot] = 0;
    for (const column of flagColumns) this[column][slot] = 0;
    this.rootMissing[slot] = 1;
    this.rootOffset[slot] = Infinity;
    this.storedStart[slot] = -1;
  }

  #move(from: number, to: number): void {
    for (const column of wordColumns) this[column][to] = this[column][from] as number;
    for (const column of numberColumns) this[column][to] = this[column][from] as number;
    for (const column of flagColumns) this[column][to] = this[column][from] as number;
  }

  #grow(needed: number): void {
    for (const column of wordColumns) this[column] = growU32(this[column], needed);
    for (const column of numberColumns) this[column] = growF64(this[column], needed);
    for (const column of flagColumns) this[column] = growU8(this[column], needed);
  }
}
