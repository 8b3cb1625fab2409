// A search compiled for blocks of log records.
import { resolveField } from '../../../contract/search/fields.ts';
import type { Search } from '../../../contract/search/search.ts';
import type { LogBlock } from '../../store/log-block.ts';
import { attributeField } from './attribute-field.ts';
import { fieldTest } from './field-rows.ts';
import { logBodyPath } from './log-body.ts';
import { logFreeText } from './log-free-text.ts';
import { logProperty } from './log-properties.ts';
import { severityField } from './log-severity.ts';
import { rowTestOf, type RowTest, type SearchLeaf } from './row-test.ts';
import type { SearchContext } from './search-context.ts';
import { valueTestOf } from './value-test.ts';

export function logSearch(context: SearchContext, search: Search): RowTest<LogBlock> {
  return rowTestOf(search, (leaf) => leafTest(context, leaf));
}

function leafTest(context: SearchContext, leaf: SearchLeaf): RowTest<LogBlock> {
  if (leaf.kind === 'text') return logFreeText(context, leaf.text);
  if (leaf.kind === 'flag') {
    if (leaf.flag === 'root') throw new Error('log records have no root');
    return severityField((severity) => severity >= 17);
  }
  const { field: name, test, at } = leaf;
  const field = resolveField(name, 'logs');
  if (field.kind === 'property') return logProperty(context, field.info, test, at);
  const key = field.kind === 'body' ? (field.path.at(-1) ?? '') : field.key;
  const value = test.kind === 'exists' ? undefined : valueTestOf(test, key, at, context.interruptible);
  if (field.kind === 'body') return fieldTest(logBodyPath(context, field.path), test, value);
  return fieldTest(attributeField(context, field.place, field.key), test, value);
}
