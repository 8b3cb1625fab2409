// The texts of a block by severity: nothing that a record of a severity has is ruled out for it, and what only records of
// others have mostly is.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AttributeValue } from '../../../src/contract/values.ts';
import { textForm } from '../../../src/contract/text-form.ts';
import type { BlockSummary } from '../../../src/main/store/span-block.ts';
import type { StoreReader } from '../../../src/main/store/reader.ts';
import { seededRandom, type Random } from '../../support/random.ts';
import { logRequest, randomLog, testLog, type TestLog } from '../query/logs/log-samples.ts';
import { openReader, openWriter, send, temporaryFolder } from './support.ts';

const values = (random: Random): AttributeValue =>
  random.pick<AttributeValue>([
    BigInt(random.below(1e9)) * 1_000_003n,
    -BigInt(random.below(1e6)),
    random.next() * 1e6,
    random.next() < 0.5,
    random.bytes(6),
    [BigInt(random.below(1e6)), 'In a List'],
    { inner: random.next(), Größe: `GRÖSSE ${random.below(100)}` },
    `Text ${random.below(1e6)} İ K`,
  ]);

async function blockOf(logs: readonly TestLog[]): Promise<{ reader: StoreReader; summary: BlockSummary }> {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  await send(writer, logRequest(logs), 'logs');
  writer.close();
  const reader = openReader(path);
  const [summary] = reader.logBlocks();
  if (summary === undefined) throw new Error('no block');
  return { reader, summary };
}

test.each([1, 2, 3])('every part of what a record has is admitted for its severity; seed %i', async (seed) => {
  const random = seededRandom(seed);
  const logs = Array.from({ length: 200 }, (_, i) => {
    const log = randomLog(random, i);
    const own = { key: `own.${random.below(5)}`, value: values(random) };
    return { ...log, ...(i % 3 === 0 ? { body: values(random) } : {}), attributes: [...log.attributes, own] };
  });
  const { summary } = await blockOf(logs);
  let severalGroups = 0;
  for (const { severity, severityText, eventName, body, attributes } of logs) {
    const texts = [
      severityText,
      eventName,
      textForm(body),
      ...attributes.flatMap(({ key, value }) => [key, textForm(value)]),
    ];
    for (const text of texts.map((one) => one.toLowerCase())) {
      for (const length of [3, 5, 40]) {
        for (let from = 0; from === 0 || from + length <= text.length; from++) {
          const part = text.slice(from, from + length);
          const asked = (1 << severity) | (1 << random.below(25));
          if (!summary.mayContain(part, asked)) expect.fail(`${part} of a record of severity ${severity}`);
          severalGroups += summary.mayContain(part, 1 << 9) && summary.mayContain(part, 1 << 17) ? 0 : 1;
        }
      }
    }
  }
  expect(severalGroups).toBeGreaterThan(100);
});

test('what only records of other severities have is ruled out, what resources have is not', async () => {
  const { summary } = await blockOf([
    testLog({ severity: 9, body: 'payment authorised', attributes: [{ key: 'n', value: 1_234_567n }] }),
    testLog({ severity: 17, body: 'connection refused' }),
    testLog({ severity: 5, body: { step: 'unbelievable' } }),
    testLog({ severity: 13, body: 'shared words', resource: [{ key: 'host.name', value: 'zebra' }] }),
    testLog({ severity: 0, body: 'shared words' }),
  ]);
  const groups = { none: 0, debug: 5, info: 9, warn: 13, error: 17, fatal: 24 };
  const admitting = (text: string): string[] =>
    Object.entries(groups).flatMap(([name, severity]) => (summary.mayContain(text, 1 << severity) ? [name] : []));
  expect(admitting('authorised')).toEqual(['info']);
  expect(admitting('234567')).toEqual(['info']);
  expect(admitting('refused')).toEqual(['error', 'fatal']);
  expect(admitting('unbelievable')).toEqual(['none', 'debug']);
  expect(admitting('shared words')).toEqual(['none', 'debug', 'warn']);
  expect(admitting('zebra')).toEqual(Object.keys(groups));
  expect(summary.mayContain('authorised', (1 << 17) | (1 << 10))).toBe(true);
  expect(summary.mayContain('authorised')).toBe(true);
});

test('a block whose records are of one group has no such filter, and needs none', async () => {
  const { reader, summary } = await blockOf([testLog({ severity: 9 }), testLog({ severity: 12, body: 'other' })]);
  const columns = reader.db.prepare('SELECT name FROM block_columns').pluck().all();
  expect(columns).toContain('text-filter');
  expect(columns).not.toContain('severity-text-filter');
  expect(summary.mayContain('hello', 1 << 9)).toBe(true);
});
