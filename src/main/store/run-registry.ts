// The numbers of a run: resources, scopes, services, operations and attribute keys, kept in small tables.
// Numbers are given out at once; rows are written with the next commit. After a rollback `reset` forgets what was not written.
import { hash } from 'node:crypto';
import type { Database, Statement } from 'better-sqlite3';
import { NONE } from '../../contract/span-batch.ts';
import { readAttributes } from './any-value.ts';
import { type OwnerBatch, resourceOf, scopeOf } from './batch-owners.ts';
import { NumberMemory } from './number-memory.ts';
import { hashAttributes } from './value-hash.ts';

/** Entries kept in memory per kind before the memory is emptied; the tables know the rest. */
const MEMORY = 8192;
/** Attribute keys offered for completion; more are not recorded. */
const MAX_ATTRIBUTE_KEYS = 10_000;

const latin = (bytes: Uint8Array, start: number, length: number): string =>
  start === NONE ? '' : Buffer.from(bytes.buffer, bytes.byteOffset + start, length).toString('latin1');

/** Identity of a resource: its bytes, its schema and who sent it. Written into files as `content_key`. */
export function resourceKey(batch: OwnerBatch, i: number, sender: string): string {
  const { resources, bytes } = batch;
  const raw = latin(bytes, resources.rawStart[i] as number, resources.rawLength[i] as number);
  const url = latin(bytes, resources.schemaUrlStart[i] as number, resources.schemaUrlLength[i] as number);
  return `${url.length}:${sender.length}:${url}${sender}${raw}`;
}

/** Identity of a scope: its bytes and its schema. */
export function scopeKey(batch: OwnerBatch, i: number): string {
  const { scopes, bytes } = batch;
  const raw = latin(bytes, scopes.rawStart[i] as number, scopes.rawLength[i] as number);
  const url = latin(bytes, scopes.schemaUrlStart[i] as number, scopes.schemaUrlLength[i] as number);
  return `${url.length}:${url}${raw}`;
}

/** What is stored of such an identity: the first 16 bytes of its SHA-256. */
export function contentKey(identity: string): Buffer {
  return hash('sha256', identity, 'buffer').subarray(0, 16);
}

export class RunRegistry {
  readonly #db: Database;
  readonly #resources: NumberMemory = new NumberMemory();
  readonly #scopes: NumberMemory = new NumberMemory();
  readonly #services: NumberMemory = new NumberMemory();
  readonly #operations: NumberMemory = new NumberMemory();
  readonly #serviceOfResource: Map<number, number> = new Map();
  readonly #hashes: Map<string, Uint32Array> = new Map();
  #keys: Set<string> = new Set();
  #pending: (() => void)[] = [];
  #nextResource = 1;
  #nextScope = 1;
  readonly #sql: Record<
    | 'findResource'
    | 'findScope'
    | 'resource'
    | 'scope'
    | 'findService'
    | 'addService'
    | 'findOperation'
    | 'addOperation'
    | 'addResource'
    | 'addScope'
    | 'addKey',
    Statement
  >;

