// The text that a pattern promises: in everything it matches, and long enough to be of use.
import { describe, expect, it } from 'vitest';
import { regExpOf } from '../../../../src/contract/search/parse.ts';
import { literalOfPattern } from '../../../../src/main/query/search/pattern-literal.ts';
import { seededRandom } from '../../../support/random.ts';

describe('the literal part of a pattern', () => {
  it.each([
    ['^/api/v1/', '/api/v1/'],
    ['timeout after \\d+ms', 'timeout after '],
    ['(?i)Connection Refu[sz]ed', 'connection refu'],
    ['(?i)lists', 'li'],
    ['a|bcd', ''],
    ['x(abc|def)yz?', 'x'],
    ['ab{2}cd', 'cd'],
    ['abc\\.def', 'abc.def'],
    ['gr\u00fcn\\u{41}b', 'gr'],
    ['', ''],
  ])('of %s', (pattern, literal) => {
    expect(literalOfPattern(pattern)).toBe(literal);
  });

  it('is in every text that a random pattern matches', () => {
    const random = seededRandom(5);
    const pieces = [
      'a',
      'b',
      'S',
      'k',
      '\u017f',
      '.',
      'a+',
      'b?',
      'ab*',
      '[ab]',
      '[^\\]a]',
      '(ab)',
      '(a|S)',
      '(?:b)+',
      '\\.',
      '\\w',
      '^',
      '$',
      'a{2}',
      '(?=a)',
      '\u212a',
    ];
    const letters = ['a', 'b', 's', 'S', 'k', 'K', '\u017f', '\u212a', '.', ' '];
    let matched = 0;
    for (let i = 0; i < 20_000; i++) {
      const pattern =
        (random.below(2) === 0 ? '(?i)' : '') +
        Array.from({ length: 1 + random.below(5) }, () => random.pick(pieces)).join('');
      const text = Array.from({ length: random.below(8) }, () => random.pick(letters)).join('');
      let expression: RegExp;
      try {
        expression = regExpOf(pattern);
      } catch {
        continue;
      }
      if (!expression.test(text)) continue;
      matched++;
      expect(text.toLowerCase(), pattern).toContain(literalOfPattern(pattern));
    }
    expect(matched).toBeGreaterThan(2000);
  });
});
