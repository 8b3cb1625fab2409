import { describe, expect, it } from 'vitest';
import { chipsOf } from '../../../../../src/contract/search/chips.ts';
import {
  hasFlag,
  pickedValue,
  turnedRound,
  withFlag,
  withPicked,
  type PickedField,
} from '../../../../../src/renderer/ui/search-field/conditions.ts';

const name: PickedField = { domain: 'spans', field: 'name', operators: ['='] };

describe('picked conditions', () => {
  it('are found under every name of the field', () => {
    expect(pickedValue('operation = x', name)).toBe('x');
    expect(pickedValue('root and name = "a b"', name)).toBe('a b');
    expect(pickedValue('"name" = attribute', name)).toBeUndefined();
    expect(pickedValue('name = a or name = b', name)).toBeUndefined();
    expect(pickedValue('name = ', name)).toBeUndefined();
  });

  it('are replaced where they stand, added at the end, and taken away', () => {
    expect(withPicked('name = a and root', name, 'b c')).toBe('name = "b c" and root');
    expect(withPicked('root', name, 'b')).toBe('root and name = b');
    expect(withPicked('name = a and root', name, undefined)).toBe('root');
    expect(withPicked('root', name, undefined)).toBe('root');
  });
});

describe('flags', () => {
  it('are set and taken away', () => {
    expect(withFlag('root', 'error', true)).toBe('root and error');
    expect(withFlag('error and root', 'error', false)).toBe('root');
    expect(withFlag('error', 'error', true)).toBe('error');
    expect([hasFlag('a error', 'error'), hasFlag('not error', 'error'), hasFlag('"error"', 'error')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('turning a chip round', () => {
  it.each([
    ['error', 'not error'],
    ['not error', 'error'],
    ['not (a = 1 or b = 2)', '(a = 1 or b = 2)'],
    ['a = 1 or b = 2', 'not (a = 1 or b = 2)'],
    ['(a = 1 or b = 2)', 'not (a = 1 or b = 2)'],
    ['! a exists', 'a exists'],
  ])('%s becomes %s', (text, expected) => {
    const [chip] = chipsOf(text) ?? [];
    if (chip === undefined) throw new Error('no chip');
    expect(turnedRound(chip)).toBe(expected);
  });
});
