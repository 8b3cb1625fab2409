// One profile of an OTLP message. A sample has values, or moments, or both: values without moments are sums, moments
// without values count 1 each, else each moment has its value and becomes a sample of its own.
import type { Beat } from '../../../contract/beat.ts';
import { objectAt, textAt, type JsonObject } from './json-document.ts';
import { OtlpFrames, type OtlpDictionary } from './otlp-dictionary.ts';
import { itemsAt, numberOfWhole, unsignedAt, wholeAt } from './otlp-values.ts';
import { ProfileBuilder } from './profile-builder.ts';
import { DecodeFault } from '../result.ts';
import type { Profile, SampleType } from '../../../contract/profiles/profile.ts';
import { unixNanos } from '../../../contract/time.ts';

/** A sample before all are put in the order of their times. */
interface Waiting {
  readonly stack: number;
  readonly labels: number;
  readonly link: number;
  readonly value: number;
  /** Unix nanoseconds; undefined for a sum. */
  readonly time: bigint | undefined;
}

/** @param resource attributes of the resource, as comments of the profile */
export function decodeOtlpProfile(
  message: unknown,
  place: string,
  dictionary: OtlpDictionary,
  resource: readonly string[],
  beat?: Beat,
): Profile {
  const profile = objectAt(message, place);
  if (profile['sample'] !== undefined && profile['samples'] === undefined) {
    throw new DecodeFault(
      `${place} has "sample" and no "samples": an older shape of OTLP profiles, from before 1.9`,
      -1,
    );
  }
  const types = [typeOf(profile['sampleType'], `${place}.sampleType`, dictionary)];
  const builder = new ProfileBuilder('otlp-profiles', types, beat);
  const waiting = readSamples(profile, place, dictionary, builder);
  const first = waiting.reduce<bigint | undefined>(
    (least, { time }) => (time !== undefined && (least === undefined || time < least) ? time : least),
    undefined,
  );
  const told = unsignedAt(profile['timeUnixNano'], `${place}.timeUnixNano`);
  const start = told === 0n || (first !== undefined && first < told) ? (first ?? 0n) : told;
  const timed = waiting.length > 0 && waiting.every(({ time }) => time !== undefined);
  if (timed) waiting.sort((a, b) => Number((a.time as bigint) - (b.time as bigint)));
  else if (first !== undefined)
    builder.notes.push(`${place}: some samples have no times, so there is no order in time`);
  let inexact = 0;
  for (const { stack, labels, link, value, time } of waiting) {
    const sample = builder.addSample(stack, labels);
    builder.setValue(sample, 0, value);
    if (!Number.isSafeInteger(value)) inexact++;
    if (timed) builder.setTime(sample, Number((time as bigint) - start));
    if (link >= 0) builder.setLink(sample, link);
  }
  if (inexact > 0) builder.notes.push(`${inexact} values are beyond 2^53 and rounded`);
  const attributes = dictionary.attributes(profile['attributeIndices'], `${place}.attributeIndices`);
  const extra = (name: string): string =>
    String(attributes.find(({ key }) => key === `pprof.profile.${name}`)?.value ?? '');
  const duration = Number(unsignedAt(profile['durationNano'], `${place}.durationNano`));
  const period = numberOfWhole(profile['period'], `${place}.period`);
  return builder.finish({
    time: start === 0n ? undefined : unixNanos(start),
    durationNanos: duration === 0 ? undefined : duration,
    period:
      period === 0 ? undefined : { ...typeOf(profile['periodType'], `${place}.periodType`, dictionary), value: period },
    comments: [
      ...extra('comment')
        .split('\n')
        .filter((one) => one !== ''),
      ...resource,
    ],
    docUrl: /^https?:\/\//.test(extra('doc_url')) ? extra('doc_url') : undefined,
    dropFrames: extra('drop_frames'),
    keepFrames: extra('keep_frames'),
  });
}

function readSamples(
  profile: JsonObject,
  place: string,
  dictionary: OtlpDictionary,
  builder: ProfileBuilder,
): Waiting[] {
  const frames = new OtlpFrames(dictionary, builder);
  const links = new Map<string, number>();
  const waiting: Waiting[] = [];
  for (const [index, one] of itemsAt(profile['samples'], `${place}.samples`).entries()) {
    const where = `${place}.samples[${index}]`;
    const sample = objectAt(one, where);
    const stack = frames.stack(sample['stackIndex'], `${where}.stackIndex`);
    const attributes = dictionary.attributes(sample['attributeIndices'], `${where}.attributeIndices`);
    const labels = builder.labels.number(attributes.map((attribute) => frames.label(attribute)));
    const link = dictionary.link(sample['linkIndex'], `${where}.linkIndex`);
    const times = itemsAt(sample['timestampsUnixNano'], `${where}.timestampsUnixNano`);
    const values = itemsAt(sample['values'], `${where}.values`);
    if (times.length > 0 && values.length > 0 && times.length !== values.length) {
      throw new DecodeFault(`${where} has ${values.length} values and ${times.length} times`, -1);
    }
    const count = Math.max(times.length, values.length);
    builder.beat?.(1 + count);
    for (let at = 0; at < count; at++) {
      const time = times.length === 0 ? undefined : unsignedAt(times[at], `${where}.timestampsUnixNano[${at}]`);
      const value = values.length === 0 ? 1 : Number(wholeAt(values[at], `${where}.values[${at}]`));
      waiting.push({ stack, labels, link: link === undefined ? -1 : linkOf(link.traceId, link.spanId), value, time });
    }
  }
  return waiting;

  function linkOf(traceId: string, spanId: string): number {
    const key = traceId + spanId;
    const known = links.get(key);
    if (known !== undefined) return known;
    const made = builder.links.push({ traceId, spanId }) - 1;
    links.set(key, made);
    return made;
  }
}

function typeOf(value: unknown, place: string, dictionary: OtlpDictionary): SampleType {
  const type = value === undefined ? {} : objectAt(value, place);
  return {
    type: textAt(dictionary.text(type['typeStrindex'], `${place}.typeStrindex`), place) || 'samples',
    unit: textAt(dictionary.text(type['unitStrindex'], `${place}.unitStrindex`), place) || 'count',
  };
}
