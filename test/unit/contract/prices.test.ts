// What tokens cost, by hand-worked sums.
import { describe, expect, it } from 'vitest';
import { costOf, costText, type ModelPrice } from '../../../src/contract/prices.ts';

const prices: readonly ModelPrice[] = [
  { model: 'gpt-5-mini', input: 0.25, output: 2, cachedInput: 0.025, currency: '$' },
  { model: 'gpt-*', input: 1, output: 4, currency: '$' },
  { model: '*/llama*instruct', input: 0, output: 0, currency: 'EUR' },
];
const usage = (input?: number, output?: number, cachedInput?: number) => ({
  input,
  output,
  cachedInput,
  reasoning: undefined,
});

describe('a cost', () => {
  it.each([
    ['gpt-5-mini', usage(1_000_000, 100_000), 0.45],
    ['GPT-5-mini', usage(1_000_000, 0, 400_000), 0.6 * 0.25 + 0.4 * 0.025],
    ['gpt-4o', usage(500_000, 250_000, 100_000), 1.5],
    ['gpt-4o', usage(undefined, 250_000), 1],
    ['gpt-4o', usage(10, 0, 50), 0.00001],
    ['meta/llama-3-instruct', usage(5, 5), 0],
  ])('of %s', (model, used, amount) => {
    expect(costOf(model, used, prices)?.amount).toBeCloseTo(amount, 12);
  });

  it.each([
    ['unknown', usage(1, 1)],
    ['gpt-4o', usage()],
    ['llama-instruct', usage(1, 1)],
    ['x/llama', usage(1, 1)],
  ])('is not known for %s', (model, used) => {
    expect(costOf(model, used, prices)).toBeUndefined();
  });

  it.each([
    [{ amount: 0.00036, currency: '$' }, '$0.00036'],
    [{ amount: 0.5, currency: '$' }, '$0.50'],
    [{ amount: 12.345, currency: 'EUR' }, '12.35 EUR'],
    [{ amount: 0, currency: '$' }, '$0.00'],
  ])('reads as a price', (cost, text) => {
    expect(costText(cost)).toBe(text);
  });
});
