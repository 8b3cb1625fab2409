// Llama Stack's own spans, as its meta-reference telemetry writes them: `inference` and `tool_execution` spans with
// `input` and `output`, shields, and auto-traced provider methods. All of its values are texts, some of them Python's.
import type { GenAiStepKind } from '../../../contract/genai.ts';
import type { SpanDetails } from '../../../contract/traces.ts';
import { messageOf, messagesOf } from './messages.ts';
import type { Facts } from './step-facts.ts';
import { jsonOf, textOf } from './plain-json.ts';

const autoTraced: readonly (readonly [RegExp, GenAiStepKind])[] = [
  [/^InferenceProvider\.embeddings?$|\.openai_embeddings$/, 'embedding'],
  [/^InferenceProvider\./, 'model'],
  [/^(ToolRuntime|RAGToolRuntime)\.(invoke_tool|insert)$/, 'tool'],
  [/^(VectorIO\.query_chunks|RAGToolRuntime\.query)$/, 'retrieval'],
  [/^Safety\./, 'guard'],
];

/** `undefined` for a span that is not one of these. */
export function llamaStackFacts(span: SpanDetails): Facts | undefined {
  const kind = kindOf(span);
  if (kind === undefined) return undefined;
  const value = (key: string): ReturnType<typeof jsonOf> =>
    jsonOf(span.attributes.find((one) => one.key === key)?.value);
  const text = (key: string): string => textOf(value(key));
  const base: Facts = {
    kind,
    agent: text('agent_name') || text('agent_id'),
    conversation: text('session_id'),
    problem: text('error'),
  };
  switch (kind) {
    case 'model': {
      const stop = text('stop_reason');
      return {
        ...base,
        model: text('model_id') || text('model'),
        finish: stop === '' ? [] : [stop],
        input: messagesOf(value('input') ?? value('__args__'), 'user'),
        output: [messageOf(value('output'), 'assistant')].filter(({ parts }) => parts.length > 0),
      };
    }
    case 'tool':
      return {
        ...base,
        tool: {
          name: text('tool_name') || span.name,
          callId: '',
          arguments: text('input') || text('__args__'),
          result: text('output'),
        },
      };
    case 'agent':
      return { ...base, input: messagesOf(requestMessages(value('request')), 'user') };
    case 'embedding':
    case 'retrieval':
    case 'guard':
      return {
        ...base,
        input: messagesOf(value('input') ?? value('__args__'), 'user'),
        output: [messageOf(value('output'), kind === 'guard' ? 'shield' : 'result')].filter(
          ({ parts }) => parts.length > 0,
        ),
      };
  }
}

function requestMessages(request: ReturnType<typeof jsonOf>): ReturnType<typeof jsonOf> {
  return typeof request === 'object' && 'messages' in request ? request['messages'] : request;
}

function kindOf({ name, attributes }: SpanDetails): GenAiStepKind | undefined {
  const has = (key: string): boolean => attributes.some((one) => one.key === key);
  if (name === 'inference' && has('input')) return 'model';
  if (name === 'tool_execution' && has('tool_name')) return 'tool';
  if ((name === 'run_shields' || name.startsWith('run_shield_')) && has('input')) return 'guard';
  if (name === 'retrieve_rag_context') return 'retrieval';
  if (has('turn_id') && (has('request') || name === 'create_and_execute_turn')) return 'agent';
  if (has('__autotraced__')) return autoTraced.find(([pattern]) => pattern.test(name))?.[1];
  return undefined;
}
