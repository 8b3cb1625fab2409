// What can be done here: commands with titles and keys. A page registers its own while it is shown (use-commands.ts);
// the palette lists them, `?` explains their keys, and key-dispatch.ts fires them.

export interface Command {
  /** Unique, `page.verb`. A later registration of the same id wins while it lasts. */
  readonly id: string;
  readonly title: string;
  /** Heading in the palette and the list of keys. */
  readonly group: string;
  /** One or more ways: `mod+k`, `/`, `g t` (one key after the other), `shift+e`, `up`. Letters are as typed: `N` is shift+n. */
  readonly keys?: string | readonly string[];
  /** false: only by key, not in the palette (moving a row, say). */
  readonly listed?: boolean;
  readonly run: () => void;
}

export interface CommandRegistry {
  /** The commands in force; the same array until something changes. */
  readonly all: readonly Command[];
  add(commands: readonly Command[]): () => void;
  subscribe(listener: () => void): () => void;
}

export function createCommandRegistry(): CommandRegistry {
  const sets: (readonly Command[])[] = [];
  const listeners = new Set<() => void>();
  let all: readonly Command[] = [];
  const changed = (): void => {
    all = [...new Map(sets.flat().map((command) => [command.id, command])).values()];
    for (const listener of listeners) listener();
  };
  return {
    get all() {
      return all;
    },
    add(commands) {
      sets.push(commands);
      changed();
      return () => {
        sets.splice(sets.indexOf(commands), 1);
        changed();
      };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function keysOf(command: Command): readonly string[] {
  if (command.keys === undefined) return [];
  return typeof command.keys === 'string' ? [command.keys] : command.keys;
}
