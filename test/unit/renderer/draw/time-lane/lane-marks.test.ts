import { expect, test } from 'vitest';
import type { LaneContent, LaneEntry } from '../../../../../src/renderer/draw/time-lane/lane-content.ts';
import { laneMarks } from '../../../../../src/renderer/draw/time-lane/lane-marks.ts';
import { laneTip } from '../../../../../src/renderer/draw/time-lane/lane-tip.ts';

const axis = { from: 1000, to: 2000, width: 1000 };
const entry = (time: number, lasts?: number): LaneEntry => ({
  time,
  end: lasts === undefined ? undefined : time + lasts,
  kind: lasts === undefined ? 'Heap' : 'CPU',
  text: `at ${time}`,
  href: `/profiles/${time}`,
});
const contentOf = (entries: readonly LaneEntry[], total = entries.length): LaneContent => ({
  nouns: ['profile', 'profiles'],
  entries,
  total,
  listHref: (from, to) => `${from}-${to}`,
  onOpen: () => undefined,
  formatTime: (time) => `${time} ms`,
});
const drawn = (entries: readonly LaneEntry[]) =>
  laneMarks(entries, axis).map(({ left, right, row, entries: of }) => [row, left, right, of.length]);

test('a bar lasts as long as its stretch, a moment lies in a row of its own', () => {
  expect(drawn([entry(1100, 200), entry(1150), entry(1400, 100)])).toEqual([
    [0, 100, 300, 1],
    [1, 150, 156, 1],
    [0, 400, 500, 1],
  ]);
  expect(drawn([entry(1150)])).toEqual([[0, 150, 156, 1]]);
});

test('what began before the axis is cut at its end, what lies outside is left out', () => {
  expect(drawn([entry(500, 100), entry(900, 200), entry(1995, 50), entry(2100)])).toEqual([
    [0, 0, 100, 1],
    [0, 994, 1000, 1],
  ]);
  expect(laneMarks([entry(1100)], { ...axis, width: 0 })).toEqual([]);
});

test('thousands are as many marks as can be told apart, and none is lost', () => {
  const many = Array.from({ length: 5000 }, (_, at) => entry(1000 + at / 5));
  const marks = laneMarks(many, axis);
  expect(marks.length).toBeLessThanOrEqual(1000 / 9 + 1);
  expect(marks.flatMap(({ entries }) => entries)).toEqual(many.map((_, at) => at));
  expect(marks.every(({ left, right }) => left >= 0 && right <= 1000 && right - left >= 6)).toBe(true);
  expect(marks.every(({ left }, at) => at === 0 || left - (marks[at - 1]?.left ?? 0) >= 9)).toBe(true);
});

test('a mark is told by its kind, name and time; many by how many of each kind', () => {
  const content = contentOf([entry(1100, 200), entry(1101, 200), ...[1, 2, 3, 4].map((at) => entry(1102 + at, 200))]);
  const [all] = laneMarks(content.entries, axis);
  expect(laneTip(content, all, axis)).toEqual(['6 profiles: 6 CPU', '1100 ms to 1306 ms', 'Click lists them']);
  const twice = contentOf(
    [entry(1100, 200), { ...entry(1102), end: 1300 }, entry(1100, 200)].map((of) => ({ ...of, text: 'a' })),
  );
  expect(laneTip(twice, laneMarks(twice.entries, axis)[0], axis).slice(0, 2)).toEqual(['2 × CPU: a', 'Heap: a']);
  const one = contentOf([entry(1100, 200)], 12);
  expect(laneTip(one, laneMarks(one.entries, axis)[0], axis)).toEqual(['CPU: at 1100', '1100 ms, over 200 ms']);
  expect(laneTip(one, undefined, axis)[0]).toBe('12 profiles, the newest 1 are marked');
});
