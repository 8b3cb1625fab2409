// Messages that came as events of a span, or as log records of it: `gen_ai.user.message` and its like with the content as
// attributes or body, `gen_ai.content.prompt`, and the one event with all messages.
import type { GenAiMessage } from '../../../contract/genai.ts';
import type { Attribute, AttributeValue } from '../../../contract/values.ts';
import { messageOf, messagesOf } from './messages.ts';
import { isObject, jsonOf, type Json } from './plain-json.ts';

/** An event of the span, or a log record that belongs to it. */
export interface GenAiEvent {
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly body?: AttributeValue;
}

export interface Said {
  readonly input: GenAiMessage[];
  readonly output: GenAiMessage[];
  readonly finish: string[];
}

const roleOfEvent = /^gen_ai\.(system|user|assistant|tool)\.message$/;

export function messagesOfEvents(events: readonly GenAiEvent[]): Said {
  const said: Said = { input: [], output: [], finish: [] };
  for (const event of events) add(said, event);
  return said;
}

function add(said: Said, { name, attributes, body }: GenAiEvent): void {
  const content = contentOf(attributes, body);
  const role = roleOfEvent.exec(name)?.[1];
  if (role !== undefined) return void said.input.push(...filled(messageOf(content, role)));
  switch (name) {
    case 'gen_ai.choice': {
      if (!isObject(content)) return;
      const reason = content['finish_reason'];
      if (typeof reason === 'string') said.finish.push(reason);
      said.output.push(...filled(messageOf(content['message'] ?? content, 'assistant')));
      return;
    }
    case 'gen_ai.content.prompt':
      said.input.push(...messagesOf(valueOf(attributes, 'gen_ai.prompt'), 'user'));
      return;
    case 'gen_ai.content.completion':
      said.output.push(...messagesOf(valueOf(attributes, 'gen_ai.completion'), 'assistant'));
      return;
    case 'gen_ai.client.inference.operation.details':
      said.input.push(...messagesOf(valueOf(attributes, 'gen_ai.system_instructions'), 'system'));
      said.input.push(...messagesOf(valueOf(attributes, 'gen_ai.input.messages'), 'user'));
      said.output.push(...messagesOf(valueOf(attributes, 'gen_ai.output.messages'), 'assistant'));
      return;
    default:
  }
}

/** The body where there is one; else the attributes as an object, without their `gen_ai.` prefix. */
function contentOf(attributes: readonly Attribute[], body: AttributeValue): Json {
  const plain = jsonOf(body);
  if (plain !== undefined && plain !== '') return plain;
  return Object.fromEntries(attributes.map(({ key, value }) => [key.replace(/^gen_ai\./, ''), jsonOf(value)]));
}

function filled(message: GenAiMessage): GenAiMessage[] {
  return message.parts.length === 0 ? [] : [message];
}

function valueOf(attributes: readonly Attribute[], key: string): Json {
  return jsonOf(attributes.find((one) => one.key === key)?.value);
}
