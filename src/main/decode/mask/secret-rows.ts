// Whether a batch holds a value of a masked key: one look at each of its keys.
import type { LogBatch } from '../../../contract/log-batch.ts';
import type { MetricBatch } from '../../../contract/metric-batch.ts';
import type { SpanBatch } from '../../../contract/span-batch.ts';
import { ValueKind } from '../../../contract/values.ts';
import { arrayValueShape, keyValueListShape } from '../protobuf/shapes.ts';
import type { MaskedKeys } from './masked-keys.ts';
import type { ProtobufMask } from './protobuf-mask.ts';

/** Also true where items were left out: what is wrong with them is not in columns, and their bytes are kept with the rest. */
export function maySecrets(batch: SpanBatch | LogBatch | MetricBatch, keys: MaskedKeys, nested: ProtobufMask): boolean {
  if (keys.none) return false;
  if (batch.rejectedCount > 0 || batch.rejections.length > 0) return true;
  const { bytes, attributes } = batch;
  const { count, keyStart, keyLength, kind, valueStart, valueLength } = attributes;
  for (let i = 0; i < count; i++) {
    if (keys.has(bytes, keyStart[i] as number, keyLength[i] as number)) return true;
    if (
      (kind[i] as number) >= ValueKind.array &&
      inside(kind[i] as number, valueStart[i] as number, valueLength[i] as number)
    )
      return true;
  }
  if (batch.signal !== 'logs') return false;
  const { bodyKind, bodyStart, bodyLength } = batch;
  for (let i = 0; i < batch.count; i++)
    if (
      (bodyKind[i] as number) >= ValueKind.array &&
      inside(bodyKind[i] as number, bodyStart[i] as number, bodyLength[i] as number)
    )
      return true;
  return false;

  function inside(of: number, start: number, length: number): boolean {
    return nested.finds(bytes, of === ValueKind.array ? arrayValueShape : keyValueListShape, start, start + length);
  }
}
