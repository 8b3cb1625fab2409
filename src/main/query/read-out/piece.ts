// Gathers records until there are enough for a piece, then groups them by resource and scope.
import type { LogItem, RecordGroup, SpanRecord } from '../../../contract/otlp-records.ts';
import type { Attribute, AttributeValue } from '../../../contract/values.ts';
import type { RecordOwners } from './record-owners.ts';

/** A piece is full at so many records, or at so many characters of text. */
const mostRecords = 1024;
const mostText = 1 << 20;

interface Placed {
  readonly item: SpanRecord | LogItem;
  readonly resource: number;
  readonly scope: number;
}

export class Piece {
  readonly #signal: 'traces' | 'logs';
  readonly #owners: RecordOwners;
  #placed: Placed[] = [];
  #text = 0;

  constructor(signal: 'traces' | 'logs', owners: RecordOwners) {
    this.#signal = signal;
    this.#owners = owners;
  }

  get full(): boolean {
    return this.#placed.length >= mostRecords || this.#text >= mostText;
  }

  get empty(): boolean {
    return this.#placed.length === 0;
  }

  add(item: SpanRecord | LogItem, resource: number, scope: number): void {
    this.#placed.push({ item, resource, scope });
    this.#text += weight(item.attributes);
    if ('events' in item) for (const event of item.events) this.#text += weight(event.attributes);
    else this.#text += valueWeight(item.body);
  }

  /** What was gathered, grouped; the piece is empty then. */
  take(): RecordGroup[] {
    const resources = new Map<number, Map<number, (SpanRecord | LogItem)[]>>();
    for (const { item, resource, scope } of this.#placed) {
      let scopes = resources.get(resource);
      if (scopes === undefined) resources.set(resource, (scopes = new Map<number, (SpanRecord | LogItem)[]>()));
      const items = scopes.get(scope);
      if (items === undefined) scopes.set(scope, [item]);
      else items.push(item);
    }
    this.#placed = [];
    this.#text = 0;
    return [...resources].flatMap(([resource, scopes]) =>
      [...scopes].map(
        ([scope, items]) =>
          ({
            signal: this.#signal,
            resource: this.#owners.resource(resource),
            scope: this.#owners.scope(scope),
            items,
          }) as RecordGroup,
      ),
    );
  }
}

function weight(attributes: readonly Attribute[]): number {
  let sum = 0;
  for (const { key, value } of attributes) sum += key.length + valueWeight(value);
  return sum;
}

function valueWeight(value: AttributeValue): number {
  if (typeof value === 'string' || value instanceof Uint8Array) return value.length;
  if (typeof value !== 'object') return 8;
  return Object.entries(value).reduce((sum, [key, one]) => sum + key.length + valueWeight(one), 0);
}
