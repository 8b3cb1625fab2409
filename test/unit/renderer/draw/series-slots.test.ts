import { expect, it } from 'vitest';
import { PALETTE_SIZE } from '../../../../src/renderer/draw/palette.ts';
import { seriesSlots } from '../../../../src/renderer/draw/series-slots.ts';

const keys = (count: number): string[] => Array.from({ length: count }, (_, at) => `series ${at}`);

it('gives every slot once before any a second time', () => {
  const slots = [...seriesSlots(keys(2 * PALETTE_SIZE)).values()];
  expect(new Set(slots.slice(0, PALETTE_SIZE)).size).toBe(PALETTE_SIZE);
  expect(new Set(slots.slice(PALETTE_SIZE)).size).toBe(PALETTE_SIZE);
});

it('leaves a series its slot when another comes before it, and gives a free one to that', () => {
  const before = seriesSlots(['b', 'c']);
  const after = seriesSlots(['a', 'c'], before);
  expect(after.get('c')).toBe(before.get('c'));
  expect(after.get('a')).not.toBe(before.get('c'));
  expect([...after.keys()]).toEqual(['a', 'c']);
});
