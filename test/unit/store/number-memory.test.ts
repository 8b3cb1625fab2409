// The memory for numbers of resources and names: bounded in entries and in characters, and no number changes by it.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { NumberMemory } from '../../../src/main/store/number-memory.ts';
import { ProtoWriter } from '../../support/proto-writer.ts';
import { openReader, openWriter, send, temporaryFolder } from './support.ts';

test.each([
  ['many texts', 8192, 1],
  ['much text', 4, 1 << 20],
])('%s are kept until there are more', (_, most, length) => {
  const memory = new NumberMemory();
  const text = (i: number): string => String(i).padEnd(length, 'x');
  const characters = Array.from({ length: most }, (_unused, i) => text(i)).join('').length;
  expect(characters).toBeLessThanOrEqual(4 << 20);
  for (let i = 0; i < most; i++) memory.set(text(i), i);
  memory.trim();
  expect(memory.get(text(0))).toBe(0);
  memory.set(text(most), most);
  memory.trim();
  expect(memory.get(text(most))).toBeUndefined();
  for (let i = 0; i < most; i++) memory.set(text(i), i);
  memory.trim();
  expect(memory.get(text(0))).toBe(0);
});

test('resources of many megabytes keep their numbers', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  const request = (i: number): Uint8Array =>
    new ProtoWriter()
      .message(1, (group) =>
        group
          .message(1, (resource) =>
            resource.message(1, (pair) =>
              pair.text(1, 'service.name').message(2, (any) => any.text(1, `${i}`.padEnd(1 << 20, 'x'))),
            ),
          )
          .message(2, (scoped) =>
            scoped.message(2, (span) =>
              span
                .bytes(1, new Uint8Array(16).fill(i + 1))
                .bytes(2, new Uint8Array(8).fill(1))
                .text(5, 'n'),
            ),
          ),
      )
      .finish();
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 6; i++) await send(writer, request(i));
  }
  writer.close();
  const { db } = openReader(path);
  expect(db.prepare('SELECT count(*) FROM resources').pluck().get()).toBe(6);
  expect(db.prepare('SELECT count(*), sum(spans) FROM services').raw().get()).toEqual([6, 12]);
});
