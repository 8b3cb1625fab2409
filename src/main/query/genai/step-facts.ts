// What a reader of one sender's habits found out about a span; step-of-span.ts adds what every span has.
import type { GenAiStep, GenAiStepKind } from '../../../contract/genai.ts';

export type Facts = { readonly kind: GenAiStepKind } & Partial<
  Pick<
    GenAiStep,
    | 'provider'
    | 'model'
    | 'agent'
    | 'conversation'
    | 'usage'
    | 'parameters'
    | 'finish'
    | 'input'
    | 'output'
    | 'tool'
    | 'problem'
  >
>;
