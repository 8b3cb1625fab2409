// ResourceUpdate and AsyncOpUpdate: what tasks wait for, and their waits.
// Formats: rs.tokio.console.resources and async_ops of console-api (resources.proto, async_ops.proto).
import {
  readAttribute,
  readEntry,
  readLocation,
  readPolls,
  noPolls,
  type MetadataById,
  type NamedValue,
  type PollStats,
} from './read-common.ts';
import { idOf, nanosOf, nestedOf, numberOf, textOf, type WireField } from './wire.ts';

export interface NewResource {
  readonly id: bigint;
  /** Such as `Sleep` or `Mutex`. */
  readonly type: string;
  /** `timer`, or what the program calls it. */
  readonly kind: string;
  readonly location: string;
  readonly parent: bigint;
  /** Part of another resource, such as the semaphore within a mutex. */
  readonly internal: boolean;
}

export interface ResourceStats {
  readonly dropped: boolean;
  readonly attributes: readonly NamedValue[];
}

export interface ResourceUpdate {
  readonly resources: readonly NewResource[];
  readonly stats: readonly (readonly [id: bigint, stats: ResourceStats])[];
  readonly dropped: number;
}

export interface NewAsyncOp {
  readonly id: bigint;
  /** Such as `Mutex::lock`. */
  readonly source: string;
  readonly resource: bigint;
}

export interface AsyncOpStats extends PollStats {
  readonly ended: boolean;
}

export interface AsyncOpUpdate {
  readonly ops: readonly NewAsyncOp[];
  readonly stats: readonly (readonly [id: bigint, stats: AsyncOpStats])[];
  readonly dropped: number;
}

export function readResourceUpdate(field: WireField, metadata: MetadataById): ResourceUpdate {
  const resources: NewResource[] = [];
  const stats: (readonly [bigint, ResourceStats])[] = [];
  let dropped = 0;
  for (const part of nestedOf(field))
    if (part.number === 1) resources.push(readResource(part));
    else if (part.number === 2) stats.push(readEntry(part, (fields) => readStats(fields, metadata)));
    else if (part.number === 4) dropped = Number(numberOf(part));
  return { resources, stats, dropped };
}

function readResource(field: WireField): NewResource {
  let resource: NewResource = { id: 0n, type: '', kind: '', location: '', parent: 0n, internal: false };
  for (const part of nestedOf(field))
    if (part.number === 1) resource = { ...resource, id: idOf(part) };
    else if (part.number === 3) resource = { ...resource, type: textOf(part) };
    else if (part.number === 4) resource = { ...resource, kind: kindOf(part) };
    else if (part.number === 5) resource = { ...resource, location: readLocation(part) };
    else if (part.number === 6) resource = { ...resource, parent: idOf(part) };
    else if (part.number === 7) resource = { ...resource, internal: numberOf(part) !== 0n };
  return resource;
}

function kindOf(field: WireField): string {
  const [part] = nestedOf(field);
  if (part === undefined) return '';
  return part.number === 2 ? textOf(part) : 'timer';
}

function readStats(fields: readonly WireField[], metadata: MetadataById): ResourceStats {
  const attributes: NamedValue[] = [];
  let dropped = false;
  for (const part of fields)
    if (part.number === 2) dropped = nanosOf(part) > 0n;
    else if (part.number === 3) attributes.push(readAttribute(part, metadata));
  return { dropped, attributes };
}

export function readAsyncOpUpdate(field: WireField): AsyncOpUpdate {
  const ops: NewAsyncOp[] = [];
  const stats: (readonly [bigint, AsyncOpStats])[] = [];
  let dropped = 0;
  for (const part of nestedOf(field))
    if (part.number === 1) ops.push(readOp(part));
    else if (part.number === 2) stats.push(readEntry(part, readOpStats));
    else if (part.number === 3) dropped = Number(numberOf(part));
  return { ops, stats, dropped };
}

function readOp(field: WireField): NewAsyncOp {
  let op: NewAsyncOp = { id: 0n, source: '', resource: 0n };
  for (const part of nestedOf(field))
    if (part.number === 1) op = { ...op, id: idOf(part) };
    else if (part.number === 3) op = { ...op, source: textOf(part) };
    else if (part.number === 5) op = { ...op, resource: idOf(part) };
  return op;
}

function readOpStats(fields: readonly WireField[]): AsyncOpStats {
  let polls = noPolls;
  let ended = false;
  for (const part of fields)
    if (part.number === 2) ended = nanosOf(part) > 0n;
    else if (part.number === 5) polls = readPolls(part);
  return { ...polls, ended };
}
