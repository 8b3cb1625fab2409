// The keys that move in the waterfall and through its time, in force while it is shown.
// Arrows, Home, End and Enter belong to the focused waterfall (waterfall-view.tsx) and are not taken from other elements.
import { runCommand, type WaterfallCommand } from '../../../draw/waterfall/waterfall-commands.ts';
import type { WaterfallModel } from '../../../draw/waterfall/waterfall-model.ts';
import type { ShowPath } from '../../../routes/trace-route.ts';
import { useCommands } from '../../../ui/use-commands.tsx';
import { commandsOfKeys, type KeyRow } from '../trace-keys.ts';
import { useTraceAddress } from '../use-trace-address.ts';

const keys: readonly KeyRow[] = [
  ['j', 'down', 'Next row'],
  ['k', 'up', 'Previous row'],
  ['h', 'collapse', 'Collapse, or go to the parent'],
  ['l', 'expand', 'Expand, or go to the first child'],
  ['[', 'collapseLevel', 'Collapse the deepest level'],
  [']', 'expandLevel', 'Expand one level'],
  ['f', 'fit', 'Zoom to the selected span'],
  ['F', 'fitAll', 'Show the whole trace'],
  ['0', 'fitAll', 'Show the whole trace'],
  ['w', 'zoomIn', 'Zoom in'],
  ['s', 'zoomOut', 'Zoom out'],
  ['a', 'panLeft', 'Earlier'],
  ['d', 'panRight', 'Later'],
];
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

export function useWaterfallCommands(model: WaterfallModel, path: ShowPath): void {
  const { change } = useTraceAddress();
  useCommands([
    ...commandsOfKeys(keys, (command) => runCommand(model, command), moving),
    { id: 'trace.expandAll', title: 'Expand all', group: 'Trace', run: () => model.expandAll() },
    { id: 'trace.collapseAll', title: 'Collapse all', group: 'Trace', run: () => model.collapseAll() },
    {
      id: 'trace.path',
      title: path === 'off' ? 'Mark the critical path' : 'Do not mark the critical path',
      group: 'Trace',
      keys: 'c',
      run: () => change({ path: path === 'off' ? 'on' : 'off' }),
    },
    {
      id: 'trace.pathOnly',
      title: path === 'only' ? 'List all spans again' : 'List only spans of the critical path',
      group: 'Trace',
      keys: 'C',
      run: () => change({ path: path === 'only' ? 'on' : 'only' }),
    },
  ]);
}
