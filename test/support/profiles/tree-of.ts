// Views and call trees of profiles as the engine makes them.
import type { Profile } from '../../../src/contract/profiles/profile.ts';
import { noProfileFilter } from '../../../src/contract/profiles/view.ts';
import { keyedView } from '../../../src/main/query/profiles/flame/keyed-view.ts';
import { callTree, type CallTree } from '../../../src/main/query/profiles/tree/call-tree.ts';
import type { KeyedStacks } from '../../../src/main/query/profiles/tree/keyed-stacks.ts';
import { viewOf } from '../../../src/main/query/profiles/view/view-of.ts';
import { readProfiles } from './profile-file.ts';

/** By function, without filters. */
export const stacksOf = (profile: Profile, type = profile.defaultType): KeyedStacks =>
  keyedView(viewOf(profile, noProfileFilter, 'function'), type);

export const treeOf = (profile: Profile, type = profile.defaultType): CallTree =>
  callTree(stacksOf(profile, type), 'weight', () => undefined);

/** @param text folded stacks */
export const profileOfFolded = (text: string): Profile =>
  readProfiles(new TextEncoder().encode(text)).profiles[0] as Profile;

/** Paths and their own values, in order: what files of a profile have to agree about. */
export function valuesByPath({ count, parent, key, self, rootSelf, keys }: KeyedStacks): readonly string[] {
  const paths: string[] = [];
  const rows: string[] = rootSelf === 0 ? [] : [`: ${rootSelf}`];
  for (let node = 0; node < count; node++) {
    const above = parent[node] as number;
    const name = keys.nameOf(key[node] as number);
    paths.push(above < 0 ? name : `${paths[above]};${name}`);
    if (self[node] !== 0) rows.push(`${paths[node]}: ${self[node]}`);
  }
  return rows.toSorted();
}
