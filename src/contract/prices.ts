// What tokens cost, as the user configured it; nothing is known of prices otherwise.
import type { GenAiUsage } from './genai.ts';

export interface ModelPrice {
  /** Name of a model, without regard to case; `*` stands for anything. The first price that fits a model holds. */
  readonly model: string;
  /** Per million tokens. */
  readonly input: number;
  readonly output: number;
  /** Of input that came from a cache; as `input` where it is left out. */
  readonly cachedInput?: number | undefined;
  /** As it is shown: `$`, `EUR`. */
  readonly currency: string;
}

export interface Cost {
  readonly amount: number;
  readonly currency: string;
}

/** `undefined` where no price fits or no tokens were told. Cached input is part of the input. */
export function costOf(model: string, usage: GenAiUsage, prices: readonly ModelPrice[]): Cost | undefined {
  const { input, output, cachedInput = 0 } = usage;
  if (input === undefined && output === undefined) return undefined;
  const price = prices.find((one) => fits(one.model, model));
  if (price === undefined) return undefined;
  const cached = Math.min(cachedInput, input ?? 0);
  const fresh = (input ?? 0) - cached;
  const amount = fresh * price.input + cached * (price.cachedInput ?? price.input) + (output ?? 0) * price.output;
  return { amount: amount / 1_000_000, currency: price.currency };
}

function fits(pattern: string, model: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const text = model.toLowerCase();
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

/** `$0.0042`, `1.30 EUR`: at least two digits that say something. */
export function costText({ amount, currency }: Cost): string {
  const digits = amount === 0 || amount >= 1 ? 2 : Math.min(8, Math.max(2, 1 - Math.floor(Math.log10(amount))));
  const number = amount.toFixed(digits);
  return currency.length === 1 ? `${currency}${number}` : `${number} ${currency}`.trim();
}
