// What all signals' decoders need of a batch: rows for attributes, resources and scopes, and a place for complaints.
import {
  type AttributeColumns,
  NONE,
  type Rejection,
  type ResourceColumns,
  type ScopeColumns,
} from '../../contract/span-batch.ts';
import { grownCapacity, keptCapacity, resizeAttributes, resizeResources, resizeScopes } from './columns.ts';
import { limits } from './limits.ts';

export interface AnyBatch {
  bytes: Uint8Array;
  attributes: AttributeColumns;
  resources: ResourceColumns;
  scopes: ScopeColumns;
  rejections: Rejection[];
  rejectedCount: number;
}

/** Names the field at a byte offset; only called for complaints. */
export type NameField = (offset: number) => string;

export function resetShared(batch: AnyBatch, bytes: Uint8Array): void {
  const { attributes, resources, scopes } = batch;
  const attributeRows = keptCapacity(attributes.kind.length, attributes.count, 65_536);
  if (attributeRows !== attributes.kind.length) resizeAttributes(attributes, attributeRows);
  const resourceRows = keptCapacity(resources.rawStart.length, resources.count, 1024);
  if (resourceRows !== resources.rawStart.length) resizeResources(resources, resourceRows);
  const scopeRows = keptCapacity(scopes.rawStart.length, scopes.count, 1024);
  if (scopeRows !== scopes.rawStart.length) resizeScopes(scopes, scopeRows);
  attributes.count = 0;
  resources.count = 0;
  scopes.count = 0;
  batch.bytes = bytes;
  batch.rejections = [];
  batch.rejectedCount = 0;
}

/** A new attribute row, its columns not yet written. */
export function addAttribute(attributes: AttributeColumns): number {
  if (attributes.count === attributes.kind.length) resizeAttributes(attributes, grownCapacity(attributes.count));
  return attributes.count++;
}

/** A new resource row that says "nothing known". */
export function addResource(batch: AnyBatch): number {
  const { resources } = batch;
  if (resources.count === resources.rawStart.length) resizeResources(resources, grownCapacity(resources.count));
  const row = resources.count++;
  resources.rawStart[row] = 0;
  resources.rawLength[row] = 0;
  resources.attributeStart[row] = batch.attributes.count;
  resources.attributeCount[row] = 0;
  resources.dropped[row] = 0;
  resources.serviceStart[row] = NONE;
  resources.serviceLength[row] = 0;
  resources.schemaUrlStart[row] = 0;
  resources.schemaUrlLength[row] = 0;
  return row;
}

/** A new scope row that says "nothing known". */
export function addScope(batch: AnyBatch): number {
  const { scopes } = batch;
  if (scopes.count === scopes.rawStart.length) resizeScopes(scopes, grownCapacity(scopes.count));
  const row = scopes.count++;
  scopes.rawStart[row] = 0;
  scopes.rawLength[row] = 0;
  scopes.nameStart[row] = 0;
  scopes.nameLength[row] = 0;
  scopes.versionStart[row] = 0;
  scopes.versionLength[row] = 0;
  scopes.attributeStart[row] = batch.attributes.count;
  scopes.attributeCount[row] = 0;
  scopes.dropped[row] = 0;
  scopes.schemaUrlStart[row] = 0;
  scopes.schemaUrlLength[row] = 0;
  return row;
}

/** Says that a part of the request was left out while its item was kept. */
export function complain(batch: AnyBatch, name: NameField, offset: number, reason: string): void {
  if (batch.rejections.length >= limits.keptRejections) return;
  batch.rejections.push({ field: name(offset), offset, reason });
}

/** Says that an item was left out. */
export function rejectItem(batch: AnyBatch, name: NameField, offset: number, reason: string): void {
  batch.rejectedCount++;
  complain(batch, name, offset, reason);
}

/** Remembers `service.name` of a resource whose attributes are complete; of several the last text counts. */
export function findService(batch: AnyBatch, row: number): void {
  const { attributes, resources, bytes } = batch;
  const first = resources.attributeStart[row] as number;
  for (let i = first + (resources.attributeCount[row] as number) - 1; i >= first; i--) {
    if (attributes.keyLength[i] !== 12 || attributes.kind[i] !== 1 || attributes.valueLength[i] === 0) continue;
    if (!isServiceName(bytes, attributes.keyStart[i] as number)) continue;
    resources.serviceStart[row] = attributes.valueStart[i] as number;
    resources.serviceLength[row] = attributes.valueLength[i] as number;
    return;
  }
}

const SERVICE_NAME = 'service.name';

function isServiceName(bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < SERVICE_NAME.length; i++) if (bytes[start + i] !== SERVICE_NAME.charCodeAt(i)) return false;
  return true;
}

/** True for an id of nothing but zeros, which OTLP calls invalid. */
export function isZero(bytes: Uint8Array, start: number, length: number): boolean {
  for (let i = start; i < start + length; i++) if (bytes[i] !== 0) return false;
  return true;
}
