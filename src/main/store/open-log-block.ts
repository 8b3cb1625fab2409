// A block of log records over its columns: the reverse of log-columns.ts. Columns are decoded on first use.
import { AttributeSet, keyIdsOf, type BlockTexts, type ColumnSource, valueOf } from './attribute-set.ts';
import { addZigzag, ColumnReader } from './column-codec.ts';
import type { LogBlock } from './log-block.ts';
import { ValueKind } from '../../contract/values.ts';
import { NestedSearch } from './nested-search.ts';
import { readNestedKeys } from './nested-keys.ts';
import { once } from './once.ts';
import { BlockStrings, SliceTable } from './string-table.ts';
import { damaged } from './store-error.ts';

/** `column` answers undefined for columns that were left out because they are empty. Throws ContractError `run-corrupt` on damage. */
export function openLogBlock(count: number, column: ColumnSource): LogBlock {
  let held = 0;
  const hold = (bytes: number): void => {
    held += bytes;
  };
  const need = (name: string): ColumnReader => {
    const bytes = column(name);
    if (bytes === undefined) throw damaged(`column ${name} is missing`);
    return new ColumnReader(bytes);
  };
  const strings = once(() => {
    const all = new BlockStrings(column('strings'));
    hold(all.heldBytes);
    return all;
  });
  const texts: BlockTexts = {
    column,
    strings,
    keyId: keyIdsOf(column, strings),
    blobs: once(() => {
      const table = new SliceTable(column('blobs'));
      hold(table.heldBytes);
      return table;
    }),
  };
  const timeWords = once(() => {
    hold(8 * count);
    const words = need('time').longs(count);
    for (let i = 0; i < count; i++)
      addZigzag(i > 0 ? (words[2 * i - 2] as number) : 0, i > 0 ? (words[2 * i - 1] as number) : 0, words, i, words);
    return words;
  });
  const time = once(() => new BigUint64Array(timeWords().buffer));
  const observed = once(() => {
    hold(8 * count);
    const times = timeWords();
    const words = need('observed').longs(count);
    for (let i = 0; i < count; i++) addZigzag(times[2 * i] as number, times[2 * i + 1] as number, words, i, words);
    return new BigUint64Array(words.buffer);
  });
  const severity = once(() => {
    hold(5 * count);
    const reader = need('severity');
    return { numbers: Uint8Array.from(reader.ints(count)), texts: reader.ints(count) };
  });
  const body = once(() => {
    hold(9 * count);
    const reader = need('body');
    return { kinds: Uint8Array.from(reader.ints(count)), words: reader.longs(count) };
  });
  const origin = once(() => {
    hold(8 * count);
    const reader = need('origin');
    return { resource: reader.ints(count), scope: reader.ints(count) };
  });
  const rest = once(() => {
    hold(12 * count);
    const reader = need('rest');
    return { events: reader.ints(count), flags: reader.ints(count), dropped: reader.ints(count) };
  });
  const traces = once(() => {
    const reader = need('trace');
    const distinct = reader.u32();
    hold(16 * distinct + 12 * count);
    return { ids: reader.raw(16 * distinct), rows: reader.ints(count), spans: reader.raw(8 * count) };
  });
  let nested: NestedSearch | undefined;
  const nestedKeys = once(() => readNestedKeys(column('nested-keys')));
  const attributes = once(() => new AttributeSet(texts, 'attr', () => count, hold));
  return {
    count,
    get strings() {
      return texts.strings();
    },
    get time() {
      return time();
    },
    get observed() {
      return observed();
    },
    get severity() {
      return severity().numbers;
    },
    get severityText() {
      return severity().texts;
    },
    get bodyKind() {
      return body().kinds;
    },
    get bodyWords() {
      return body().words;
    },
    bodyOf: (row) => {
      const { kinds, words } = body();
      const low = words[2 * row] as number;
      return valueOf(kinds[row] ?? ValueKind.empty, low, low, words[2 * row + 1] as number, texts);
    },
    bodyHas: (row, needle) => {
      if (nested?.needle !== needle) nested = new NestedSearch(needle);
      const { kinds, words } = body();
      const low = words[2 * row] as number;
      const kind = kinds[row] as number;
      return nested.isIn(texts.blobs().slice(low), kind === ValueKind.map, () => valueOf(kind, low, low, 0, texts));
    },
    mayBeNested: (key) => nestedKeys()?.has(key) ?? texts.blobs().count > 0,
    get traceIds() {
      return traces().ids;
    },
    get trace() {
      return traces().rows;
    },
    get spanIds() {
      return traces().spans;
    },
    get resource() {
      return origin().resource;
    },
    get scope() {
      return origin().scope;
    },
    get eventName() {
      return rest().events;
    },
    get flags() {
      return rest().flags;
    },
    get droppedAttributes() {
      return rest().dropped;
    },
    get attributeKeys() {
      return attributes().attributeKeys;
    },
    attributeColumn: (key) => attributes().byKey(key),
    attributesOf: (row) => attributes().attributesOf(row),
    get heldBytes() {
      return held;
    },
  };
}
