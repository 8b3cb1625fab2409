// Bytes that leave a reader are the caller's own: changing them changes nothing that is read later.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AttributeValue } from '../../../src/contract/values.ts';
import { tracesType } from '../../support/otlp-oracle.ts';
import { openReader, openWriter, send, temporaryFolder } from './support.ts';

const bytesIn = (value: AttributeValue): Uint8Array[] =>
  value instanceof Uint8Array
    ? [value]
    : typeof value === 'object'
      ? Object.values(value as Readonly<Record<string, AttributeValue>>).flatMap(bytesIn)
      : [];

test('bytes values, nested ones too, are copies', async () => {
  const some = { bytesValue: new Uint8Array([1, 2, 3]) };
  const attributes = [
    { key: 'plain', value: some },
    { key: 'list', value: { arrayValue: { values: [some] } } },
    { key: 'map', value: { kvlistValue: { values: [{ key: 'k', value: some }] } } },
  ];
  const spans = Array.from({ length: 50 }, (_, i) => ({
    traceId: new Uint8Array(16).fill(1),
    spanId: new Uint8Array(8).fill(i + 1),
    attributes,
    events: [{ attributes }],
  }));
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  await send(
    writer,
    tracesType
      .encode(tracesType.fromObject({ resourceSpans: [{ resource: { attributes }, scopeSpans: [{ spans }] }] }))
      .finish(),
  );
  writer.close();
  const reader = openReader(path);
  const block = reader.openSpanBlock(reader.spanBlocks()[0]?.block ?? 0);
  const read = (): Uint8Array[] =>
    [...block.attributesOf(3), ...block.events.attributesOf(3)].flatMap(({ value }) => bytesIn(value));
  const taken = read();
  expect(taken).toHaveLength(6);
  for (const bytes of taken) {
    expect(bytes.constructor).toBe(Uint8Array);
    bytes.fill(9);
  }
  for (const bytes of read()) expect(Array.from(bytes)).toEqual([1, 2, 3]);
  for (const bytes of reader.resource(block.resource[3] as number).attributes.flatMap(({ value }) => bytesIn(value)))
    expect(bytes.constructor).toBe(Uint8Array);
});
