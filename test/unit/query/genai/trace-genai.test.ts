// The same short conversation (a question, a tool call, its result, an answer) as different senders write it reads the same.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GenAiMessage, GenAiStep } from '../../../../src/contract/genai.ts';
import type { AttributeValue } from '../../../../src/contract/values.ts';
import { testStart } from '../list-oracle.ts';
import { logRequest, testLog, type TestLog } from '../logs/log-samples.ts';
import { alive, attributes, run, spanHex, TestRun, traceHex, type TestEvent, type TestSpan } from '../test-run.ts';

const traceId = traceHex(5);
let test: TestRun;
beforeEach(() => {
  test = new TestRun();
});
afterEach(() => {
  test.remove();
});

interface Made {
  readonly name?: string;
  readonly parent?: number;
  readonly values: Readonly<Record<string, AttributeValue>>;
  readonly events?: readonly TestEvent[];
  readonly status?: number;
}

function spanOf(id: number, { name = `step ${id}`, parent = 0, values, events = [], status = 0 }: Made): TestSpan {
  return {
    traceId,
    spanId: spanHex(id),
    parentId: parent === 0 ? '' : spanHex(parent),
    name,
    start: testStart + BigInt(id) * 1_000_000n,
    end: testStart + BigInt(id) * 1_000_000n + 500_000n,
    status,
    attributes: attributes(values),
    events,
    resource: attributes({ 'service.name': 'agent' }),
  };
}

async function stepsOf(...made: readonly Made[]): Promise<readonly GenAiStep[]> {
  await test.add(made.map((one, i) => spanOf(i + 1, one)));
  return test.queries.methods['trace.genAi']({ run, traceId }, alive).steps;
}

const said = (messages: readonly GenAiMessage[]): readonly string[] =>
  messages.map(({ role, parts }) => {
    const texts = parts.map((part) => {
      const name = part.kind === 'call' ? `${part.name}#${part.id} ` : part.kind === 'result' ? `#${part.id} ` : '';
      return `${part.kind} ${name}${part.text.replaceAll(/\s+/g, '')}`;
    });
    return `${role}: ${texts.join(' | ')}`;
  });

const asked = [
  'system: text Bebrief.',
  'user: text Weather?',
  'assistant: call weather#c1 {"city":"Bonn"}',
  'tool: result #c1 rain',
];
const answered = ['assistant: text Itrains.'];

const model = { 'gen_ai.operation.name': 'chat', 'gen_ai.provider.name': 'openai', 'gen_ai.request.model': 'gpt-x' };
const parts = [
  { role: 'user', parts: [{ type: 'text', content: 'Weather?' }] },
  { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'weather', arguments: { city: 'Bonn' } }] },
  { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: 'rain' }] },
];
const openAi = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: [{ type: 'text', text: 'Weather?' }] },
  {
    role: 'assistant',
    content: null,
    tool_calls: [{ id: 'c1', type: 'function', function: { name: 'weather', arguments: '{"city":"Bonn"}' } }],
  },
  { role: 'tool', tool_call_id: 'c1', content: 'rain' },
];
const event = (name: string, values: Readonly<Record<string, AttributeValue>>): TestEvent => ({
  time: testStart,
  name,
  attributes: attributes(values),
});

