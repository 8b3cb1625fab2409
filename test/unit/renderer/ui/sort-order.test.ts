import { expect, it } from 'vitest';
import { nextOrder, sortedPlaces } from '../../../../src/renderer/ui/sort-order.ts';

it('sorts one way, the other way, and then leaves the rows as they came', () => {
  const first = nextOrder(undefined, 'max', 'descending');
  expect(first).toEqual({ column: 'max', descending: true });
  expect(nextOrder(first, 'name', 'ascending')).toEqual({ column: 'name', descending: false });
  const second = nextOrder(first, 'max', 'descending');
  expect(second).toEqual({ column: 'max', descending: false });
  expect(nextOrder(second, 'max', 'descending')).toBeUndefined();
});

it('keeps equal rows in their order, and rows without a value at the end', () => {
  const values = [2, Number.NaN, 3, 2, Number.NEGATIVE_INFINITY];
  const places = (descending: boolean) => [...sortedPlaces(values.length, (row) => values[row] ?? 0, descending)];
  expect(places(true)).toEqual([2, 0, 3, 4, 1]);
  expect(places(false)).toEqual([4, 0, 3, 2, 1]);
});

it('reads numbers inside of texts', () => {
  const texts = ['host-10', '', 'host-9'];
  expect([...sortedPlaces(texts.length, (row) => texts[row] ?? '', false)]).toEqual([2, 0, 1]);
});
