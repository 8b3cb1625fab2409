// A reader's view of the small tables: services, operations, resources, scopes. Numbers never change their meaning,
// so what was read once is kept; only the absence of a name is asked again.
import type { Database, Statement } from 'better-sqlite3';
import { ContractError } from '../../contract/errors.ts';
import type { LogBatch } from '../../contract/log-batch.ts';
import type { SpanBatch } from '../../contract/span-batch.ts';
import { readAttributes } from './any-value.ts';
import { contentKey, resourceKey, scopeKey } from './run-registry.ts';
import type { ResourceRow, ScopeRow } from './span-block.ts';
import { blobOf } from './stored-columns.ts';
import { readError } from './store-error.ts';

const MEMORY = 8192;

export class RunDirectory {
  readonly #path: string;
  readonly #sql: Record<
    | 'resource'
    | 'scope'
    | 'serviceOf'
    | 'service'
    | 'serviceName'
    | 'findResource'
    | 'findScope'
    | 'operations'
    | 'operationsOf',
    Statement
  >;
  readonly #resources: Map<number, ResourceRow> = new Map();
  readonly #scopes: Map<number, ScopeRow> = new Map();
  readonly #serviceOf: Map<number, number> = new Map();
  readonly #names: Map<number, string> = new Map();

  constructor(db: Database) {
    this.#path = db.name;
    this.#sql = {
      resource: db
        .prepare(
          'SELECT s.name, r.sender, r.schema_url, r.attributes, r.dropped FROM resources r JOIN services s USING (service_no) WHERE resource_no = ?',
        )
        .raw(),
      scope: db.prepare('SELECT name, version, schema_url, attributes, dropped FROM scopes WHERE scope_no = ?').raw(),
      serviceOf: db.prepare('SELECT service_no FROM resources WHERE resource_no = ?').pluck(),
      service: db.prepare('SELECT service_no FROM services WHERE name = ?').pluck(),
      serviceName: db.prepare('SELECT name FROM services WHERE service_no = ?').pluck(),
      findResource: db.prepare('SELECT resource_no FROM resources WHERE content_key = ?').pluck(),
      findScope: db.prepare('SELECT scope_no FROM scopes WHERE content_key = ?').pluck(),
      operations: db.prepare('SELECT operation_no FROM operations WHERE name = ?').pluck(),
      operationsOf: db.prepare('SELECT operation_no FROM operations WHERE name = ? AND service_no = ?').pluck(),
    };
  }

  resource(number: number): ResourceRow {
    return remembered(this.#path, this.#resources, number, () => {
      const row = this.#sql.resource.get(number) as [string, string, string, Buffer, number] | undefined;
      if (row === undefined) throw missing('resource', number);
      const [service, sender, schemaUrl, attributes, droppedAttributes] = row;
      return {
        service,
        sender,
        schemaUrl,
        attributes: readAttributes(blobOf(attributes, 'attributes')),
        droppedAttributes,
      };
    });
  }

  scope(number: number): ScopeRow {
    return remembered(this.#path, this.#scopes, number, () => {
      const row = this.#sql.scope.get(number) as [string, string, string, Buffer, number] | undefined;
      if (row === undefined) throw missing('scope', number);
      const [name, version, schemaUrl, attributes, droppedAttributes] = row;
      return {
        name,
        version,
        schemaUrl,
        attributes: readAttributes(blobOf(attributes, 'attributes')),
        droppedAttributes,
      };
    });
  }

  serviceOfResource(resource: number): number {
    return remembered(this.#path, this.#serviceOf, resource, () => {
      const service = this.#sql.serviceOf.get(resource) as number | undefined;
      if (service === undefined) throw missing('resource', resource);
      return service;
    });
  }

  serviceName(number: number): string {
    return remembered(this.#path, this.#names, number, () => {
      const name = this.#sql.serviceName.get(number) as string | undefined;
      if (name === undefined) throw missing('service', number);
      return name;
    });
  }

  serviceNumber(name: string): number {
    return (this.#sql.service.get(name) as number | undefined) ?? -1;
  }

  operationNumbers(name: string, service?: string): readonly number[] {
    if (service === undefined) return this.#sql.operations.all(name) as number[];
    const number = this.serviceNumber(service);
    return number < 0 ? [] : (this.#sql.operationsOf.all(name, number) as number[]);
  }

  /** Numbers that the writer gave to a journal row's resources and scopes. */
  numbersOf(
    batch: SpanBatch | LogBatch,
    sender: string,
  ): { readonly resources: Uint32Array; readonly scopes: Uint32Array } {
    const resources = new Uint32Array(batch.resources.count);
    for (let i = 0; i < resources.length; i++) {
      const number = this.#sql.findResource.get(contentKey(resourceKey(batch, i, sender))) as number | undefined;
      if (number === undefined) throw missing('resource', i);
      resources[i] = number;
    }
    const scopes = new Uint32Array(batch.scopes.count);
    for (let i = 0; i < scopes.length; i++) {
      const number = this.#sql.findScope.get(contentKey(scopeKey(batch, i))) as number | undefined;
      if (number === undefined) throw missing('scope', i);
      scopes[i] = number;
    }
    return { resources, scopes };
  }
}

function remembered<Value>(path: string, memory: Map<number, Value>, number: number, read: () => Value): Value {
  const known = memory.get(number);
  if (known !== undefined) return known;
  try {
    const value = read();
    if (memory.size >= MEMORY) memory.clear();
    memory.set(number, value);
    return value;
  } catch (cause) {
    throw readError(cause, path);
  }
}

function missing(what: string, number: number): ContractError {
  return new ContractError('run-corrupt', `The run has no ${what} ${number}.`);
}