describe('a chat', () => {
  const senders: readonly (readonly [string, Made])[] = [
    [
      'with messages as JSON texts',
      {
        values: {
          ...model,
          'gen_ai.system_instructions': JSON.stringify([{ type: 'text', content: 'Be brief.' }]),
          'gen_ai.input.messages': JSON.stringify(parts),
          'gen_ai.output.messages': JSON.stringify([
            { role: 'assistant', parts: [{ type: 'text', content: 'It rains.' }], finish_reason: 'stop' },
          ]),
        },
      },
    ],
    [
      'with messages as structures',
      {
        values: {
          ...model,
          'gen_ai.system_instructions': [{ type: 'text', content: 'Be brief.' }],
          'gen_ai.input.messages': parts,
          'gen_ai.output.messages': [{ role: 'assistant', parts: [{ type: 'text', content: 'It rains.' }] }],
        },
      },
    ],
    [
      'with an event per message',
      {
        values: model,
        events: [
          event('gen_ai.system.message', { content: 'Be brief.' }),
          event('gen_ai.user.message', { 'gen_ai.system': 'openai', content: 'Weather?' }),
          event('gen_ai.assistant.message', { tool_calls: JSON.stringify(openAi[2]?.tool_calls) }),
          event('gen_ai.tool.message', { role: 'tool', id: 'c1', content: 'rain' }),
          event('gen_ai.choice', {
            index: 0n,
            finish_reason: 'stop',
            message: JSON.stringify({ role: 'assistant', content: 'It rains.' }),
          }),
        ],
      },
    ],
    [
      'with prompt and completion events',
      {
        values: { 'gen_ai.system': 'openai', 'gen_ai.request.model': 'gpt-x' },
        events: [
          event('gen_ai.content.prompt', { 'gen_ai.prompt': JSON.stringify(openAi) }),
          event('gen_ai.content.completion', {
            'gen_ai.completion': JSON.stringify([{ role: 'assistant', content: 'It rains.' }]),
          }),
        ],
      },
    ],
    [
      'with one event for all',
      {
        values: model,
        events: [
          event('gen_ai.client.inference.operation.details', {
            'gen_ai.system_instructions': [{ type: 'text', content: 'Be brief.' }],
            'gen_ai.input.messages': parts,
            'gen_ai.output.messages': [{ role: 'assistant', parts: [{ type: 'text', content: 'It rains.' }] }],
          }),
        ],
      },
    ],
    [
      'in numbered keys (gen_ai.prompt)',
      {
        values: {
          'gen_ai.system': 'openai',
          'gen_ai.request.model': 'gpt-x',
          'llm.request.type': 'chat',
          'gen_ai.prompt.0.role': 'system',
          'gen_ai.prompt.0.content': 'Be brief.',
          'gen_ai.prompt.1.role': 'user',
          'gen_ai.prompt.1.content': 'Weather?',
          'gen_ai.prompt.2.role': 'assistant',
          'gen_ai.prompt.2.tool_calls.0.id': 'c1',
          'gen_ai.prompt.2.tool_calls.0.name': 'weather',
          'gen_ai.prompt.2.tool_calls.0.arguments': '{"city":"Bonn"}',
          'gen_ai.prompt.3.role': 'tool',
          'gen_ai.prompt.3.tool_call_id': 'c1',
          'gen_ai.prompt.3.content': 'rain',
          'gen_ai.completion.0.role': 'assistant',
          'gen_ai.completion.0.content': 'It rains.',
        },
      },
    ],
    [
      'in numbered keys (llm.input_messages)',
      {
        values: {
          'openinference.span.kind': 'LLM',
          'llm.provider': 'openai',
          'llm.model_name': 'gpt-x',
          'llm.input_messages.0.message.role': 'system',
          'llm.input_messages.0.message.content': 'Be brief.',
          'llm.input_messages.1.message.role': 'user',
          'llm.input_messages.1.message.contents.0.message_content.type': 'text',
          'llm.input_messages.1.message.content': 'Weather?',
          'llm.input_messages.2.message.role': 'assistant',
          'llm.input_messages.2.message.tool_calls.0.tool_call.id': 'c1',
          'llm.input_messages.2.message.tool_calls.0.tool_call.function.name': 'weather',
          'llm.input_messages.2.message.tool_calls.0.tool_call.function.arguments': '{"city":"Bonn"}',
          'llm.input_messages.3.message.role': 'tool',
          'llm.input_messages.3.message.tool_call_id': 'c1',
          'llm.input_messages.3.message.content': 'rain',
          'llm.output_messages.0.message.role': 'assistant',
          'llm.output_messages.0.message.content': 'It rains.',
        },
      },
    ],
  ];
  it.each(senders)('%s', async (_, made) => {
    const [step] = await stepsOf(made);
    expect(step).toMatchObject({ kind: 'model', model: 'gpt-x', provider: 'openai' });
    expect(said(step?.input ?? [])).toEqual(asked);
    expect(said(step?.output ?? [])).toEqual(answered);
  });

  it('in the blocks of another provider', async () => {
    const [step] = await stepsOf({
      values: {
        ...model,
        'gen_ai.input.messages': JSON.stringify([
          { role: 'user', content: 'Weather?' },
          {
            role: 'assistant',
            content: [
              { type: 'thinking', thinking: 'Hm.' },
              { type: 'tool_use', id: 'c1', name: 'weather', input: { city: 'Bonn' } },
            ],
          },
          {
            role: 'user',
            content: [{ type: 'tool_result', tool_use_id: 'c1', content: [{ type: 'text', text: 'rain' }] }],
          },
          { role: 'user', content: [{ type: 'image', source: { data: 'AAAA' } }] },
        ]),
      },
    });
    expect(said(step?.input ?? [])).toEqual([
      'user: text Weather?',
      'assistant: reasoning Hm. | call weather#c1 {"city":"Bonn"}',
      'user: result #c1 rain',
      'user: other {"type":"image","source":{"data":"AAAA"}}',
    ]);
  });

  it('tells tokens, parameters and why it stopped', async () => {
    const [step] = await stepsOf({
      values: {
        ...model,
        'gen_ai.response.model': 'gpt-x-2026',
        'gen_ai.usage.input_tokens': 120n,
        'gen_ai.usage.output_tokens': 7n,
        'gen_ai.usage.cache_read.input_tokens': 100n,
        'gen_ai.request.temperature': 0.2,
        'gen_ai.response.finish_reasons': ['length'],
        'gen_ai.conversation.id': 'conv-1',
      },
    });
    expect(step).toMatchObject({
      model: 'gpt-x-2026',
      usage: { input: 120, output: 7, cachedInput: 100, reasoning: undefined },
      parameters: [{ name: 'temperature', value: '0.2' }],
      finish: ['length'],
      conversation: 'conv-1',
    });
  });

  it('is cut where a text is very long, and says by how much', async () => {
    const [step] = await stepsOf({ values: { ...model, 'gen_ai.prompt': 'x'.repeat((64 << 10) + 5) } });
    expect(step?.input[0]?.parts[0]).toMatchObject({ kind: 'text', cut: 5 });
  });
});

