// Masks values of labels: of pages that are scraped and of remote write, which have no OTLP request to be written over.
import type { SampleBatch, SampleSink, SeriesLabels } from '../../contract/sample-batch.ts';
import { maskText, type SecretDigest } from '../decode/mask/write-mask.ts';

/** The same labels where none is a secret. */
export type LabelMask = (labels: SeriesLabels) => SeriesLabels;

/** Names of labels that are remembered; programs have a few hundred. */
const keptNames = 10_000;

/** Keys count in Prometheus' form too: `twinkle.token_id` is also `twinkle_token_id`. `undefined` where there are none. */
export function createLabelMask(maskedKeys: readonly string[], digest: SecretDigest): LabelMask | undefined {
  const keys = new Set(maskedKeys.map((key) => plainName(key.trim())).filter((key) => key !== ''));
  if (keys.size === 0) return undefined;
  const known = new Map<string, boolean>();
  const isSecret = (name: string): boolean => {
    let secret = known.get(name);
    if (secret === undefined) {
      secret = keys.has(plainName(name));
      if (known.size >= keptNames) known.clear();
      known.set(name, secret);
    }
    return secret;
  };
  const maskedText = (text: string): string => {
    const bytes = Buffer.from(text);
    const masked = Buffer.alloc(bytes.length);
    maskText(masked, 0, masked.length, digest(bytes));
    return masked.toString('latin1');
  };
  return (labels) =>
    labels.some(([name]) => isSecret(name))
      ? labels.map(([name, value]) => [name, isSecret(name) ? maskedText(value) : value] as const)
      : labels;
}

/** A sink that masks what goes through it: labels of series and of exemplars. */
export function maskedSamples(sink: SampleSink, mask: LabelMask): SampleSink {
  return {
    get run() {
      return sink.run;
    },
    seriesOf: (labels, meta) => sink.seriesOf(mask(labels), meta),
    appendSamples: (batch) => sink.appendSamples(withMasked(batch, mask)),
  };
}

function withMasked(batch: SampleBatch, mask: LabelMask): SampleBatch {
  const { exemplars, seriesExemplars } = batch;
  if (exemplars === undefined && seriesExemplars === undefined) return batch;
  return {
    ...batch,
    ...(exemplars === undefined ? {} : { exemplars: exemplars.map((one) => ({ ...one, labels: mask(one.labels) })) }),
    ...(seriesExemplars === undefined
      ? {}
      : { seriesExemplars: seriesExemplars.map((one) => ({ ...one, labels: mask(one.labels) })) }),
  };
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9_]/g, '_');
}
