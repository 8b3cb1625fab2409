// Turns a table of keys into the trace page's commands; several keys of one command become one entry.
import type { WaterfallCommand } from '../../draw/waterfall/waterfall-commands.ts';
import type { Command } from '../../ui/command.ts';

export type KeyRow = readonly [key: string, command: WaterfallCommand, title: string];

/** Commands in `unlisted` are for keys only and do not stand in the palette. */
export function commandsOfKeys(
  keys: readonly KeyRow[],
  run: (command: WaterfallCommand) => void,
  unlisted: ReadonlySet<WaterfallCommand> = new Set(),
): readonly Command[] {
  return [...Map.groupBy(keys, ([, command]) => command)].map(([command, ways]) => ({
    id: `trace.${command}`,
    title: ways[0]?.[2] ?? command,
    group: 'Trace',
    keys: ways.map(([key]) => key),
    listed: !unlisted.has(command),
    run: () => run(command),
  }));
}
