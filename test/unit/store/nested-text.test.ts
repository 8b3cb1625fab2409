// The text of nested values from their bytes equals the text form of the value, or is not made at all.
import { expect, it } from 'vitest';
import { textForm } from '../../../src/contract/text-form.ts';
import type { AttributeValue } from '../../../src/contract/values.ts';
import { readArray, readMap } from '../../../src/main/store/any-value.ts';
import { NestedText } from '../../../src/main/store/nested-text.ts';
import { ProtoWriter } from '../../support/proto-writer.ts';
import { seededRandom, type Random } from '../../support/random.ts';

type Pair = readonly [key: string, value: unknown];

function writeAny(writer: ProtoWriter, value: unknown): void {
  if (typeof value === 'string') writer.text(1, value);
  else if (typeof value === 'boolean') writer.varint(2, value ? 1 : 0);
  else if (typeof value === 'bigint') writer.varint(3, value);
  else if (typeof value === 'number') writer.double(4, value);
  else if (value instanceof Uint8Array) writer.bytes(7, value);
  else if (value instanceof Map) writer.message(6, (map) => writePairs(map, [...(value as Map<string, unknown>)]));
  else if (Array.isArray(value)) writer.message(5, (list) => writeItems(list, value));
}

function writeItems(writer: ProtoWriter, items: readonly unknown[]): void {
  for (const item of items) writer.message(1, (any) => writeAny(any, item));
}

function writePairs(writer: ProtoWriter, pairs: readonly Pair[]): void {
  for (const [key, value] of pairs)
    writer.message(1, (pair) => pair.text(1, key).message(2, (any) => writeAny(any, value)));
}

const texts = [
  '',
  'plain',
  'With Capitals',
  'a"b',
  'back\\slash',
  'line\nbreak',
  'Größe',
  '😀',
  '\u007f',
  '/v1/{id}',
  'İ',
];

function randomValue(random: Random, depth: number): unknown {
  switch (random.below(depth > 3 ? 7 : 9)) {
    case 0:
    case 1:
      return random.pick(texts);
    case 2:
      return random.below(2) === 0;
    case 3:
      return random.pick([0n, 7n, -1n, 123_456_789n, 2n ** 53n, -(2n ** 60n), 2n ** 48n]);
    case 4:
      return random.pick([0, -0, 1.5, 1e21, 1e-7, Number.NaN, Number.POSITIVE_INFINITY, random.next()]);
    case 5:
      return undefined;
    case 6:
      return random.below(4) === 0 ? random.bytes(5) : random.pick(texts);
    case 7:
      return Array.from({ length: random.below(4) }, () => randomValue(random, depth + 1));
    default:
      return new Map(randomPairs(random, depth + 1));
  }
}

function randomPairs(random: Random, depth: number): Pair[] {
  const keys = ['a', 'B', 'user', 'user.id', '', '1', '07', 'ключ', '__proto__', 'a"', 'level'];
  return Array.from({ length: random.below(5) }, () => [random.pick(keys), randomValue(random, depth)]);
}

it('is the text form in lower case wherever it is made', () => {
  const random = seededRandom(3);
  const nested = new NestedText(true);
  let made = 0;
  for (let turn = 0; turn < 20_000; turn++) {
    const writer = new ProtoWriter();
    const isMap = turn % 2 === 0;
    if (isMap) writePairs(writer, randomPairs(random, 0));
    else writeItems(writer, [randomValue(random, 0), randomValue(random, 0)]);
    const bytes = writer.finish();
    if (!nested.write(bytes, isMap)) continue;
    made += 1;
    const value: AttributeValue = isMap ? readMap(bytes) : readArray(bytes);
    expect(Buffer.from(nested.bytes.subarray(0, nested.length)).toString()).toBe(textForm(value).toLowerCase());
  }
  expect(made).toBeGreaterThan(2000);
});

it('makes nothing of broken bytes, and never reads beyond them', () => {
  const random = seededRandom(4);
  const nested = new NestedText(true);
  for (let turn = 0; turn < 5000; turn++) {
    const writer = new ProtoWriter();
    writePairs(writer, randomPairs(random, 0));
    const bytes = writer.finish();
    if (bytes.length === 0) continue;
    const broken = bytes.slice(0, 1 + random.below(bytes.length));
    broken[random.below(broken.length)] = random.below(256);
    let form: string | undefined;
    try {
      form = textForm(readMap(broken)).toLowerCase();
    } catch {
      form = undefined;
    }
    if (nested.write(broken, true)) expect(Buffer.from(nested.bytes.subarray(0, nested.length)).toString()).toBe(form);
  }
});
