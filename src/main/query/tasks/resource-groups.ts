// The resources that one event tells of.
import { ResourceKey } from '../../../contract/task-events.ts';
import type { ResourceGroup } from '../../../contract/tasks.ts';
import type { AttributeValue } from '../../../contract/values.ts';
import { bigintOf, listsOf } from './task-facts.ts';
import type { TaskRow } from './task-rows.ts';

export function resourceGroups(row: TaskRow): ResourceGroup[] {
  const list = listsOf(row);
  const text = (key: string, i: number): string => {
    const value: AttributeValue = list(key)[i];
    return typeof value === 'string' ? value : '';
  };
  const number = (key: string, i: number): number => Number(bigintOf(list(key)[i]));
  return list(ResourceKey.type)
    .map((_, i) => ({
      type: text(ResourceKey.type, i),
      kind: text(ResourceKey.kind, i),
      location: text(ResourceKey.location, i),
      internal: list(ResourceKey.internal)[i] === true,
      live: number(ResourceKey.live, i),
      created: number(ResourceKey.created, i),
      state: text(ResourceKey.state, i),
      ops: text(ResourceKey.ops, i),
      waiting: number(ResourceKey.waiting, i),
      polls: number(ResourceKey.polls, i),
    }))
    .sort((a, b) => b.live - a.live || b.created - a.created);
}
