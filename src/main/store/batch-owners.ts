// What a batch says of its resources and scopes, in the form in which a run keeps them.
import { NONE, type SpanBatch } from '../../contract/span-batch.ts';
import { encodeAttributeList } from './attribute-list.ts';

/** What OpenTelemetry calls a service that did not give its name. */
const UNKNOWN_SERVICE = 'unknown_service';

/** Of all signals. */
export type OwnerBatch = Pick<SpanBatch, 'bytes' | 'resources' | 'scopes' | 'attributes'>;

interface BatchOwner {
  readonly schemaUrl: string;
  /** Body of a KeyValueList in protobuf; any-value.ts reads it. */
  readonly attributes: Uint8Array;
  readonly droppedAttributes: number;
}

export function resourceOf(
  { bytes, resources, attributes }: OwnerBatch,
  i: number,
): BatchOwner & { readonly service: string } {
  return {
    service: utf8(bytes, resources.serviceStart[i] as number, resources.serviceLength[i] as number) || UNKNOWN_SERVICE,
    schemaUrl: utf8(bytes, resources.schemaUrlStart[i] as number, resources.schemaUrlLength[i] as number),
    attributes: encodeAttributeList(
      attributes,
      bytes,
      resources.attributeStart[i] as number,
      resources.attributeCount[i] as number,
    ),
    droppedAttributes: resources.dropped[i] as number,
  };
}

export function scopeOf(
  { bytes, scopes, attributes }: OwnerBatch,
  i: number,
): BatchOwner & { readonly name: string; readonly version: string } {
  return {
    name: utf8(bytes, scopes.nameStart[i] as number, scopes.nameLength[i] as number),
    version: utf8(bytes, scopes.versionStart[i] as number, scopes.versionLength[i] as number),
    schemaUrl: utf8(bytes, scopes.schemaUrlStart[i] as number, scopes.schemaUrlLength[i] as number),
    attributes: encodeAttributeList(
      attributes,
      bytes,
      scopes.attributeStart[i] as number,
      scopes.attributeCount[i] as number,
    ),
    droppedAttributes: scopes.dropped[i] as number,
  };
}

function utf8(bytes: Uint8Array, start: number, length: number): string {
  return start === NONE ? '' : Buffer.from(bytes.buffer, bytes.byteOffset + start, length).toString('utf8');
}
