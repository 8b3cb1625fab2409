// The keys of the trace page, registered with the app so that `?` and the palette know them.
// Arrows, Home, End and Enter belong to the focused waterfall (trace-stage.tsx) and are not taken from other elements.
import { runCommand, type WaterfallCommand } from '../../draw/waterfall/waterfall-commands.ts';
import type { WaterfallModel } from '../../draw/waterfall/waterfall-model.ts';
import type { Command } from '../../ui/command.ts';
import { useCommands } from '../../ui/use-commands.tsx';

export interface PageActions {
  readonly focusFind: () => void;
  readonly closeOrClear: () => void;
  readonly toggleDetails: () => void;
  readonly copySpan: () => void;
}

const keys: readonly (readonly [key: string, command: WaterfallCommand, title: string])[] = [
  ['j', 'down', 'Next row'],
  ['k', 'up', 'Previous row'],
  ['h', 'collapse', 'Collapse, or go to the parent'],
  ['l', 'expand', 'Expand, or go to the first child'],
  ['[', 'collapseLevel', 'Collapse the deepest level'],
  [']', 'expandLevel', 'Expand one level'],
  ['n', 'nextMatch', 'Next match'],
  ['N', 'previousMatch', 'Previous match'],
  ['e', 'nextError', 'Next error'],
  ['E', 'previousError', 'Previous error'],
  ['f', 'fit', 'Zoom to the selected span'],
  ['F', 'fitAll', 'Show the whole trace'],
  ['0', 'fitAll', 'Show the whole trace'],
  ['w', 'zoomIn', 'Zoom in'],
  ['s', 'zoomOut', 'Zoom out'],
  ['a', 'panLeft', 'Earlier'],
  ['d', 'panRight', 'Later'],
];
const group = 'Trace';
const moving: ReadonlySet<WaterfallCommand> = new Set([
  'down',
  'up',
  'collapse',
  'expand',
  'zoomIn',
  'zoomOut',
  'panLeft',
  'panRight',
]);

export function useTraceCommands(model: WaterfallModel, actions: PageActions): void {
  const byCommand = Map.groupBy(keys, ([, command]) => command);
  const commands = [...byCommand].map(([command, ways]): Command => ({
    id: `trace.${command}`,
    title: ways[0]?.[2] ?? command,
    group,
    keys: ways.map(([key]) => key),
    listed: !moving.has(command),
    run: () => runCommand(model, command),
  }));
  useCommands([
    ...commands,
    { id: 'trace.expandAll', title: 'Expand all', group, run: () => model.expandAll() },
    { id: 'trace.collapseAll', title: 'Collapse all', group, run: () => model.collapseAll() },
    { id: 'trace.find', title: 'Find in this trace', group, keys: '/', run: actions.focusFind },
    { id: 'trace.details', title: 'Show or hide span details', group, keys: 'i', run: actions.toggleDetails },
    { id: 'trace.copySpan', title: 'Copy the selected span as JSON', group, keys: 'y', run: actions.copySpan },
    {
      id: 'trace.close',
      title: 'Close the details, then clear find and selection',
      group,
      keys: 'escape',
      listed: false,
      run: actions.closeOrClear,
    },
  ]);
}
