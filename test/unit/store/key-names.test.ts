// Attribute keys apart from the other texts of a block: the same answers as from all texts, and without reading those.
import { expect, it } from 'vitest';
import { ColumnWriter } from '../../../src/main/store/column-codec.ts';
import { readKeyNames } from '../../../src/main/store/key-names.ts';
import { openSpanBlock } from '../../../src/main/store/open-span-block.ts';
import { encodeSpanColumns } from '../../../src/main/store/span-columns.ts';
import { SpanHead } from '../../../src/main/store/span-head.ts';
import { createTracesDecoder } from '../../../src/main/decode/traces.ts';
import { makeTraceRequest } from '../../support/otlp-payloads.ts';

function columnsOf(seed: number): ReadonlyMap<string, Uint8Array> {
  const decoded = createTracesDecoder().decode(makeTraceRequest({ seed, spans: 300 }), 'protobuf');
  if (decoded.kind !== 'ok') throw new Error(decoded.failure.reason);
  const { value: batch } = decoded;
  const head = new SpanHead();
  head.append(batch, new Uint32Array(batch.resources.count), new Uint32Array(batch.scopes.count));
  return encodeSpanColumns(head, new ColumnWriter());
}

it.each([1, 2, 3])(
  'an attribute is found by its key without the texts, and as in a block without the column (%i)',
  (seed) => {
    const columns = columnsOf(seed);
    const read: string[] = [];
    const block = openSpanBlock(300, (name) => {
      read.push(name);
      return columns.get(name);
    });
    const before = openSpanBlock(300, (name) => (name === 'keys' ? undefined : columns.get(name)));
    const keys = [...before.attributeKeys, ...before.events.attributeKeys].map((id) => before.strings.text(id));
    expect(keys.length).toBeGreaterThan(3);
    for (const key of [...keys, 'no.such.key', '']) {
      expect(block.attributeColumn(key), key).toEqual(before.attributeColumn(key));
      expect(block.events.attributeColumn(key), key).toEqual(before.events.attributeColumn(key));
    }
    expect(read).not.toContain('strings');
  },
);

it('a damaged column is refused', () => {
  const column = columnsOf(1).get('keys') ?? new Uint8Array(0);
  expect(() => readKeyNames(column.subarray(0, column.length - 1))).toThrow(/attribute keys|ends|bytes/);
  const many = Uint8Array.from(column);
  new DataView(many.buffer).setUint32(0, 0x7fffffff, true);
  expect(() => readKeyNames(many)).toThrow(/attribute keys/);
});
