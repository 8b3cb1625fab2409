// One span as a step of a conversation, or nothing.
import type { GenAiStep } from '../../../contract/genai.ts';
import type { SpanDetails } from '../../../contract/traces.ts';
import { durationNanos } from '../../../contract/time.ts';
import { conventionFacts } from './convention-facts.ts';
import type { GenAiEvent } from './event-messages.ts';
import { llamaStackFacts } from './llama-stack.ts';
import { bounded } from './messages.ts';

/** Attributes of which a span has at least one if it is a step; what is read of every span of a trace. */
export const telltales: readonly string[] = [
  'gen_ai.operation.name',
  'gen_ai.request.model',
  'gen_ai.response.model',
  'gen_ai.tool.name',
  'openinference.span.kind',
  'traceloop.span.kind',
  'llm.request.type',
  '__autotraced__',
  'turn_id',
  'tool_name',
  'input',
];

const nothing = { input: undefined, output: undefined, cachedInput: undefined, reasoning: undefined };

export function stepOfSpan(
  span: SpanDetails,
  records: readonly GenAiEvent[],
  place: { readonly occurrence: number; readonly depth: number; readonly failed: boolean },
): GenAiStep | undefined {
  const facts = conventionFacts(span, records) ?? llamaStackFacts(span);
  if (facts === undefined) return undefined;
  const length = span.end - span.start;
  return {
    spanId: span.spanId,
    ...place,
    kind: facts.kind,
    name: span.name,
    service: span.resource.service,
    start: span.start,
    duration: durationNanos(length < 0n ? 0n : length),
    problem: span.statusMessage || (facts.problem ?? ''),
    provider: facts.provider ?? '',
    model: facts.model ?? '',
    agent: facts.agent ?? '',
    conversation: facts.conversation ?? '',
    usage: facts.usage ?? nothing,
    parameters: facts.parameters ?? [],
    finish: facts.finish ?? [],
    input: facts.input ?? [],
    output: facts.output ?? [],
    tool:
      facts.tool === undefined
        ? undefined
        : { ...facts.tool, arguments: bounded(facts.tool.arguments).text, result: bounded(facts.tool.result).text },
  };
}
