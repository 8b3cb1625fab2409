// Work that takes much memory waits for its turn, in order, and a failure gives its turn back.
import { expect, test } from 'vitest';
import { createTurns } from '../../../src/main/receive/turns.ts';

test('no more at once than allowed, first come first served, whatever fails', async () => {
  const turns = createTurns(2);
  const begun: number[] = [];
  let going = 0;
  let most = 0;
  const work = (number: number) => async (): Promise<number> => {
    begun.push(number);
    going += 1;
    most = Math.max(most, going);
    await new Promise((resolve) => setImmediate(resolve));
    going -= 1;
    if (number % 3 === 0) throw new Error(`no ${number}`);
    return number;
  };
  const numbers = Array.from({ length: 20 }, (_, i) => i + 1);
  const outcomes = await Promise.allSettled(numbers.map((number) => turns.take(work(number))));
  expect(begun).toEqual(numbers);
  expect(most).toBe(2);
  expect(outcomes.map(({ status }) => status)).toEqual(numbers.map((n) => (n % 3 === 0 ? 'rejected' : 'fulfilled')));
  expect(await turns.take(work(1))).toBe(1);
});
