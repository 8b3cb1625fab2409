// The chat view of a trace: messages, tool calls, tokens and what they cost; the selection is that of the other views.
import { expect, it } from 'vitest';
import { hexId, morning, send } from './kit/otlp.ts';
import { eventually, placeOf, useKit } from './kit/window.ts';

const traceId = hexId(41, 32);
const chat = { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'gpt-5-mini' };
const question = [{ role: 'user', parts: [{ type: 'text', content: 'Weather in <b>Bonn</b>?' }] }];
const call = {
  role: 'assistant',
  parts: [{ type: 'tool_call', id: 'c1', name: 'get_weather', arguments: { city: 'Bonn' } }],
};
const kit = useKit((engine) =>
  send(engine, [
    {
      traceId,
      start: morning,
      spans: [
        {
          service: 'assistant',
          name: 'invoke_agent planner',
          id: hexId(1, 16),
          at: 0,
          lasts: 90,
          attributes: { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': 'planner' },
        },
        {
          service: 'assistant',
          name: 'chat 1',
          id: hexId(2, 16),
          parent: hexId(1, 16),
          at: 1,
          lasts: 20,
          attributes: {
            ...chat,
            'gen_ai.input.messages': JSON.stringify(question),
            'gen_ai.output.messages': JSON.stringify([call]),
            'gen_ai.usage.input_tokens': 1000,
            'gen_ai.usage.output_tokens': 10,
          },
        },
        {
          service: 'assistant',
          name: 'execute_tool get_weather',
          id: hexId(3, 16),
          parent: hexId(1, 16),
          at: 25,
          lasts: 20,
          attributes: {
            'gen_ai.operation.name': 'execute_tool',
            'gen_ai.tool.name': 'get_weather',
            'gen_ai.tool.call.arguments': '{"city":"Bonn"}',
            'gen_ai.tool.call.result': 'rain',
          },
        },
        {
          service: 'assistant',
          name: 'chat 2',
          id: hexId(4, 16),
          parent: hexId(1, 16),
          at: 50,
          lasts: 30,
          attributes: {
            ...chat,
            'gen_ai.input.messages': JSON.stringify([...question, call]),
            'gen_ai.output.messages': JSON.stringify([
              { role: 'assistant', parts: [{ type: 'text', content: 'It rains.' }] },
            ]),
            'gen_ai.usage.input_tokens': 2000,
            'gen_ai.usage.output_tokens': 20,
          },
        },
      ],
    },
    {
      traceId: hexId(42, 32),
      start: morning,
      spans: [{ service: 'web', name: 'GET /', id: hexId(9, 16), at: 0, lasts: 5 }],
    },
  ]),
);

it('reads as a conversation, with repeated messages folded, and leads to the spans', async () => {
  const page = await kit.open({ path: `/traces/${traceId}?view=chat` });
  const steps = page.getByRole('article');
  await eventually(async () => expect(await steps.count()).toBe(4));
  // A virtual list measures its items before it shows them.
  await eventually(async () => expect(await steps.nth(1).innerText()).toContain('Weather in <b>Bonn</b>?'));
  expect(await steps.nth(1).innerText()).toContain('get_weather');
  expect(await steps.nth(2).innerText()).toContain('rain');
  const last = steps.nth(3);
  expect(await last.innerText()).not.toContain('Weather in');
  await last.getByRole('button', { name: '2 earlier messages' }).click();
  expect(await last.innerText()).toContain('Weather in');
  expect(await page.getByRole('list', { name: 'Totals' }).innerText()).toMatch(
    /2 model calls[^]*1 tool call[^]*3,000 → 30 tokens[^]*no prices configured/,
  );
  await last.getByRole('button', { name: 'gpt-5-mini' }).click();
  await page.getByRole('region', { name: 'Span details' }).getByRole('heading', { name: 'chat 2' }).waitFor();
  await eventually(() => expect(placeOf(page)).toContain(`span=${hexId(4, 16)}`));
  await page.keyboard.press('k');
  await page
    .getByRole('region', { name: 'Span details' })
    .getByRole('heading', { name: 'execute_tool get_weather' })
    .waitFor();
});

it('tells costs once there are prices', async () => {
  const page = await kit.open({ path: '/settings' });
  await page.getByRole('button', { name: 'Add a price' }).click();
  await page.getByLabel('Model').fill('gpt-5*');
  await page.getByLabel('Input', { exact: true }).fill('2');
  await page.getByLabel('Output').fill('x');
  await page.getByLabel('Output').press('Enter');
  await page.getByText('Prices are numbers').waitFor();
  await page.getByLabel('Output').fill('10');
  await page.getByLabel('Output').press('Enter');
  await page.goto(`${kit.engine.ready.ui}/traces/${traceId}?view=chat`);
  // 3,000 × 2 / 1,000,000 + 30 × 10 / 1,000,000
  await page.getByRole('list', { name: 'Totals' }).getByText('$0.0063').waitFor();
});

it('says what would be here where there is nothing', async () => {
  const page = await kit.open({ path: `/traces/${hexId(42, 32)}?view=chat` });
  await page.getByText('No conversation in this trace').waitFor();
});
