// search.values: what a field of a search can be completed with.
import type { AttributePlace } from '../../../contract/search/fields.ts';
import type { SearchValue, SearchValuesRequest } from '../../../contract/search-values.ts';
import type { Alive, RunReader } from '../../store/reader-face.ts';
import { fieldOfText } from '../search/field-of-text.ts';
import { servicesSql } from '../traces-facets.ts';
import { attributeKeys } from './attribute-keys.ts';
import { newestBlocks, type AnyBlock } from './newest-blocks.ts';
import { bestOf, textsOfKey, ValueCounts } from './value-counts.ts';

export const frequentOperationsSql =
  'SELECT name AS text, sum(spans) AS count FROM operations GROUP BY name ORDER BY 2 DESC, 1 LIMIT 20000';

/** Throws ContractError `bad-request` where the field is no name. */
export function searchValues(
  reader: RunReader,
  { domain, field: name, prefix, limit }: Omit<SearchValuesRequest, 'run'>,
  alive: Alive,
): { readonly values: readonly SearchValue[] } {
  reader.refresh();
  if (name.trim() === '') return { values: bestOf(attributeKeys(reader, domain, alive), prefix, limit) };
  const field = fieldOfText(name, domain);
  const stored = field.kind === 'property' && domain === 'spans' ? storedNames(reader, field.info.name) : undefined;
  const choices = field.kind === 'property' ? field.info.values?.map((text) => ({ text })) : undefined;
  const known = choices ?? stored;
  if (known !== undefined) return { values: bestOf(known, prefix, limit) };
  const counts = new ValueCounts();
  const key = field.kind === 'attribute' ? field.key : undefined;
  if (field.kind !== 'body') {
    for (const block of newestBlocks(reader, domain, key, alive)) {
      if (field.kind === 'attribute') countAttribute(reader, block, field.place, field.key, counts);
      else countProperty(reader, block, field.info.name, counts);
    }
  }
  return { values: counts.top(prefix, limit) };
}

/** Names that the writer keeps, with spans of the whole run. */
function storedNames(reader: RunReader, property: string): readonly SearchValue[] | undefined {
  if (property === 'service' || property === 'root.service' || property === 'trace.service') {
    const rows = reader.db.prepare(servicesSql).all() as { readonly name: string; readonly spans: number }[];
    return rows.map(({ name, spans }) => ({ text: name, count: spans }));
  }
  if (property === 'name' || property === 'root.name')
    return reader.db.prepare(frequentOperationsSql).all() as SearchValue[];
  return undefined;
}

function countAttribute(
  reader: RunReader,
  { kind, block }: AnyBlock,
  place: AttributePlace,
  key: string,
  counts: ValueCounts,
): void {
  const at = (wanted: AttributePlace): boolean => place === wanted || place === 'any';
  if (at('own')) counts.addColumn(block.attributeColumn(key), block.strings);
  if (kind === 'spans' && at('event')) counts.addColumn(block.events.attributeColumn(key), block.strings);
  if (kind === 'spans' && at('link')) counts.addColumn(block.links.attributeColumn(key), block.strings);
  if (at('resource'))
    counts.addNumbers(block.resource, (number) => textsOfKey(reader.resource(number).attributes, key));
  if (at('scope')) counts.addNumbers(block.scope, (number) => textsOfKey(reader.scope(number).attributes, key));
}

/** Properties that are texts; ids, times and numbers are not completed. */
function countProperty(reader: RunReader, { kind, block }: AnyBlock, name: string, counts: ValueCounts): void {
  switch (name) {
    case 'service':
      return counts.addNumbers(block.resource, (number) => [reader.serviceName(reader.serviceOfResource(number))]);
    case 'sender':
      return counts.addNumbers(block.resource, (number) => [reader.resource(number).sender]);
    case 'scope':
      return counts.addNumbers(block.scope, (number) => [reader.scope(number).name]);
    case 'scope.version':
      return counts.addNumbers(block.scope, (number) => [reader.scope(number).version]);
    case 'status.message':
      return kind === 'spans' ? counts.addIds(block.statusMessage, block.strings) : undefined;
    case 'tracestate':
      return kind === 'spans' ? counts.addIds(block.traceState, block.strings) : undefined;
    case 'event':
      return counts.addIds(kind === 'spans' ? block.events.name : block.eventName, block.strings);
    case 'severity.text':
      return kind === 'logs' ? counts.addIds(block.severityText, block.strings) : undefined;
  }
}
