// Which spans the samples of a profile belong to: by the links of OTLP, else by labels that name a span, as profilers and
// programs set them (pprof labels of Go, `profile_id` of Pyroscope, which is the id of a span, decimal ids of Datadog).
import { bytesOfHex, parseSpanId, parseTraceId, type SpanId, type TraceId } from '../ids.ts';
import type { Profile } from './profile.ts';

/** A span of which a profile has samples; its trace alone, or the span alone, where the profile says no more. */
export interface SampledSpan {
  readonly traceId: TraceId | undefined;
  readonly spanId: SpanId | undefined;
}

export interface SampleSpans {
  /** Each once. */
  readonly spans: readonly SampledSpan[];
  /** An index of `spans` per sample, -1 for none. */
  readonly of: Int32Array;
}

/** Written as letters and digits only. */
const spanKeys = new Set(['spanid', 'otelspanid', 'profileid', 'pyroscopeprofileid']);
const traceKeys = new Set(['traceid', 'oteltraceid']);

/** `undefined` where no sample says anything of spans. */
export function sampleSpans(profile: Profile): SampleSpans | undefined {
  const { links, samples } = profile;
  const spans: SampledSpan[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (span: SampledSpan): number => {
    if (span.traceId === undefined && span.spanId === undefined) return -1;
    const key = spanFilterText(span);
    let number = numbers.get(key);
    if (number === undefined) numbers.set(key, (number = spans.push(span) - 1));
    return number;
  };
  const ofLink = links.map((link) =>
    numberOf({ traceId: parseTraceId(link.traceId), spanId: parseSpanId(link.spanId) }),
  );
  const ofSet = labelledSpans(profile, numberOf);
  if (spans.length === 0) return undefined;
  const of = new Int32Array(samples.count);
  for (let sample = 0; sample < samples.count; sample++) {
    const linked = ofLink[samples.link?.[sample] ?? -1] ?? -1;
    of[sample] = linked >= 0 ? linked : (ofSet?.[samples.labels[sample] as number] ?? -1);
  }
  return { spans, of };
}

/** Per label set; `undefined` where no label is about spans. */
function labelledSpans({ labelSets, texts }: Profile, numberOf: (span: SampledSpan) => number): Int32Array | undefined {
  const kinds = new Map<number, 'span' | 'trace' | undefined>();
  for (const key of labelSets.key) {
    if (kinds.has(key)) continue;
    const name = (texts[key] as string).toLowerCase().replaceAll(/[^a-z0-9]/g, '');
    kinds.set(key, spanKeys.has(name) ? 'span' : traceKeys.has(name) ? 'trace' : undefined);
  }
  if ([...kinds.values()].every((kind) => kind === undefined)) return undefined;
  const of = new Int32Array(labelSets.count).fill(-1);
  for (let set = 0; set < labelSets.count; set++) {
    let traceId: TraceId | undefined;
    let spanId: SpanId | undefined;
    for (let at = labelSets.starts[set] as number; at < (labelSets.starts[set + 1] as number); at++) {
      const key = labelSets.key[at] as number;
      const kind = kinds.get(key);
      const text = texts[labelSets.text[at] as number];
      if (kind === undefined || text === undefined) continue;
      if (kind === 'trace') traceId ??= parseTraceId(text.padStart(32, '0'));
      else spanId ??= spanOf(text, (texts[key] as string).includes(' '));
    }
    of[set] = numberOf({ traceId, spanId });
  }
  return of;
}

/** Datadog writes ids as decimal numbers, under keys with a blank; 16 digits may be either elsewhere. */
function spanOf(text: string, decimalFirst: boolean): SpanId | undefined {
  const decimal = /^\d{1,20}$/.test(text);
  if (decimal && (decimalFirst || text.length !== 16)) {
    const number = BigInt(text);
    return number < 2n ** 64n ? parseSpanId(number.toString(16).padStart(16, '0')) : undefined;
  }
  return parseSpanId(text);
}

/** `<trace>-<span>`, or one of the two. */
export function spanFilterText({ traceId, spanId }: SampledSpan): string {
  return [traceId, spanId].filter((id) => id !== undefined).join('-');
}

/** `undefined` for what is neither the id of a span, nor of a trace, nor both. */
export function parseSpanFilter(text: string): SampledSpan | undefined {
  const [, trace = '', span = ''] = /^([0-9a-fA-F]{32})?(?:(?:^|-)([0-9a-fA-F]{16}))?$/.exec(text) ?? [];
  const found = { traceId: parseTraceId(trace), spanId: parseSpanId(span) };
  return spanFilterText(found) === text.toLowerCase() && text !== '' ? found : undefined;
}

/** Whether what is asked for may be what a sample says: a trace that is not known contradicts none. */
export function isOfSpan(asked: SampledSpan, said: SampledSpan): boolean {
  const same = <T>(wanted: T | undefined, own: T | undefined, strict: boolean): boolean =>
    wanted === undefined || wanted === own || (!strict && own === undefined);
  return same(asked.spanId, said.spanId, true) && same(asked.traceId, said.traceId, asked.spanId === undefined);
}

/** 16 bytes of the trace, 8 of the span; zeros for what is not known. */
export function spanBytes({ traceId, spanId }: SampledSpan): Uint8Array {
  return bytesOfHex(`${traceId ?? '0'.repeat(32)}${spanId ?? '0'.repeat(16)}`) ?? new Uint8Array(24);
}