it('steps are nested and in the order of their starts; other spans are left out', async () => {
  const steps = await stepsOf(
    {
      name: 'invoke_agent planner',
      values: { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': 'planner' },
    },
    { name: 'GET /', parent: 1, values: { 'http.request.method': 'GET' } },
    { name: 'chat gpt-x', parent: 2, values: model },
    {
      name: 'execute_tool weather',
      parent: 1,
      status: 2,
      values: {
        'gen_ai.operation.name': 'execute_tool',
        'gen_ai.tool.name': 'weather',
        'gen_ai.tool.call.id': 'c1',
        'gen_ai.tool.call.arguments': '{"city":"Bonn"}',
        'gen_ai.tool.call.result': '{"sky":"rain"}',
        'error.type': 'Timeout',
      },
    },
  );
  expect(steps.map(({ kind, depth, name }) => `${depth} ${kind} ${name}`)).toEqual([
    '0 agent invoke_agent planner',
    '1 model chat gpt-x',
    '1 tool execute_tool weather',
  ]);
  expect(steps[2]).toMatchObject({
    failed: true,
    problem: 'Timeout',
    tool: { name: 'weather', callId: 'c1', arguments: '{\n  "city": "Bonn"\n}', result: '{\n  "sky": "rain"\n}' },
  });
  const one = test.queries.methods['trace.genAi']({ run, traceId, spanId: spanHex(3) }, alive);
  expect(one.steps.map(({ name }) => name)).toEqual(['chat gpt-x']);
});

it('reads the spans of Llama Stack: all values are texts', async () => {
  const steps = await stepsOf(
    {
      name: 'create_agent_turn',
      values: {
        __root__: 'true',
        session_id: 's-1',
        turn_id: 't-1',
        agent_id: 'a-1',
        request: JSON.stringify({ messages: [{ role: 'user', content: 'Weather?' }] }),
      },
    },
    {
      name: 'inference',
      parent: 1,
      values: {
        agent_name: 'planner',
        stop_reason: 'end_of_turn',
        input: JSON.stringify(['{"role":"system","content":"Be brief."}', '{"role":"user","content":"Weather?"}']),
        output: JSON.stringify({
          content: '',
          tool_calls: [{ call_id: 'c1', tool_name: 'weather', arguments: { city: 'Bonn' } }],
        }),
      },
    },
    { name: 'tool_execution', parent: 1, values: { tool_name: 'weather', input: '{"city":"Bonn"}', output: 'rain' } },
    {
      name: 'InferenceProvider.chat_completion',
      parent: 2,
      values: {
        __autotraced__: 'true',
        __class__: 'InferenceProvider',
        __args__: "{'model_id': 'm'}",
        error: 'no such model',
      },
    },
    { name: 'other', parent: 1, values: { input: 'x' } },
  );
  expect(steps.map(({ kind, depth }) => `${depth} ${kind}`)).toEqual(['0 agent', '1 model', '1 tool', '2 model']);
  expect(steps[0]).toMatchObject({ conversation: 's-1', agent: 'a-1' });
  expect(said(steps[0]?.input ?? [])).toEqual(['user: text Weather?']);
  expect(said(steps[1]?.input ?? [])).toEqual(asked.slice(0, 2));
  expect(said(steps[1]?.output ?? [])).toEqual(asked.slice(2, 3));
  expect(steps[2]?.tool).toMatchObject({ name: 'weather', result: 'rain' });
  expect(steps[3]?.problem).toBe('no such model');
});

it('messages may come as log records of the span, in blocks and in the head', async () => {
  const log = (at: number, eventName: string, body: AttributeValue, more: Partial<TestLog> = {}) =>
    testLog({ time: testStart + BigInt(at), eventName, body, traceId, spanId: spanHex(1), ...more });
  await test.add([spanOf(1, { values: model }), spanOf(2, { values: model })]);
  await test.addLogBytes(
    logRequest([
      log(2, 'gen_ai.user.message', { content: 'Weather?' }),
      log(1, '', { content: 'Be brief.' }, { attributes: attributes({ 'event.name': 'gen_ai.system.message' }) }),
      log(3, 'gen_ai.user.message', { content: 'of another trace' }, { traceId: traceHex(6) }),
      log(3, 'gen_ai.user.message', { content: 'of another span' }, { spanId: spanHex(2) }),
      log(3, 'something.else', 'no message'),
    ]),
  );
  test.seal();
  await test.addLogBytes(
    logRequest([
      log(9, 'gen_ai.choice', {
        index: 0n,
        finish_reason: 'stop',
        message: { role: 'assistant', content: 'It rains.' },
      }),
    ]),
  );
  const { steps } = test.queries.methods['trace.genAi']({ run, traceId }, alive);
  expect(said(steps[0]?.input ?? [])).toEqual(asked.slice(0, 2));
  expect(said(steps[0]?.output ?? [])).toEqual(answered);
  expect(steps[0]?.finish).toEqual(['stop']);
  expect(said(steps[1]?.input ?? [])).toEqual(['user: text ofanotherspan']);
});

it('a trace without any gives no steps', async () => {
  expect(await stepsOf({ values: { 'http.request.method': 'GET' } })).toEqual([]);
});
