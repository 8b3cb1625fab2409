// What never ends does not make a lane ever deeper.
import { expect, test } from 'vitest';
import { ItemShape } from '../../../../src/contract/sessions.ts';
import { laneRows } from '../../../../src/main/query/sessions/lane-rows.ts';
import { closeOlder } from '../../../../src/main/query/sessions/older-open.ts';

test('of many open items of a name in a lane the newest five go on, the others last until the next begins', () => {
  const count = 300;
  // Two in three are of the lost kind; the others of the same name and lane have ends.
  const shape = Uint8Array.from({ length: count }, (_, i) => (i % 3 === 2 ? ItemShape.bar : ItemShape.open));
  const items = {
    lane: new Uint32Array(count),
    name: new Uint32Array(count).fill(7),
    start: Float64Array.from({ length: count }, (_, i) => 10 * i),
    duration: Float64Array.from({ length: count }, (_, i) => (i % 3 === 2 ? 5 : 0)),
    shape,
  };
  const ends = Float64Array.from(shape, (one, i) => (one === ItemShape.bar ? 10 * i + 5 : Infinity));
  closeOlder(items, ends);
  const open = Array.from(shape, (one, i) => (one === ItemShape.open ? i : -1)).filter((i) => i >= 0);
  expect(open).toEqual([292, 294, 295, 297, 298]);
  expect([...items.duration.subarray(0, 6)]).toEqual([10, 10, 5, 10, 10, 5]);
  expect(laneRows(items.lane, items.start, ends, 1).depth).toEqual([6]);
});

test('few open items, other names and other lanes are left alone', () => {
  const count = 12;
  const items = {
    lane: Uint32Array.from({ length: count }, (_, i) => i % 2),
    name: Uint32Array.from({ length: count }, (_, i) => (i < 6 ? 1 : 2)),
    start: Float64Array.from({ length: count }, (_, i) => i),
    duration: new Float64Array(count),
    shape: new Uint8Array(count).fill(ItemShape.endless),
  };
  const ends = new Float64Array(count).fill(Infinity);
  closeOlder(items, ends);
  expect([...items.duration]).toEqual(Array(count).fill(0));
  expect(ends.every((end) => end === Infinity)).toBe(true);
});
