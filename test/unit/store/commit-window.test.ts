// How long requests wait for company, over commits of given length and distance.
import { expect, it } from 'vitest';
import { CommitWindow } from '../../../src/main/store/commit-window.ts';

/** A second of commits that take `took` milliseconds, one every `every`; answers the end. */
function second(window: CommitWindow, from: number, took: number, every: number): number {
  let now = from;
  for (; now < from + 1000; now += every) window.record(now + every - took, now + every, false);
  return now;
}

it('is narrow while there is time to spare, wide when commits take it, and narrow again', () => {
  const window = new CommitWindow(3);
  expect(window.millis).toBe(3);
  let now = second(window, 0, 4, 20);
  expect(window.millis).toBe(3);
  now = second(window, now, 6, 9);
  expect(window.millis).toBeCloseTo(12, 0);
  now = second(window, now, 30, 33);
  expect(window.millis).toBe(16);
  second(window, now, 4, 20);
  expect(window.millis).toBe(3);
});

it('does not take the length of a seal for that of a commit', () => {
  const window = new CommitWindow(3);
  const now = second(window, 0, 6, 9);
  window.record(now, now + 60, true);
  expect(window.millis).toBeCloseTo(12, 0);
});
