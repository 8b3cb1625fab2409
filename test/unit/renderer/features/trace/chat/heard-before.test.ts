// Which messages of a model call were said before.
import { expect, it } from 'vitest';
import type { GenAiMessage, GenAiStep } from '../../../../../../src/contract/genai.ts';
import { chatTotals } from '../../../../../../src/renderer/features/trace/chat/chat-totals.ts';
import { heardBefore } from '../../../../../../src/renderer/features/trace/chat/heard-before.ts';

const say = (role: string, text: string): GenAiMessage => ({ role, parts: [{ kind: 'text', text, cut: 0 }] });
const step = (kind: GenAiStep['kind'], input: GenAiMessage[], output: GenAiMessage[], more: Partial<GenAiStep> = {}) =>
  ({
    kind,
    input,
    output,
    depth: 1,
    model: 'm',
    failed: false,
    usage: { input: undefined, output: undefined, cachedInput: undefined, reasoning: undefined },
    ...more,
  }) as GenAiStep;
const tokens = (input: number, output: number): GenAiStep['usage'] => ({
  input,
  output,
  cachedInput: undefined,
  reasoning: undefined,
});

it('the start that a call has in common with an earlier call and its answer', () => {
  const [a, b, c] = [say('user', 'a'), say('assistant', 'b'), say('user', 'c')];
  const other = [say('system', 'another agent'), say('user', 'a')];
  expect(
    heardBefore([
      step('model', [a], [b]),
      step('tool', [], []),
      step('model', other, [say('assistant', 'x')]),
      step('model', [a, b, c], [say('assistant', 'd')]),
      step('model', [...other, say('user', 'more')], []),
      step('model', [c], []),
    ]),
  ).toEqual([0, 0, 0, 2, 2, 0]);
});

it('tokens are those of the calls; an agent that sums them up does not count twice', () => {
  const price = [{ model: 'm', input: 1_000_000, output: 0, currency: '$' }];
  const agent = step('agent', [], [], { depth: 0, usage: tokens(30, 3) });
  const calls = [
    step('model', [], [], { usage: tokens(10, 1) }),
    step('model', [], [], { usage: tokens(20, 2), model: 'free' }),
  ];
  expect(chatTotals([agent, ...calls], price)).toMatchObject({
    input: 30,
    output: 3,
    models: 2,
    unpriced: 1,
    costs: [{ amount: 10, currency: '$' }],
  });
  expect(chatTotals([agent, step('tool', [], [], { failed: true })], price)).toMatchObject({
    input: 30,
    output: 3,
    tools: 1,
    failed: 1,
  });
  expect(chatTotals([step('model', [], [])], price)).toMatchObject({ input: undefined, costs: [], unpriced: 0 });
});
