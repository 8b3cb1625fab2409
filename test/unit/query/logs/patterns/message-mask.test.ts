import { expect, it } from 'vitest';
import { MessageMask } from '../../../../../src/main/query/logs/patterns/message-mask.ts';

it.each([
  ['order 482913 accepted', 'order <num> accepted'],
  ['took 12ms (3.5 %), -7 left', 'took <num>ms (<num> %), <num> left'],
  ['request 3f1c2a9e-77d0-4b1a-9c1e-0123456789ab done', 'request <uuid> done'],
  ['from 10.1.2.33:51234', 'from <ip>:<num>'],
  ['key cart:v2:9f8e7d6c5b4a3210, loading', 'key cart:v2:<hex>, loading'],
  ['at 0x7ffe and deadbeef', 'at <hex> and <hex>'],
  ['worker-7 of pool_12 utf8 h2', 'worker-<num> of pool_<num> utf8 h2'],
  ['session s3f9x2 user=u-48291', 'session <id> user=u-<num>'],
  ['wrote /var/lib/shop/segments/00.seg', 'wrote <path>'],
  ['GET /v1/orders/77?page=3', 'GET /v1/orders/<num>?page=<num>'],
  ['2026-01-31T10:20:30.123Z ready', '<num>-<num>-<id>:<num>:<num>Z ready'],
  ['  plain   words only ', 'plain words only'],
  ['', ''],
  ['Größe 5 für Ümlaut', 'Größe <num> für Ümlaut'],
])('%s', (message, masked) => {
  const mask = new MessageMask();
  expect(mask.wordsOf(message).join(' ')).toBe(masked);
  expect(mask.wordsOf(message).join(' ')).toBe(masked);
});

it('stops at 64 words', () => {
  const words = new MessageMask().wordsOf('a '.repeat(1000));
  expect(words).toHaveLength(65);
  expect(words.at(-1)).toBe('<*>');
});
