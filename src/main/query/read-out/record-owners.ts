// Resources and scopes of a run as records, one object per number: who compares objects knows what is the same.
import type { ResourceRecord, ScopeRecord } from '../../../contract/otlp-records.ts';
import type { RunReader } from '../../store/reader-face.ts';

export class RecordOwners {
  readonly #reader: RunReader;
  readonly #resources = new Map<number, ResourceRecord>();
  readonly #scopes = new Map<number, ScopeRecord>();
  readonly #senders = new Map<ResourceRecord, string>();

  constructor(reader: RunReader) {
    this.#reader = reader;
  }

  resource(number: number): ResourceRecord {
    let known = this.#resources.get(number);
    if (known === undefined) {
      const { attributes, droppedAttributes, schemaUrl, sender } = this.#reader.resource(number);
      known = { attributes, droppedAttributes, schemaUrl };
      this.#resources.set(number, known);
      this.#senders.set(known, sender);
    }
    return known;
  }

  scope(number: number): ScopeRecord {
    let known = this.#scopes.get(number);
    if (known === undefined) {
      const { name, version, attributes, droppedAttributes, schemaUrl } = this.#reader.scope(number);
      known = { name, version, attributes, droppedAttributes, schemaUrl };
      this.#scopes.set(number, known);
    }
    return known;
  }

  /** Who sent what belongs to a resource that came from here. */
  senderOf(resource: ResourceRecord): string {
    return this.#senders.get(resource) ?? '';
  }
}
