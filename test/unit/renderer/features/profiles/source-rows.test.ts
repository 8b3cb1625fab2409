import { describe, expect, it } from 'vitest';
import type { FunctionLines, ProfileTreeAnswer } from '../../../../../src/contract/profiles/tables.ts';
import { sourceRows } from '../../../../../src/renderer/features/profiles/profile/source/source-rows.ts';
import { callRows } from '../../../../../src/renderer/features/profiles/profile/tables/call-rows.ts';
import { nextTopOrder, topOrder } from '../../../../../src/renderer/features/profiles/profile/tables/use-top.ts';

const lines: FunctionLines = {
  file: '/a.go',
  startLine: 8,
  rows: 3,
  line: Int32Array.of(0, 10, 12),
  flat: Float64Array.of(1, 0, 5),
  cum: Float64Array.of(1, 7, 5),
};

describe('lines of a function', () => {
  it('have what is around them where the text is known, and stay within it', () => {
    const text = Array.from({ length: 14 }, (_, at) => `line ${at + 1}`);
    const rows = sourceRows(lines, text);
    expect(rows[0]).toEqual({ line: 0, flat: 1, cum: 1, text: '' });
    expect(rows.slice(1).map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    expect(rows.find(({ line }) => line === 12)).toEqual({ line: 12, flat: 5, cum: 5, text: 'line 12' });
  });

  it('are alone where it is not, and not lost where the file became shorter', () => {
    expect(sourceRows(lines, undefined).map(({ line }) => line)).toEqual([0, 10, 12]);
    expect(sourceRows(lines, ['only one']).map(({ line }) => line)).toEqual([0, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });
});

describe('callers and callees', () => {
  it('stand above and below their function', () => {
    const answer = {
      rows: 2,
      names: ['main', 'work', 'small'],
      name: Int32Array.of(1, 0),
      flat: Float64Array.of(3, 0),
      cum: Float64Array.of(9, 10),
      running: Float64Array.of(3, 3),
      callers: {
        starts: Int32Array.of(0, 1, 1),
        name: Int32Array.of(0),
        weight: Float64Array.of(9),
        inlined: Uint8Array.of(0),
      },
      callees: {
        starts: Int32Array.of(0, 1, 2),
        name: Int32Array.of(2, 1),
        weight: Float64Array.of(6, 9),
        inlined: Uint8Array.of(1, 0),
      },
    } as unknown as ProfileTreeAnswer;
    expect(callRows(answer).map(({ kind, name, cum, of, first }) => [kind, name, cum, of, first])).toEqual([
      ['caller', 'main', 9, 9, true],
      ['function', 'work', 9, 9, false],
      ['callee', 'small', 6, 9, false],
      ['function', 'main', 10, 10, true],
      ['callee', 'work', 9, 10, false],
    ]);
  });
});

describe('the order of functions', () => {
  it('turns round with the second click on a heading', () => {
    expect(nextTopOrder(topOrder(undefined), 'flat')).toBe('-flat');
    expect(nextTopOrder(topOrder('-flat'), 'flat')).toBe('flat');
    expect(nextTopOrder(topOrder('-flat'), 'cum')).toBe('cum');
    expect(topOrder('odd')).toEqual({ sort: 'flat', reversed: false });
  });
});
