// Filters of blocks never say no to what is there, and mostly say no to what is not.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { textForm } from '../../../src/contract/text-form.ts';
import { makeTraceRequest } from '../../support/otlp-payloads.ts';
import { openReader, openWriter, send, temporaryFolder } from './support.ts';
import { wildRequest } from './wild-spans.ts';

test('every pair and every text of a block is admitted; inventions mostly are not', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  for (let seed = 1; seed <= 3; seed++) await send(writer, makeTraceRequest({ seed, spans: 500 }));
  const odd = [
    ['temperature', -0.0],
    ['ratio', 1e300],
    ['n', 9_007_199_254_740_993n],
    ['yes', true],
    ['nothing', ''],
    ['name', 'Ünïcode'],
    ['nan', Number.NaN],
    ['cold', Number.NEGATIVE_INFINITY],
  ] as const;
  await send(
    writer,
    wildRequest([{ trace: 1, span: 1, service: 'Odd', name: 'odd', start: 5n, end: 6n, attributes: odd }]),
  );
  writer.close();
  const reader = openReader(path);
  const [summary] = reader.spanBlocks();
  if (summary === undefined) throw new Error('no block');
  const block = reader.openSpanBlock(summary.block);
  for (let row = 0; row < block.count; row += 7) {
    const resource = reader.resource(block.resource[row] as number);
    for (const { key, value } of [...block.attributesOf(row), ...resource.attributes]) {
      expect(summary.mayHold(key, String(value)), `${key}=${String(value)}`).toBe(true);
      expect(summary.mayContain(String(value).toLowerCase())).toBe(true);
    }
    expect(
      summary.mayContain(
        block.strings
          .text(block.name[row] as number)
          .slice(1)
          .toLowerCase(),
      ),
    ).toBe(true);
  }
  for (const [key, value] of odd) {
    expect(summary.mayHold(key, String(value)), key).toBe(true);
    const text = textForm(value).toLowerCase();
    for (let end = 1; end <= text.length; end++) {
      for (let start = 0; start < end; start++) {
        const part = text.slice(start, end);
        expect(summary.mayContain(part), part).toBe(true);
      }
    }
  }
  expect(summary.mayContain('nïco')).toBe(true);
  let wrong = 0;
  for (let i = 0; i < 1000; i++) if (summary.mayHold('http.route', `/invented/${i}`)) wrong += 1;
  expect(wrong).toBeLessThan(150);
  expect(summary.mayContain('zebra-crossing')).toBe(false);
});
