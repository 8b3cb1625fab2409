// Rows of a run that tell of tasks, newest first. Which rows of a sealed block do is kept between questions.
import type { LogSequence } from '../../../contract/logs.ts';
import { TaskEvent, TaskKey } from '../../../contract/task-events.ts';
import type { TaskId } from '../../../contract/tasks.ts';
import { ValueKind } from '../../../contract/values.ts';
import type { LogBlock } from '../../store/log-block.ts';
import type { Alive } from '../../store/reader-face.ts';
import type { LogPart, LogRun } from '../logs/log-run.ts';
import { taskKey } from './task-facts.ts';

export type TaskEventName = (typeof TaskEvent)[keyof typeof TaskEvent];

export interface TaskRow {
  readonly block: LogBlock;
  readonly row: number;
  /** Unix nanoseconds. */
  readonly at: bigint;
  readonly event: TaskEventName;
  /** The record's address in the run. */
  readonly sequence: LogSequence;
  /** Of an event about one task: which one, without reading more of it. */
  readonly key: TaskId | undefined;
  readonly ended: boolean;
}

/** What a block says about the connection to a service. */
export interface ServicePart {
  /** Unix nanoseconds of the newest row, and of the newest beginning or end of a connection; 0 without one. */
  readonly last: bigint;
  readonly connection: bigint;
  readonly connected: boolean;
}

interface BlockRows {
  readonly rows: Uint32Array;
  readonly at: BigUint64Array;
  /** Places in `names`. */
  readonly event: Uint8Array;
  /** Of events about one task, three each: number of the span, creation, end. */
  readonly ids: BigUint64Array;
  /** Numbers of services in the run. */
  readonly service: Uint32Array;
  readonly services: ReadonlyMap<number, ServicePart>;
}

const names = Object.values(TaskEvent);
const none: BlockRows = {
  rows: new Uint32Array(0),
  at: new BigUint64Array(0),
  event: new Uint8Array(0),
  ids: new BigUint64Array(0),
  service: new Uint32Array(0),
  services: new Map(),
};

/** One per run reader. */
export class TaskRows {
  readonly run: LogRun;
  readonly #known = new Map<number, BlockRows>();

  constructor(run: LogRun) {
    this.run = run;
  }

  /** Answers the commit cursor. */
  refresh(): number {
    const cursor = this.run.refresh();
    this.run.forgetEvicted(this.#known);
    return cursor;
  }

  /** Per service number what is newest of each part. */
  *services(alive: Alive): Generator<readonly [service: number, part: ServicePart]> {
    for (const part of this.run.parts) {
      alive();
      yield* this.#rowsOf(part).services;
    }
  }

  /** Rows of a service within [from, to], those that arrived last first. */
  *newestFirst(service: number, from: bigint, to: bigint, alive: Alive): Generator<TaskRow> {
    for (const part of this.run.parts.toReversed()) {
      if (part.earliest > to || part.latest < from) continue;
      alive();
      const found = this.#rowsOf(part);
      if (!found.services.has(service)) continue;
      const block = this.run.open(part);
      for (let i = found.rows.length - 1; i >= 0; i--) {
        const at = found.at[i] as bigint;
        if (found.service[i] !== service || at < from || at > to) continue;
        if (i % 1024 === 0) alive();
        const row = found.rows[i] as number;
        const event = names[found.event[i] as number] as TaskEventName;
        const own = event === TaskEvent.task;
        yield {
          block,
          row,
          at,
          event,
          sequence: part.first + row,
          key: own ? taskKey(found.ids[3 * i] as bigint, found.ids[3 * i + 1] as bigint) : undefined,
          ended: own && found.ids[3 * i + 2] !== 0n,
        };
      }
    }
  }

  #rowsOf(part: LogPart): BlockRows {
    const { summary } = part;
    if (summary === undefined) return readRows(this.run, part);
    let found = this.#known.get(summary.block);
    if (found === undefined) {
      found = names.some((name) => summary.mayHave(name)) ? readRows(this.run, part) : none;
      this.#known.set(summary.block, found);
    }
    return found;
  }
}

function readRows(run: LogRun, part: LogPart): BlockRows {
  const block = run.open(part);
  const events = new Map(names.map((name, place) => [block.strings.find(name), place]));
  events.delete(-1);
  if (events.size === 0) return none;
  const rows: number[] = [];
  for (let row = 0; row < block.count; row++) if (events.has(block.eventName[row] as number)) rows.push(row);
  const times = run.timesOf(part).at;
  const at = BigUint64Array.from(rows, (row) => times[row] as bigint);
  const event = Uint8Array.from(rows, (row) => events.get(block.eventName[row] as number) ?? 0);
  const service = Uint32Array.from(rows, (row) => run.reader.serviceOfResource(block.resource[row] as number));
  const services = new Map<number, ServicePart>();
  for (let i = 0; i < rows.length; i++) {
    const one = { at: at[i] as bigint, event: names[event[i] as number] as TaskEventName };
    services.set(service[i] as number, withRow(services.get(service[i] as number), one));
  }
  return { rows: Uint32Array.from(rows), at, event, ids: idsOf(block, rows), service, services };
}

/** Read from columns: a run tells of each task again and again, and mostly only the last time counts. */
function idsOf(block: LogBlock, rows: readonly number[]): BigUint64Array {
  const placeOf = new Map(rows.map((row, i) => [row, i]));
  const ids = new BigUint64Array(3 * rows.length);
  const words = new Uint32Array(ids.buffer);
  for (const [which, key] of [TaskKey.span, 'task.created_ns', TaskKey.ended].entries()) {
    const column = block.attributeColumn(key);
    if (column === undefined) continue;
    for (let i = 0; i < column.count; i++) {
      const place = column.kinds[i] === ValueKind.int ? placeOf.get(column.rows[i] as number) : undefined;
      // Negative ones are no ids and no times.
      if (place === undefined || (column.words[2 * i + 1] as number) > 0x7fff_ffff) continue;
      words[6 * place + 2 * which] = column.words[2 * i] as number;
      words[6 * place + 2 * which + 1] = column.words[2 * i + 1] as number;
    }
  }
  return ids;
}

function withRow(before: ServicePart | undefined, { at, event }: Pick<TaskRow, 'at' | 'event'>): ServicePart {
  const speaks = event === TaskEvent.connected || event === TaskEvent.disconnected;
  const part = speaks
    ? { last: at, connection: at, connected: event === TaskEvent.connected }
    : { last: at, connection: 0n, connected: true };
  return before === undefined ? part : newer(before, part);
}

/** What is known after two parts. */
export function newer(a: ServicePart, b: ServicePart): ServicePart {
  const spoken = b.connection >= a.connection && b.connection > 0n ? b : a;
  return {
    last: a.last > b.last ? a.last : b.last,
    connection: spoken.connection,
    connected: spoken.connected,
  };
}
