// Answer of `profiles.ofSpan`: the samples of a file that say they belong to a span.
import type { Profile } from '../../../contract/profiles/profile.ts';
import { isOfSpan, sampleSpans, type SampledSpan } from '../../../contract/profiles/sample-spans.ts';
import type { SpanSamples, SpanSamplesRequest } from '../../../contract/profiles/span-samples.ts';
import type { ProfileLibrary } from './profile-library.ts';

export function samplesOfSpan(
  { traceId, spanId }: SpanSamplesRequest,
  profiles: readonly Profile[],
  alive: ProfileLibrary['alive'],
): { readonly parts: readonly SpanSamples[] } {
  const parts = profiles
    .map((profile, part) => countedPart(profile, part, { traceId, spanId }, alive))
    .filter(({ samples }) => samples > 0);
  return { parts: parts.toSorted((a, b) => b.samples - a.samples || a.part - b.part) };
}

function countedPart(profile: Profile, part: number, asked: SampledSpan, alive: ProfileLibrary['alive']): SpanSamples {
  const { samples, sampleTypes, defaultType } = profile;
  const sampleType = sampleTypes[defaultType] ?? { type: '', unit: '' };
  const values = samples.values[defaultType];
  // A sample of pprof stands for all with its stack and labels.
  const counts = samples.values[sampleTypes.findIndex(({ type, unit }) => type === 'samples' && unit === 'count')];
  const known = sampleSpans(profile);
  let [count, sum] = [0, 0];
  const wanted = known?.spans.map((span) => isOfSpan(asked, span)) ?? [];
  for (let sample = 0; known !== undefined && sample < samples.count; sample++) {
    if (sample % 65_536 === 0) alive();
    if (wanted[known.of[sample] as number] !== true) continue;
    count += counts?.[sample] ?? 1;
    sum += values?.[sample] ?? 0;
  }
  return { part, samples: count, sum, sampleType };
}
