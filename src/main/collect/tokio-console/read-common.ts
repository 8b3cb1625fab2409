// Parts that messages of tasks, resources and async operations share.
// Format: rs.tokio.console.common of console-api (common.proto).
import type { AttributeValue } from '../../../contract/values.ts';
import { idOf, nanosOf, nestedOf, numberOf, textOf, type WireField } from './wire.ts';

/** What a callsite of tracing registered once; later messages name it by its id. */
export interface Metadata {
  readonly name: string;
  readonly target: string;
  readonly fieldNames: readonly string[];
}
export type MetadataById = Map<bigint, Metadata>;

export interface NamedValue {
  readonly name: string;
  readonly value: AttributeValue;
}

/** Times in Unix nanoseconds; `undefined` before the first. */
export interface PollStats {
  readonly polls: bigint;
  readonly firstPoll: bigint | undefined;
  readonly pollStarted: bigint | undefined;
  readonly pollEnded: bigint | undefined;
  /** Nanoseconds in polls that ended. */
  readonly busy: bigint;
}

/** RegisterMetadata: adds to what is known. */
export function readMetadata(field: WireField, known: MetadataById): void {
  for (const entry of nestedOf(field)) {
    if (entry.number !== 1) continue;
    let id = 0n;
    let metadata: Metadata = { name: '', target: '', fieldNames: [] };
    for (const part of nestedOf(entry))
      if (part.number === 1) id = idOf(part);
      else if (part.number === 2) metadata = metadataOf(nestedOf(part));
    known.set(id, metadata);
  }
}

function metadataOf(fields: readonly WireField[]): Metadata {
  let name = '';
  let target = '';
  const fieldNames: string[] = [];
  for (const field of fields)
    if (field.number === 1) name = textOf(field);
    else if (field.number === 2) target = textOf(field);
    else if (field.number === 7) fieldNames.push(textOf(field));
  return { name, target, fieldNames };
}

/** `file:line:column`, as compilers write it; the module's path where the file is not known. */
export function readLocation(field: WireField): string {
  let file = '';
  let module = '';
  const numbers: bigint[] = [];
  for (const part of nestedOf(field))
    if (part.number === 1) file = textOf(part);
    else if (part.number === 2) module = textOf(part);
    else if (part.number === 3 || part.number === 4) numbers.push(numberOf(part));
  return [file === '' ? module : file, ...numbers].join(':');
}

/** A field of a span; its name is a text or the place in the names of its callsite. */
export function readField(field: WireField, metadata: MetadataById): NamedValue {
  let name = '';
  let place: bigint | undefined;
  let callsite = 0n;
  let value: AttributeValue;
  for (const part of nestedOf(field)) {
    if (part.number === 1) name = textOf(part);
    else if (part.number === 2) place = numberOf(part);
    else if (part.number === 3 || part.number === 4) value = textOf(part);
    else if (part.number === 5) value = BigInt.asIntN(64, numberOf(part));
    else if (part.number === 6) value = zigzag(numberOf(part));
    else if (part.number === 7) value = numberOf(part) !== 0n;
    else if (part.number === 8) callsite = idOf(part);
  }
  if (place !== undefined) name = metadata.get(callsite)?.fieldNames[Number(place)] ?? `field ${place}`;
  return { name, value };
}

function zigzag(value: bigint): bigint {
  return (value >> 1n) ^ -(value & 1n);
}

/** An attribute of a resource or async operation: a field, and the unit of its value where one was given. */
export function readAttribute(field: WireField, metadata: MetadataById): NamedValue {
  let named: NamedValue = { name: '', value: undefined };
  let unit = '';
  for (const part of nestedOf(field))
    if (part.number === 1) named = readField(part, metadata);
    else if (part.number === 2) unit = textOf(part);
  return unit === '' ? named : { name: named.name, value: `${String(named.value)} ${unit}` };
}

export const noPolls: PollStats = {
  polls: 0n,
  firstPoll: undefined,
  pollStarted: undefined,
  pollEnded: undefined,
  busy: 0n,
};

export function readPolls(field: WireField): PollStats {
  let polls = noPolls;
  for (const part of nestedOf(field))
    if (part.number === 1) polls = { ...polls, polls: numberOf(part) };
    else if (part.number === 3) polls = { ...polls, firstPoll: nanosOf(part) };
    else if (part.number === 4) polls = { ...polls, pollStarted: nanosOf(part) };
    else if (part.number === 5) polls = { ...polls, pollEnded: nanosOf(part) };
    else if (part.number === 6) polls = { ...polls, busy: nanosOf(part) };
  return polls;
}

/** An entry of a protobuf map with numbers as keys. */
export function readEntry<T>(
  field: WireField,
  read: (value: readonly WireField[]) => T,
): readonly [key: bigint, value: T] {
  let key = 0n;
  let value: readonly WireField[] = [];
  for (const part of nestedOf(field))
    if (part.number === 1) key = numberOf(part);
    else if (part.number === 2) value = nestedOf(part);
  return [key, read(value)];
}
