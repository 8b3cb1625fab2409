// The sums over the steps of a trace: calls, tokens, costs. Tokens are those of model calls and embeddings; an agent's own
// numbers are the sums of its calls and would count them twice, so they only stand in where no call below tells any.
import type { GenAiStep } from '../../../../contract/genai.ts';
import { costOf, type Cost, type ModelPrice } from '../../../../contract/prices.ts';

export interface ChatTotals {
  readonly models: number;
  readonly tools: number;
  readonly failed: number;
  /** `undefined` where no step tells tokens. */
  readonly input: number | undefined;
  readonly output: number | undefined;
  /** One per currency. */
  readonly costs: readonly Cost[];
  /** Calls that tell tokens but have no price. */
  readonly unpriced: number;
}

export function chatTotals(steps: readonly GenAiStep[], prices: readonly ModelPrice[]): ChatTotals {
  const calls = steps.filter(({ kind }) => kind === 'model' || kind === 'embedding');
  const telling = calls.filter(told);
  const counted =
    telling.length > 0 ? telling : steps.filter((step) => step.kind === 'agent' && step.depth === 0 && told(step));
  const sums = new Map<string, number>();
  let unpriced = 0;
  for (const { model, usage } of counted) {
    const cost = costOf(model, usage, prices);
    if (cost === undefined) unpriced += 1;
    else sums.set(cost.currency, (sums.get(cost.currency) ?? 0) + cost.amount);
  }
  const sum = (of: 'input' | 'output'): number | undefined =>
    counted.length === 0 ? undefined : counted.reduce((total, { usage }) => total + (usage[of] ?? 0), 0);
  return {
    models: steps.filter(({ kind }) => kind === 'model').length,
    tools: steps.filter(({ kind }) => kind === 'tool').length,
    failed: steps.filter(({ failed }) => failed).length,
    input: sum('input'),
    output: sum('output'),
    costs: [...sums].map(([currency, amount]) => ({ currency, amount })),
    unpriced,
  };
}

function told({ usage }: GenAiStep): boolean {
  return usage.input !== undefined || usage.output !== undefined;
}
