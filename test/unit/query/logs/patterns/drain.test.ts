import { describe, expect, it } from 'vitest';
import { Drain } from '../../../../../src/main/query/logs/patterns/drain.ts';

function groups(messages: readonly string[]): string[] {
  const drain = new Drain<{ count: number }>();
  for (const message of messages) drain.add(message.split(' '), () => ({ count: 0 })).data.count += 1;
  return drain.templates.map(({ words, data }) => `${data.count} ${words.join(' ')}`);
}

describe('Drain', () => {
  it('joins messages that have most words in common', () => {
    expect(
      groups([
        'user anna logged in from web',
        'user bert logged in from phone',
        'user anna logged out',
        'disk full on node',
        'user cleo logged in from web',
      ]),
    ).toEqual(['3 user <*> logged in from <*>', '1 user anna logged out', '1 disk full on node']);
  });

  it('keeps messages of other lengths and other beginnings apart', () => {
    expect(groups(['send to a', 'send to b c', 'read from a', 'send to z'])).toEqual([
      '2 send to <*>',
      '1 send to b c',
      '1 read from a',
    ]);
  });

  it('keeps messages with few words in common apart', () => {
    expect(groups(['job one started late today', 'job one ended soon now'])).toEqual([
      '1 job one started late today',
      '1 job one ended soon now',
    ]);
  });

  it('gives the same groups for the same messages', () => {
    const messages = Array.from({ length: 500 }, (_, i) => `a${i % 7} b${i % 3} c${i % 11} d e f${i % 2}`);
    expect(groups(messages)).toEqual(groups(messages));
  });

  it('does not grow without bound at a leaf, and loses no message', () => {
    // 100 branches, and in the one for all others 200 templates and what fits none of these.
    const most = 301;
    const word = (i: number): string =>
      i.toString(26).replaceAll(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] as string);
    const found = groups(Array.from({ length: 30_000 }, (_, i) => `${word(i)} ${word(i + 1)} ${word(i + 2)}`));
    expect(found.length).toBeLessThanOrEqual(most);
    expect(found.reduce((sum, one) => sum + Number.parseInt(one, 10), 0)).toBe(30_000);
    const single = groups(Array.from({ length: 30_000 }, (_, i) => word(i)));
    expect(single).toHaveLength(most);
    expect(single.at(-1)).toBe(`${30_000 - most + 1} <*>`);
  });

  it('does not grow without bound at a node', () => {
    const drain = new Drain<object>();
    for (let i = 0; i < 5000; i++) drain.add([`name${'x'.repeat(i % 300)}`, 'b', 'c', 'd'], () => ({}));
    expect(drain.templates.length).toBeLessThan(110);
  });
});
