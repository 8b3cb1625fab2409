// Spans by OpenTelemetry's gen_ai conventions (1.27 to 1.41: attributes, JSON in attributes, events), by OpenLLMetry's
// numbered keys, and by OpenInference.
import type { GenAiMessage, GenAiStepKind, GenAiUsage } from '../../../contract/genai.ts';
import type { SpanDetails } from '../../../contract/traces.ts';
import type { AttributeValue } from '../../../contract/values.ts';
import { textForm } from '../../../contract/text-form.ts';
import { messagesOfEvents, type GenAiEvent } from './event-messages.ts';
import { indexed } from './indexed.ts';
import { messagesOf } from './messages.ts';
import { jsonOf, listOf, textOf } from './plain-json.ts';
import type { Facts } from './step-facts.ts';

const byOperation: Readonly<Record<string, GenAiStepKind>> = {
  chat: 'model',
  completion: 'model',
  text_completion: 'model',
  generate_content: 'model',
  embeddings: 'embedding',
  execute_tool: 'tool',
  invoke_agent: 'agent',
  create_agent: 'agent',
  invoke_workflow: 'agent',
  retrieval: 'retrieval',
};
const byInference: Readonly<Record<string, GenAiStepKind>> = {
  LLM: 'model',
  EMBEDDING: 'embedding',
  TOOL: 'tool',
  AGENT: 'agent',
  RETRIEVER: 'retrieval',
  RERANKER: 'retrieval',
  GUARDRAIL: 'guard',
};
const byTraceloop: Readonly<Record<string, GenAiStepKind>> = { agent: 'agent', workflow: 'agent', tool: 'tool' };

/** `records`: log records of the span. `undefined` for a span that is not about a model, an agent or a tool. */
export function conventionFacts(span: SpanDetails, records: readonly GenAiEvent[]): Facts | undefined {
  const values = new Map<string, AttributeValue>(span.attributes.map(({ key, value }) => [key, value]));
  const text = (...keys: readonly string[]): string => {
    const key = keys.find((one) => values.has(one));
    return key === undefined ? '' : textForm(values.get(key));
  };
  const kind = kindOf(text);
  if (kind === undefined) return undefined;
  const said = messagesOfEvents([...span.events, ...records]);
  const json = (...keys: readonly string[]): ReturnType<typeof jsonOf> =>
    jsonOf(values.get(keys.find((one) => values.has(one)) ?? ''));
  const first = (...lists: readonly (() => GenAiMessage[])[]): GenAiMessage[] => {
    for (const list of lists) {
      const found = list();
      if (found.length > 0) return found;
    }
    return [];
  };
  const system = messagesOf(json('gen_ai.system_instructions'), 'system');
  const input = first(
    () => messagesOf(json('gen_ai.input.messages'), 'user'),
    () => said.input,
    () => messagesOf(indexed(span.attributes, 'gen_ai.prompt'), 'user'),
    () => messagesOf(indexed(span.attributes, 'llm.input_messages'), 'user'),
    () => messagesOf(json('gen_ai.prompt', 'input.value', 'traceloop.entity.input'), 'user'),
  );
  const output = first(
    () => messagesOf(json('gen_ai.output.messages'), 'assistant'),
    () => said.output,
    () => messagesOf(indexed(span.attributes, 'gen_ai.completion'), 'assistant'),
    () => messagesOf(indexed(span.attributes, 'llm.output_messages'), 'assistant'),
    () => messagesOf(json('gen_ai.completion', 'output.value', 'traceloop.entity.output'), 'assistant'),
  );
  const reasons = listOf(json('gen_ai.response.finish_reasons')).map(textOf);
  return {
    kind,
    provider: text('gen_ai.provider.name', 'gen_ai.system', 'llm.provider', 'llm.system'),
    model: text('gen_ai.response.model', 'gen_ai.request.model', 'llm.model_name', 'embedding.model_name'),
    agent: text('gen_ai.agent.name', 'agent.name'),
    conversation: text('gen_ai.conversation.id', 'session.id'),
    usage: usageOf(text),
    parameters: span.attributes
      .filter(({ key }) => key.startsWith('gen_ai.request.') && key !== 'gen_ai.request.model')
      .map(({ key, value }) => ({ name: key.slice('gen_ai.request.'.length), value: textForm(value) })),
    finish: reasons.length > 0 ? reasons : said.finish,
    input: kind === 'tool' ? [] : [...system, ...input],
    output: kind === 'tool' ? [] : output,
    ...(kind === 'tool' ? { tool: toolOf(span, text, json) } : {}),
    problem: text('error.type'),
  };
}

type TextOf = (...keys: readonly string[]) => string;

function kindOf(text: TextOf): GenAiStepKind | undefined {
  const operation = text('gen_ai.operation.name');
  if (operation !== '') return byOperation[operation] ?? 'model';
  const inference = byInference[text('openinference.span.kind').toUpperCase()];
  if (inference !== undefined) return inference;
  if (text('gen_ai.tool.name') !== '') return 'tool';
  if (text('gen_ai.request.model', 'gen_ai.response.model', 'llm.request.type') !== '')
    return text('llm.request.type') === 'embedding' ? 'embedding' : 'model';
  return byTraceloop[text('traceloop.span.kind')];
}

function usageOf(text: TextOf): GenAiUsage {
  const number = (...keys: readonly string[]): number | undefined => {
    const found = text(...keys);
    return /^\d+$/.test(found) ? Number(found) : undefined;
  };
  return {
    input: number(
      'gen_ai.usage.input_tokens',
      'gen_ai.usage.prompt_tokens',
      'llm.token_count.prompt',
      'llm.usage.prompt_tokens',
    ),
    output: number(
      'gen_ai.usage.output_tokens',
      'gen_ai.usage.completion_tokens',
      'llm.token_count.completion',
      'llm.usage.completion_tokens',
    ),
    cachedInput: number(
      'gen_ai.usage.cache_read.input_tokens',
      'gen_ai.usage.cache_read_input_tokens',
      'llm.token_count.prompt_details.cache_read',
    ),
    reasoning: number(
      'gen_ai.usage.reasoning.output_tokens',
      'gen_ai.usage.reasoning_tokens',
      'llm.token_count.completion_details.reasoning',
    ),
  };
}

function toolOf(
  span: SpanDetails,
  text: TextOf,
  json: (...keys: readonly string[]) => ReturnType<typeof jsonOf>,
): Facts['tool'] {
  return {
    name: text('gen_ai.tool.name', 'tool.name', 'traceloop.entity.name') || span.name,
    callId: text('gen_ai.tool.call.id', 'tool_call.id'),
    arguments: textOf(json('gen_ai.tool.call.arguments', 'tool.parameters', 'input.value', 'traceloop.entity.input')),
    result: textOf(json('gen_ai.tool.call.result', 'output.value', 'traceloop.entity.output')),
  };
}
