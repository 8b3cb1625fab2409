import { expect, test } from 'vitest';
import type { OpenedProfile, ProfilePart } from '../../../../../src/contract/profiles/list.ts';
import { changesBetween } from '../../../../../src/renderer/features/trace/details/state-change.ts';

const opened = (...sampleTypes: readonly (readonly [type: string, unit: string, total: number])[]): OpenedProfile => ({
  kind: 'shown',
  stored: {} as never,
  dhat: false,
  goroutines: false,
  parts: [{ sampleTypes: sampleTypes.map(([type, unit, total]) => ({ type, unit, total })) } as unknown as ProfilePart],
});
const heap = (objects: number, space: number, inuse: number) =>
  opened(['alloc_objects', 'count', objects], ['alloc_space', 'bytes', space], ['inuse_space', 'bytes', inuse]);
const texts = (before: OpenedProfile, after: OpenedProfile) => changesBetween(before, after).map(({ text }) => text);

test('says how much was allocated, and what stayed', () => {
  expect(texts(heap(10, 1e6, 4e6), heap(10_010, 1e6 + 8 * 1024 ** 2, 4e6 - 1024))).toEqual([
    '8MB allocated',
    '10,000 objects allocated',
    '−1kB in use',
  ]);
  expect(texts(heap(10, 1e6, 4e6), heap(10, 1e6, 4e6))).toEqual(['0 allocated', '0 objects allocated', '0 in use']);
});

test('what only ever grows and became less is no allocation', () => {
  expect(texts(heap(10, 4096, 0), heap(2, 1024, 0))[0]).toBe('−3kB alloc_space');
});

test('other sample types have their own names, and others than before are left out', () => {
  expect(texts(opened(['goroutine', 'count', 7]), opened(['goroutine', 'count', 10]))).toEqual(['+3 goroutines']);
  expect(texts(opened(['wakeups', 'count', 7]), opened(['wakeups', 'count', 6], ['other', 'count', 1]))).toEqual([
    '−1 wakeups',
  ]);
});
