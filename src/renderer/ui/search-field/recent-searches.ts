// Searches that were applied, newest first, and walking through them with Up and Down. What is being typed is kept below
// the newest one, so that Down brings it back.
import { readStored, writeStored } from '../stored.ts';

const most = 50;

export function readRecent(name: string): readonly string[] {
  const stored = readStored(`recent:${name}`);
  return Array.isArray(stored) ? stored.filter((one): one is string => typeof one === 'string') : [];
}

export function rememberSearch(name: string, text: string): void {
  const wanted = text.trim();
  if (wanted === '') return;
  writeStored(`recent:${name}`, [wanted, ...readRecent(name).filter((one) => one !== wanted)].slice(0, most));
}

export interface RecentWalk {
  /** 1 goes to older ones, -1 to newer ones; `undefined` where there is nothing further. */
  step(direction: 1 | -1, typed: string): string | undefined;
  /** The next step begins anew. */
  reset(): void;
}

export function recentWalk(read: () => readonly string[]): RecentWalk {
  let entries: readonly string[] | undefined;
  let at = -1;
  let draft = '';
  return {
    step(direction, typed) {
      if (entries === undefined) {
        entries = read().filter((one) => one !== typed.trim());
        at = -1;
        draft = typed;
      }
      const next = at + direction;
      if (next < -1 || next >= entries.length) return undefined;
      at = next;
      return next === -1 ? draft : entries[next];
    },
    reset: () => (entries = undefined),
  };
}
