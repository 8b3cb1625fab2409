// Resources and async operations of one connection, counted by type, kind and location: timers come and go by thousands,
// so they are not told one by one.
import { unixNanos, type UnixNanos } from '../../../contract/time.ts';
import type { LogItem } from '../../../contract/otlp-records.ts';
import { ResourceKey, TaskEvent } from '../../../contract/task-events.ts';
import type { AttributeValue } from '../../../contract/values.ts';
import { eventItem } from '../../../contract/event-records.ts';
import type { AsyncOpUpdate, NewResource, ResourceStats, ResourceUpdate } from './read-resources.ts';

interface Group {
  readonly sample: NewResource;
  readonly live: Set<bigint>;
  readonly ops: Set<string>;
  created: number;
  waiting: number;
  polls: bigint;
}

interface Op {
  readonly group: Group | undefined;
  polls: bigint;
}

/** Different places in a program; more are not told. */
const mostGroups = 1000;

export class ResourceMemory {
  readonly #groups = new Map<string, Group>();
  readonly #groupOf = new Map<bigint, Group>();
  readonly #states = new Map<bigint, ResourceStats['attributes']>();
  readonly #ops = new Map<bigint, Op>();
  #changed = false;
  #toldAt = 0n;
  /** Resources of places beyond the limit. */
  left = 0;

  take({ resources, stats }: ResourceUpdate, asyncOps: AsyncOpUpdate): void {
    this.#changed ||= resources.length + stats.length + asyncOps.ops.length + asyncOps.stats.length > 0;
    for (const resource of resources) this.#begin(resource);
    for (const [id, { dropped, attributes }] of stats) {
      if (!dropped) {
        if (attributes.length > 0 && this.#groupOf.has(id)) this.#states.set(id, attributes);
        continue;
      }
      this.#groupOf.get(id)?.live.delete(id);
      this.#groupOf.delete(id);
      this.#states.delete(id);
    }
    this.#takeOps(asyncOps);
  }

  #begin(resource: NewResource): void {
    if (this.#groupOf.has(resource.id)) return;
    const { type, kind, location, internal } = resource;
    const key = JSON.stringify([type, kind, location, internal]);
    let group = this.#groups.get(key);
    if (group === undefined) {
      if (this.#groups.size >= mostGroups) {
        this.left += 1;
        return;
      }
      group = { sample: resource, live: new Set(), ops: new Set(), created: 0, waiting: 0, polls: 0n };
      this.#groups.set(key, group);
    }
    group.created += 1;
    group.live.add(resource.id);
    this.#groupOf.set(resource.id, group);
  }

  #takeOps({ ops, stats }: AsyncOpUpdate): void {
    for (const { id, source, resource } of ops) {
      if (this.#ops.has(id)) continue;
      const group = this.#groupOf.get(resource);
      this.#ops.set(id, { group, polls: 0n });
      if (group === undefined) continue;
      group.ops.add(source);
      group.waiting += 1;
    }
    for (const [id, { ended, polls }] of stats) {
      const op = this.#ops.get(id);
      if (op === undefined) continue;
      if (op.group !== undefined) op.group.polls += polls - op.polls;
      op.polls = polls;
      if (!ended) continue;
      if (op.group !== undefined) op.group.waiting -= 1;
      this.#ops.delete(id);
    }
  }

  /** All groups, where something changed or a while has passed. */
  tell(now: bigint, repeatNanos: bigint, observed: UnixNanos): LogItem | undefined {
    if (this.#groups.size === 0 || (!this.#changed && now - this.#toldAt < repeatNanos)) return undefined;
    this.#changed = false;
    this.#toldAt = now;
    const groups = [...this.#groups.values()];
    const column = (key: string, of: (group: Group) => AttributeValue) => ({ key, value: groups.map(of) });
    const live = groups.reduce((sum, group) => sum + group.live.size, 0);
    return eventItem({
      name: TaskEvent.resources,
      time: unixNanos(now),
      observed,
      severity: 5,
      body: `${live} resources live`,
      attributes: [
        column(ResourceKey.type, ({ sample }) => sample.type),
        column(ResourceKey.kind, ({ sample }) => sample.kind),
        column(ResourceKey.location, ({ sample }) => sample.location),
        column(ResourceKey.internal, ({ sample }) => sample.internal),
        column(ResourceKey.live, (group) => BigInt(group.live.size)),
        column(ResourceKey.created, ({ created }) => BigInt(created)),
        column(ResourceKey.state, (group) => this.#stateOf(group)),
        column(ResourceKey.ops, ({ ops }) => [...ops].join(', ')),
        column(ResourceKey.waiting, ({ waiting }) => BigInt(waiting)),
        column(ResourceKey.polls, ({ polls }) => polls),
      ],
    });
  }

  #stateOf({ live }: Group): string {
    const [only] = live;
    if (only === undefined || live.size > 1) return '';
    return (this.#states.get(only) ?? []).map(({ name, value }) => `${name} ${String(value)}`).join(', ');
  }
}
