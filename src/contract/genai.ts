// Spans of language models, agents and tools, read as what was said: messages, tool calls, tokens.
// Follows OpenTelemetry's gen_ai conventions (attributes, events and log events of all their generations), OpenInference,
// OpenLLMetry and Llama Stack's own attributes; which of them a step came from does not matter to who reads it.
import type { RunId, SpanId, TraceId } from './ids.ts';
import type { DurationNanos, UnixNanos } from './time.ts';

export interface GenAiMethods {
  /** The steps of a trace in the order of their starts; with `spanId` only those of that span. */
  'trace.genAi': {
    request: { readonly run: RunId; readonly traceId: TraceId; readonly spanId?: SpanId | undefined };
    answer: GenAiTrace;
  };
}

export interface GenAiTrace {
  readonly steps: readonly GenAiStep[];
  /** Further steps that are not in the answer; see `maxSteps` of the query. */
  readonly more: number;
}

export type GenAiStepKind = 'model' | 'tool' | 'agent' | 'embedding' | 'retrieval' | 'guard';

export interface GenAiStep {
  readonly spanId: SpanId;
  /** Which of the spans with this id, in waterfall order. */
  readonly occurrence: number;
  /** Steps above this one. */
  readonly depth: number;
  readonly kind: GenAiStepKind;
  /** Name of the span. */
  readonly name: string;
  readonly service: string;
  readonly start: UnixNanos;
  readonly duration: DurationNanos;
  readonly failed: boolean;
  /** What went wrong, where the span says so. */
  readonly problem: string;
  /** Empty where not said: `openai`, `anthropic`, ... */
  readonly provider: string;
  /** The model that answered, else the one that was asked. */
  readonly model: string;
  readonly agent: string;
  /** Conversation or session id. */
  readonly conversation: string;
  readonly usage: GenAiUsage;
  /** Temperature and the like, as sent: name without its prefix, and text. */
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  /** Why the model stopped, one per choice. */
  readonly finish: readonly string[];
  readonly input: readonly GenAiMessage[];
  readonly output: readonly GenAiMessage[];
  readonly tool: GenAiTool | undefined;
}

/** Tokens; `undefined` where not said. */
export interface GenAiUsage {
  readonly input: number | undefined;
  readonly output: number | undefined;
  /** Of the input, what came from a cache. */
  readonly cachedInput: number | undefined;
  /** Of the output, what was reasoning. */
  readonly reasoning: number | undefined;
}

export interface GenAiTool {
  readonly name: string;
  readonly callId: string;
  /** JSON where it was JSON. */
  readonly arguments: string;
  readonly result: string;
}

export interface GenAiMessage {
  /** `system`, `user`, `assistant`, `tool`, or what the sender calls it. */
  readonly role: string;
  readonly parts: readonly GenAiPart[];
}

export type GenAiPart =
  | { readonly kind: 'text'; readonly text: string; readonly cut: number }
  | { readonly kind: 'reasoning'; readonly text: string; readonly cut: number }
  | { readonly kind: 'call'; readonly id: string; readonly name: string; readonly text: string; readonly cut: number }
  | { readonly kind: 'result'; readonly id: string; readonly text: string; readonly cut: number }
  /** Pictures, files and whatever else: its type, and JSON. `cut`: characters left out of the text. */
  | { readonly kind: 'other'; readonly type: string; readonly text: string; readonly cut: number };
