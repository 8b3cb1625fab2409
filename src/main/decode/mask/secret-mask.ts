// Door of masking: a decoded request whose attributes hold secrets becomes one that does not, before anything is stored.
import type { Encoding } from '../../../contract/ingest.ts';
import type { LogBatch } from '../../../contract/log-batch.ts';
import type { MetricBatch } from '../../../contract/metric-batch.ts';
import type { SpanBatch } from '../../../contract/span-batch.ts';
import { plainBytes } from '../plain-bytes.ts';
import { metricsRequestShape } from '../protobuf/metric-shapes.ts';
import { logsRequestShape, tracesRequestShape } from '../protobuf/shapes.ts';
import { JsonMask } from './json-mask.ts';
import { MaskedKeys } from './masked-keys.ts';
import { ProtobufMask } from './protobuf-mask.ts';
import { maySecrets } from './secret-rows.ts';
import type { SecretDigest } from './write-mask.ts';

const shapes = { traces: tracesRequestShape, logs: logsRequestShape, metrics: metricsRequestShape } as const;

export interface SecretMask {
  /**
   * The request with other bytes in the place of secrets, of the same length and to be decoded anew; `undefined` where there
   * are none. `bytes` are those that `batch` was decoded of; they are not changed.
   */
  masked(bytes: Uint8Array, encoding: Encoding, batch: SpanBatch | LogBatch | MetricBatch): Uint8Array | undefined;
}

export function createSecretMask(maskedKeys: readonly string[], digest: SecretDigest): SecretMask {
  const keys = new MaskedKeys(maskedKeys);
  const protobuf = new ProtobufMask(keys, digest);
  const json = new JsonMask(keys, digest);
  return {
    masked(bytes, encoding, batch) {
      if (!maySecrets(batch, keys, protobuf)) return undefined;
      const copy = plainBytes(bytes).slice();
      const found = encoding === 'json' ? json.mask(copy) : protobuf.mask(copy, shapes[batch.signal]);
      return found ? copy : undefined;
    },
  };
}
