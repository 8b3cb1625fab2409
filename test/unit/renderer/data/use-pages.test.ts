import { expect, test } from 'vitest';
import { pagesOnScreen } from '../../../../src/renderer/data/use-pages.ts';

test('the first page always, and those that the rows on screen touch', () => {
  expect(pagesOnScreen([0, -1], 100)).toEqual([0]);
  expect(pagesOnScreen([0, 99], 100)).toEqual([0]);
  expect(pagesOnScreen([95, 130], 100)).toEqual([0, 1]);
  expect(pagesOnScreen([990, 1010], 100)).toEqual([0, 9, 10]);
});
