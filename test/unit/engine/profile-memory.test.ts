// The bound of what the profile worker keeps holds for what is really held.
import { expect, it } from 'vitest';
import { ProfileOwners } from '../../../src/main/engine/profile-owners.ts';
import { ProfileMemory } from '../../../src/main/engine/profile-memory.ts';

/** Notes what is made anew. */
function memoryOf(limit: number): {
  memory: ProfileMemory;
  made: string[];
  keep: (key: string, bytes: number, of?: readonly string[]) => void;
} {
  const memory = new ProfileMemory(limit);
  const made: string[] = [];
  const keep = (key: string, bytes: number, of: readonly string[] = []): void => {
    memory.keep(
      key,
      () => made.push(key),
      () => bytes,
      () => of,
    );
  };
  return { memory, made, keep };
}

it('forgets what was used least recently, and never the newest', () => {
  const { memory, made, keep } = memoryOf(100);
  keep('a', 40);
  keep('b', 40);
  keep('a', 40);
  keep('c', 40);
  expect(memory.held).toBe(80);
  keep('a', 40);
  keep('b', 40);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
  keep('large', 500);
  expect(memory.held).toBe(500);
});

it('forgets trees before the profiles that they hold, and none under a tree that is kept', () => {
  const { memory, made, keep } = memoryOf(100);
  keep('profile', 60);
  keep('tree 1', 20, ['profile']);
  keep('tree 2', 20, ['profile']);
  keep('tree 1', 20, ['profile']);
  keep('tree 3', 20, ['profile']);
  expect(memory.held).toBe(100);
  keep('profile', 60);
  keep('tree 1', 20, ['profile']);
  expect(made).toEqual(['profile', 'tree 1', 'tree 2', 'tree 3']);
  keep('tree 4', 90, ['profile']);
  expect(memory.held).toBe(150);
  keep('other', 100);
  expect(memory.held).toBe(100);
});

it('makes room before what is known to be large is made', () => {
  const { memory, keep } = memoryOf(100);
  keep('profile', 50);
  keep('tree', 40, ['profile']);
  const heldWhileMade: number[] = [];
  const make = (): number => heldWhileMade.push(memory.held);
  memory.keep('next', make, () => 40, undefined, 45);
  memory.keep('huge', make, () => 40, undefined, 4500);
  expect(heldWhileMade).toEqual([50, 0]);
  expect(memory.held).toBe(40);
});

it('keeps nothing of what no run has any more', () => {
  const owners = new ProfileOwners();
  owners.add('/a', 1, 'c1');
  owners.add('/a', 2, 'c2');
  owners.add('/b', 1, 'c1');
  expect(owners.remove('/a', [1, 9])).toEqual([]);
  expect(owners.remove('/b')).toEqual(['c1']);
  expect(owners.remove('/a', [2])).toEqual(['c2']);
  expect(owners.remove('/a')).toEqual([]);
  const { memory, made, keep } = memoryOf(100);
  for (const key of ['decoded c1', 'decoded c2']) keep(key, 10);
  keep('view c1', 10, ['decoded c1']);
  keep('tree c2 c1', 10, ['decoded c2', 'decoded c1']);
  keep('tree c2', 10, ['decoded c2']);
  memory.drop('c1');
  expect(memory.held).toBe(20);
  for (const key of ['decoded c2', 'tree c2', 'decoded c1']) keep(key, 10);
  expect(made.slice(5)).toEqual(['decoded c1']);
});
