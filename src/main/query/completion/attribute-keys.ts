// The keys of attributes that the newest blocks have, with their places and the type of their values.
import type { SearchValue } from '../../../contract/search-values.ts';
import type { SearchDomain } from '../../../contract/search/search.ts';
import { ValueKind, type Attribute } from '../../../contract/values.ts';
import type { Alive, RunReader } from '../../store/reader-face.ts';
import type { AttributeOwners } from '../search/column-rows.ts';
import { newestBlocks } from './newest-blocks.ts';

type Place = NonNullable<SearchValue['places']>[number];
type Type = NonNullable<SearchValue['type']>;

export function attributeKeys(reader: RunReader, domain: SearchDomain, alive: Alive): SearchValue[] {
  const keys = new Map<string, { readonly places: Set<Place>; readonly type: Type }>();
  const add = (key: string, place: Place, typeOf: () => Type): void => {
    const known = keys.get(key);
    if (known === undefined) keys.set(key, { places: new Set([place]), type: typeOf() });
    else known.places.add(place);
  };
  for (const { kind, block } of newestBlocks(reader, domain, undefined, alive)) {
    const { strings } = block;
    const addOwners = (owners: AttributeOwners, place: Place): void => {
      for (const id of owners.attributeKeys) {
        alive();
        const key = strings.text(id);
        add(key, place, () => typeOfColumn(owners, key));
      }
    };
    addOwners(block, 'own');
    if (kind === 'spans') {
      addOwners(block.events, 'event');
      addOwners(block.links, 'link');
    }
    const addAll = (attributes: readonly Attribute[], place: Place): void => {
      for (const { key, value } of attributes) add(key, place, () => typeOfValue(value));
    };
    for (const number of new Set(block.resource)) addAll(reader.resource(number).attributes, 'resource');
    for (const number of new Set(block.scope)) addAll(reader.scope(number).attributes, 'scope');
  }
  return [...keys].map(([text, { places, type }]) => ({ text, places: [...places], type }));
}

/** Of the first value. */
function typeOfColumn(owners: AttributeOwners, key: string): Type {
  const kind = owners.attributeColumn(key)?.kinds[0];
  if (kind === ValueKind.text) return 'text';
  if (kind === ValueKind.int || kind === ValueKind.double) return 'number';
  return kind === ValueKind.bool ? 'bool' : 'other';
}

function typeOfValue(value: Attribute['value']): Type {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'bigint' || typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'bool' : 'other';
}