  constructor(db: Database) {
    this.#db = db;
    this.#sql = {
      findResource: db.prepare('SELECT resource_no FROM resources WHERE content_key = ?').pluck(),
      findScope: db.prepare('SELECT scope_no FROM scopes WHERE content_key = ?').pluck(),
      resource: db.prepare('SELECT service_no, attributes FROM resources WHERE resource_no = ?').raw(),
      scope: db.prepare('SELECT attributes FROM scopes WHERE scope_no = ?').pluck(),
      findService: db.prepare('SELECT service_no FROM services WHERE name = ?').pluck(),
      addService: db.prepare('INSERT INTO services (name, spans, errors) VALUES (?, 0, 0)'),
      findOperation: db.prepare('SELECT operation_no FROM operations WHERE name = ? AND service_no = ?').pluck(),
      addOperation: db.prepare('INSERT INTO operations (name, service_no, spans) VALUES (?, ?, 0)'),
      addResource: db.prepare('INSERT INTO resources VALUES (?, ?, ?, ?, ?, ?, ?)'),
      addScope: db.prepare('INSERT INTO scopes VALUES (?, ?, ?, ?, ?, ?, ?)'),
      addKey: db.prepare('INSERT OR IGNORE INTO attribute_keys VALUES (?)'),
    };
    this.reset();
  }

  /** The run's numbers of all resources and scopes of a batch. */
  numbersOf(batch: OwnerBatch, sender: string): { readonly resources: Uint32Array; readonly scopes: Uint32Array } {
    const resources = new Uint32Array(batch.resources.count);
    for (let i = 0; i < resources.length; i++) resources[i] = this.resource(batch, i, sender);
    const scopes = new Uint32Array(batch.scopes.count);
    for (let i = 0; i < scopes.length; i++) scopes[i] = this.scope(batch, i);
    return { resources, scopes };
  }

  /** The run's number of the batch's i-th resource as sent by `sender`. */
  resource(batch: OwnerBatch, i: number, sender: string): number {
    const identity = resourceKey(batch, i, sender);
    const known = this.#resources.get(identity);
    if (known !== undefined) return known;
    const key = contentKey(identity);
    const number = (this.#sql.findResource.get(key) as number | undefined) ?? this.#newResource(batch, i, sender, key);
    this.#resources.set(identity, number);
    return number;
  }

  scope(batch: OwnerBatch, i: number): number {
    const identity = scopeKey(batch, i);
    const known = this.#scopes.get(identity);
    if (known !== undefined) return known;
    const key = contentKey(identity);
    const number = (this.#sql.findScope.get(key) as number | undefined) ?? this.#newScope(batch, i, key);
    this.#scopes.set(identity, number);
    return number;
  }

  /** Writes the rows of numbers given out since the last flush; inside the writer's transaction. */
  flush(): void {
    for (const write of this.#pending) write();
    this.#pending = [];
    // Not earlier: until here the memory is the only one that knows the pending rows.
    this.#resources.trim();
    this.#scopes.trim();
  }

  /** Only inside a transaction: adds the service when it is new. */
  service(name: string): number {
    const known = this.#services.get(name);
    if (known !== undefined) return known;
    const number =
      (this.#sql.findService.get(name) as number | undefined) ?? Number(this.#sql.addService.run(name).lastInsertRowid);
    this.#services.trim();
    this.#services.set(name, number);
    return number;
  }

  /** Only inside a transaction, as `service`. */
  operation(service: number, name: string): number {
    const identity = `${service}:${name}`;
    const known = this.#operations.get(identity);
    if (known !== undefined) return known;
    const number =
      (this.#sql.findOperation.get(name, service) as number | undefined) ??
      Number(this.#sql.addOperation.run(name, service).lastInsertRowid);
    this.#operations.trim();
    this.#operations.set(identity, number);
    return number;
  }

  /** After `flush`. */
  serviceOfResource(resource: number): number {
    const known = this.#serviceOfResource.get(resource);
    if (known !== undefined) return known;
    const row = this.#sql.resource.get(resource) as [number, Buffer] | undefined;
    if (row === undefined) throw new Error(`resource ${resource} was never written`);
    remember(this.#serviceOfResource, resource, row[0]);
    return row[0];
  }

  /** Filter hashes of the attributes of a resource or scope. After `flush`. */
  hashes(of: 'resource' | 'scope', number: number): Uint32Array {
    const id = `${of}:${number}`;
    const known = this.#hashes.get(id);
    if (known !== undefined) return known;
    const row =
      of === 'resource'
        ? (this.#sql.resource.get(number) as [number, Buffer] | undefined)?.[1]
        : (this.#sql.scope.get(number) as Buffer | undefined);
    const hashes = hashAttributes(row === undefined ? [] : readAttributes(row));
    remember(this.#hashes, id, hashes);
    return hashes;
  }

  /** Only inside a transaction: records an attribute key for completion. */
  attributeKey(key: string): void {
    if (this.#keys.has(key) || this.#keys.size >= MAX_ATTRIBUTE_KEYS) return;
    this.#sql.addKey.run(key);
    this.#keys.add(key);
  }

  /** Forgets everything that may not be in the file. */
  reset(): void {
    this.#pending = [];
    for (const memory of [this.#resources, this.#scopes, this.#services, this.#operations]) memory.clear();
    this.#serviceOfResource.clear();
    this.#hashes.clear();
    const highest = (sql: string): number => (this.#db.prepare(sql).pluck().get() as number | null) ?? 0;
    this.#nextResource = highest('SELECT max(resource_no) FROM resources') + 1;
    this.#nextScope = highest('SELECT max(scope_no) FROM scopes') + 1;
    this.#keys = new Set(this.#db.prepare('SELECT key FROM attribute_keys').pluck().all() as string[]);
  }

  #newResource(batch: OwnerBatch, i: number, sender: string, key: Buffer): number {
    const number = this.#nextResource++;
    const { service, schemaUrl, attributes, droppedAttributes } = resourceOf(batch, i);
    this.#pending.push(() => {
      this.#sql.addResource.run(number, key, this.service(service), sender, schemaUrl, attributes, droppedAttributes);
      for (const attribute of readAttributes(attributes)) this.attributeKey(attribute.key);
    });
    return number;
  }

  #newScope(batch: OwnerBatch, i: number, key: Buffer): number {
    const number = this.#nextScope++;
    const { name, version, schemaUrl, attributes, droppedAttributes } = scopeOf(batch, i);
    this.#pending.push(() => {
      this.#sql.addScope.run(number, key, name, version, schemaUrl, attributes, droppedAttributes);
      for (const attribute of readAttributes(attributes)) this.attributeKey(attribute.key);
    });
    return number;
  }
}

function remember<K, V>(memory: Map<K, V>, key: K, value: V): void {
  if (memory.size >= MEMORY) memory.clear();
  memory.set(key, value);
}
