// Messages of a chat in the shapes that senders use: OpenTelemetry's parts, OpenAI's content and tool_calls, Anthropic's
// content blocks, Llama Stack's call_id and tool_name. What has no known shape is kept as JSON.
import type { GenAiMessage, GenAiPart } from '../../../contract/genai.ts';
import { isObject, listOf, textOf, type Json, type JsonObject } from './plain-json.ts';

/** Longest text of a part, UTF-16 units; what is beyond is counted in `cut`. */
const maxText = 64 << 10;

export function messagesOf(value: Json, role: string): GenAiMessage[] {
  return listOf(value).flatMap((item) => {
    const message = messageOf(item, role);
    return message.parts.length === 0 ? [] : [message];
  });
}

/** `role` is for messages that do not say theirs. */
export function messageOf(value: Json, role: string): GenAiMessage {
  if (!isObject(value)) {
    // Llama Stack sends lists of messages that are JSON texts each.
    const inside = prettyJson(value);
    if (isObject(inside) && inside['role'] !== undefined) return messageOf(inside, role);
    return { role, parts: textParts(textOf(value)) };
  }
  const inner = value['message'];
  if (value['role'] === undefined && isObject(inner)) return messageOf(inner, role);
  const own = value['role'];
  const said = typeof own === 'string' && own !== '' ? own : role;
  const content = value['parts'] ?? value['content'];
  const callId = firstText(value, ['tool_call_id', 'call_id']);
  const isResult = said === 'tool' || said === 'ipython' || said === 'function';
  const parts: GenAiPart[] =
    isResult && typeof content !== 'object'
      ? [{ kind: 'result', id: callId || firstText(value, ['id']), ...bounded(textOf(content)) }]
      : listOf(content).flatMap((part) => partsOf(part, callId));
  const reasoning = firstText(value, ['reasoning_content', 'reasoning']);
  if (reasoning !== '') parts.unshift({ kind: 'reasoning', ...bounded(reasoning) });
  parts.push(...listOf(value['tool_calls']).map(callOf));
  const legacy = value['function_call'];
  if (isObject(legacy)) parts.push(callOf(legacy));
  if (parts.length === 0 && content === undefined && own === undefined && Object.keys(value).length > 0)
    parts.push({ kind: 'other', type: 'json', ...bounded(textOf(value)) });
  return { role: isResult ? 'tool' : said, parts };
}

function partsOf(value: Json, callId: string): GenAiPart[] {
  if (!isObject(value)) return textParts(textOf(value));
  const type = textOf(value['type']);
  switch (type) {
    case 'text':
    case 'input_text':
    case 'output_text':
    case '': {
      const text = value['text'] ?? value['content'];
      if (text !== undefined) return textParts(textOf(text));
      break;
    }
    case 'reasoning':
    case 'thinking':
      return [{ kind: 'reasoning', ...bounded(textOf(value['content'] ?? value['thinking'] ?? value['text'])) }];
    case 'tool_call':
    case 'tool_use':
    case 'function':
      return [callOf(value)];
    case 'tool_call_response':
    case 'tool_result': {
      const result = value['response'] ?? value['result'] ?? value['content'];
      return [
        {
          kind: 'result',
          id: firstText(value, ['id', 'tool_use_id', 'tool_call_id']) || callId,
          ...bounded(resultText(result)),
        },
      ];
    }
    default:
      break;
  }
  return [{ kind: 'other', type: type === '' ? 'json' : type, ...bounded(textOf(value)) }];
}

function callOf(value: Json): GenAiPart {
  if (!isObject(value)) return { kind: 'call', id: '', name: textOf(value), ...bounded('') };
  const inner = value['function'] ?? value['tool_call'];
  const of = isObject(inner) ? inner : value;
  const called = of['function'];
  if (isObject(called)) return callOf({ ...of, function: called, id: value['id'] ?? of['id'] });
  return {
    kind: 'call',
    id: firstText(value, ['id', 'call_id', 'tool_call_id']),
    name: firstText(of, ['name', 'tool_name']),
    ...bounded(textOf(prettyJson(of['arguments'] ?? of['input'] ?? of['arguments_json'] ?? value['arguments_json']))),
  };
}

/** Anthropic and MCP give results as lists of text blocks. */
function resultText(value: Json): string {
  const blocks = listOf(value);
  const texts = blocks.map((block) =>
    isObject(block) && typeof block['text'] === 'string' ? block['text'] : undefined,
  );
  return blocks.length > 0 && texts.every((text) => text !== undefined) ? texts.join('\n') : textOf(prettyJson(value));
}

/** Arguments often come as JSON in a text. */
export function prettyJson(value: Json): Json {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value) || value.length > maxText) return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}

function textParts(text: string): GenAiPart[] {
  return text === '' ? [] : [{ kind: 'text', ...bounded(text) }];
}

/** A text with what is too much of it cut off. */
export function bounded(text: string): { readonly text: string; readonly cut: number } {
  return text.length <= maxText ? { text, cut: 0 } : { text: text.slice(0, maxText), cut: text.length - maxText };
}

function firstText(value: JsonObject, keys: readonly string[]): string {
  for (const key of keys) {
    const found = value[key];
    if (typeof found === 'string' || typeof found === 'number') return String(found);
  }
  return '';
}
