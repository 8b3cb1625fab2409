// Chips and completion: what the editor shows and offers is a matter of the text alone.
import { describe, expect, it } from 'vitest';
import { chipsOf, withChip, withCondition, withoutChip, type Chip } from '../../../../src/contract/search/chips.ts';
import { completionAt } from '../../../../src/contract/search/complete.ts';

const chips = (text: string): readonly string[] | undefined => chipsOf(text)?.map((one) => one.text);
const nth = (text: string, index: number): Chip => chipsOf(text)?.[index] as Chip;

describe('chips', () => {
  it.each([
    ['', []],
    ['error', ['error']],
    ['service = api and  duration > 1s "a b"', ['service = api', 'duration > 1s', '"a b"']],
    ['a = 1 or b = 2', ['a = 1 or b = 2']],
    ['(a = 1 or b = 2) and not c = 3', ['(a = 1 or b = 2)', 'not c = 3']],
    ['(a = 1 and b = 2)', ['(a = 1 and b = 2)']],
    ['a =', undefined],
  ])('of %s', (text, expected) => expect(chips(text)).toEqual(expected));

  it('go, change and come by editing the text', () => {
    const text = 'service = api and (a = 1 or b = 2) and error';
    expect(withoutChip(text, nth(text, 0))).toBe('(a = 1 or b = 2) and error');
    expect(withoutChip(text, nth(text, 2))).toBe('service = api and (a = 1 or b = 2)');
    expect(withoutChip('error', nth('error', 0))).toBe('');
    expect(withChip(text, nth(text, 0), 'service = web')).toBe('service = web and (a = 1 or b = 2) and error');
    expect(withCondition('', 'error')).toBe('error');
    expect(withCondition('a = 1 or b = 2', 'error')).toBe('(a = 1 or b = 2) and error');
    expect(withCondition('(a = 1 or b = 2)', 'error')).toBe('(a = 1 or b = 2) and error');
    expect(withCondition('error and a = 1', 'error')).toBe('error and a = 1');
    expect(withCondition('a =', 'error')).toBe('a =');
  });
});

describe('what is expected at |', () => {
  const ask = (marked: string): string => {
    const cursor = marked.indexOf('|');
    const { expected, typed, from, to } = completionAt(marked.replace('|', ''), cursor);
    const what = 'field' in expected ? `${expected.kind} of ${expected.field.name}` : expected.kind;
    return `${what} "${typed}" ${from}-${to}`;
  };
  it.each([
    ['|', 'term "" 0-0'],
    ['ser|', 'term "ser" 0-3'],
    ['ser|vice', 'term "ser" 0-7'],
    ['service |', 'operator of service "" 8-8'],
    ['service con|', 'operator of service "con" 8-11'],
    ['service = |', 'value of service "" 10-10'],
    ['service = a|', 'value of service "a" 10-11'],
    ['service = "a|', 'value of service "a" 10-12'],
    ['service = api |', 'joiner "" 14-14'],
    ['service = api a|', 'joiner "a" 14-15'],
    ['service = api and |', 'term "" 18-18'],
    ['(|', 'term "" 1-1'],
    ['(a = 1) |', 'joiner "" 8-8'],
    ['service in (|', 'value of service "" 12-12'],
    ['service in (a, |', 'value of service "" 15-15'],
    ['service not |', 'operator of service "" 12-12'],
    ['service not in (|', 'value of service "" 16-16'],
    ['http.route contains |', 'value of http.route "" 20-20'],
    ['http.route exists |', 'joiner "" 18-18'],
    ['resource."a b" = |', 'value of a b "" 17-17'],
    ['not |', 'term "" 4-4'],
    ['error and not |', 'term "" 14-14'],
  ])('%s', (marked, expected) => expect(ask(marked)).toBe(expected));
});
