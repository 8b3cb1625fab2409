// How much of a profile belongs to a span.
import type { RunId, SpanId, TraceId } from '../ids.ts';
import type { SampleType } from './profile.ts';

export interface SpanSamplesRequest {
  readonly run: RunId;
  readonly profile: number;
  readonly traceId: TraceId;
  readonly spanId: SpanId;
}

/** Of one profile of the file. */
export interface SpanSamples {
  readonly part: number;
  /** As the profile counts them, where it has a sample type for that; else those that are written in it. */
  readonly samples: number;
  /** What they add up to in the sample type that is shown first. */
  readonly sum: number;
  readonly sampleType: SampleType;
}

export interface SpanSamplesMethods {
  /** Profiles of the file that have samples of the span, most samples first. */
  'profiles.ofSpan': { request: SpanSamplesRequest; answer: { readonly parts: readonly SpanSamples[] } };
}
