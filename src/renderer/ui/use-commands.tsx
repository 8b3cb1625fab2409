// Commands from components: registered while mounted, always running the newest closures.
import { createContext, useCallback, useContext, useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import type { Command, CommandRegistry } from './command.ts';

const RegistryContext = createContext<CommandRegistry | undefined>(undefined);

export function CommandProvider({
  registry,
  children,
}: {
  readonly registry: CommandRegistry;
  readonly children: ReactNode;
}): ReactNode {
  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

function useRegistry(): CommandRegistry {
  const registry = useContext(RegistryContext);
  if (registry === undefined) throw new Error('commands outside of CommandProvider');
  return registry;
}

/** The array may be new at each render; it is registered anew only when ids, titles or keys change. */
export function useCommands(commands: readonly Command[]): void {
  const registry = useRegistry();
  const newest = useRef(commands);
  newest.current = commands;
  const shape = JSON.stringify(commands.map(({ run: _, ...rest }) => rest));
  useEffect(
    () =>
      registry.add(
        newest.current.map((command) => ({
          ...command,
          run: () => newest.current.find((current) => current.id === command.id)?.run(),
        })),
      ),
    [registry, shape],
  );
}

export function useAllCommands(): readonly Command[] {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, () => registry.all);
}

/** Runs a command that someone else registered; nothing happens when it is not in force. */
export function useRunCommand(): (id: string) => void {
  const registry = useRegistry();
  return useCallback((id) => registry.all.find((command) => command.id === id)?.run(), [registry]);
}
