// TaskUpdate: tasks that began, and complete snapshots of what changed.
// Format: rs.tokio.console.tasks of console-api (tasks.proto).
import {
  noPolls,
  readEntry,
  readField,
  readLocation,
  readPolls,
  type MetadataById,
  type NamedValue,
  type PollStats,
} from './read-common.ts';
import { idOf, nanosOf, nestedOf, numberOf, type WireField } from './wire.ts';

export interface NewTask {
  readonly id: bigint;
  readonly target: string;
  readonly blocking: boolean;
  readonly fields: readonly NamedValue[];
  readonly location: string;
}

/** Times in Unix nanoseconds. */
export interface TaskStats extends PollStats {
  readonly created: bigint;
  /** `undefined` while the task lives. */
  readonly dropped: bigint | undefined;
  readonly wakes: bigint;
  readonly selfWakes: bigint;
  readonly wakerClones: bigint;
  readonly wakerDrops: bigint;
  readonly lastWake: bigint | undefined;
  /** Nanoseconds between wakes and polls. */
  readonly scheduled: bigint;
}

export interface TaskUpdate {
  readonly tasks: readonly NewTask[];
  readonly stats: readonly (readonly [id: bigint, stats: TaskStats])[];
  /** Events that the program had no room for. */
  readonly dropped: number;
}

export function readTaskUpdate(field: WireField, metadata: MetadataById): TaskUpdate {
  const tasks: NewTask[] = [];
  const stats: (readonly [bigint, TaskStats])[] = [];
  let dropped = 0;
  for (const part of nestedOf(field))
    if (part.number === 1) tasks.push(readTask(part, metadata));
    else if (part.number === 3) stats.push(readEntry(part, readStats));
    else if (part.number === 4) dropped = Number(numberOf(part));
  return { tasks, stats, dropped };
}

function readTask(field: WireField, metadata: MetadataById): NewTask {
  let task: NewTask = { id: 0n, target: '', blocking: false, fields: [], location: '' };
  const fields: NamedValue[] = [];
  for (const part of nestedOf(field))
    if (part.number === 1) task = { ...task, id: idOf(part) };
    else if (part.number === 2) task = { ...task, target: metadata.get(idOf(part))?.target ?? '' };
    else if (part.number === 3) task = { ...task, blocking: numberOf(part) === 1n };
    else if (part.number === 4) fields.push(readField(part, metadata));
    else if (part.number === 6) task = { ...task, location: readLocation(part) };
  return { ...task, fields };
}

function readStats(fields: readonly WireField[]): TaskStats {
  let polls = noPolls;
  const times: { dropped?: bigint; lastWake?: bigint } = {};
  const numbers = { created: 0n, wakes: 0n, selfWakes: 0n, wakerClones: 0n, wakerDrops: 0n, scheduled: 0n };
  for (const part of fields)
    if (part.number === 1) numbers.created = nanosOf(part);
    else if (part.number === 2) times.dropped = nanosOf(part);
    else if (part.number === 3) numbers.wakes = numberOf(part);
    else if (part.number === 4) numbers.wakerClones = numberOf(part);
    else if (part.number === 5) numbers.wakerDrops = numberOf(part);
    else if (part.number === 6) times.lastWake = nanosOf(part);
    else if (part.number === 7) polls = readPolls(part);
    else if (part.number === 8) numbers.selfWakes = numberOf(part);
    else if (part.number === 9) numbers.scheduled = nanosOf(part);
  return { ...polls, ...numbers, dropped: times.dropped, lastWake: times.lastWake };
}
