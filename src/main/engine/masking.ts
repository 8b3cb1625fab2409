// Secrets do not reach the store: what stands at the keys of the settings is replaced by a hash, with a key that only this data
// folder has. Equal secrets stay equal, so that one can still count and join by them.
import { createHmac } from 'node:crypto';
import type { Payload } from '../../contract/ingest.ts';
import type { LogBatch } from '../../contract/log-batch.ts';
import type { MetricBatch } from '../../contract/metric-batch.ts';
import type { SpanBatch } from '../../contract/span-batch.ts';
import { MaskedKeys } from '../decode/mask/masked-keys.ts';
import { createSecretMask } from '../decode/mask/secret-mask.ts';
import type { SampleSink, SeriesLabels } from '../../contract/sample-batch.ts';
import type { SecretDigest } from '../decode/mask/write-mask.ts';

import { createLabelMask, maskedSamples } from './label-mask.ts';

/** What a thread needs to mask: random bytes of the data folder as text, and the keys of the settings. */
export interface MaskingSetup {
  readonly secret: string;
  readonly keys: readonly string[];
}

export interface Masking {
  /** The keys from now on. */
  use(keys: readonly string[]): void;
  /** The request to store instead, to be decoded anew, as it never came; `undefined` where it holds no secret. */
  masked(payload: Payload, batch: SpanBatch | LogBatch | MetricBatch): Payload | undefined;
  /** Labels of samples without secrets. */
  labels(labels: SeriesLabels): SeriesLabels;
  /** The sink behind a mask of labels: the same one until the keys are others, when references have to be asked for anew. */
  samples(sink: SampleSink): SampleSink;
}

/** Digests that are remembered: a client's token comes with each of its spans. */
const keptDigests = 1000;
const longestKept = 1024;

export function createMasking({ secret, keys }: MaskingSetup): Masking {
  const digest = createDigest(secret);
  let mask = createSecretMask(keys, digest);
  let current = keys;
  let labelMask = createLabelMask(keys, digest);
  let samples: { readonly of: SampleSink; readonly masked: SampleSink } | undefined;
  return {
    use(wanted) {
      mask = createSecretMask(wanted, digest);
      // A change of other settings must not end references.
      if (wanted.join('\n') === current.join('\n')) return;
      current = wanted;
      labelMask = createLabelMask(wanted, digest);
      samples = undefined;
    },
    masked(payload, batch) {
      const bytes = mask.masked(payload.bytes, payload.encoding, batch);
      if (bytes === undefined) return undefined;
      // The body as it came over the wire holds the secret.
      const { compressed: _, ...rest } = payload;
      return { ...rest, bytes };
    },
    labels: (labels) => labelMask?.(labels) ?? labels,
    samples(sink) {
      if (labelMask === undefined) return sink;
      if (samples?.of !== sink) samples = { of: sink, masked: maskedSamples(sink, labelMask) };
      return samples.masked;
    },
  };
}

/** What masks of other shapes than batches need. */
export function createSecretText({ secret, keys }: MaskingSetup): {
  readonly keys: MaskedKeys;
  readonly digest: SecretDigest;
} {
  return { keys: new MaskedKeys(keys), digest: createDigest(secret) };
}

function createDigest(key: string): SecretDigest {
  const kept = new Map<string, Uint8Array>();
  return (secret) => {
    const text = secret.length > longestKept ? undefined : Buffer.from(secret).toString('latin1');
    const known = text === undefined ? undefined : kept.get(text);
    if (known !== undefined) return known;
    const digest = createHmac('sha256', key).update(secret).digest();
    if (text !== undefined) {
      if (kept.size >= keptDigests) kept.clear();
      kept.set(text, digest);
    }
    return digest;
  };
}
