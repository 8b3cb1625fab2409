// The keys of the trace page in every view, registered with the app so that `?` and the palette know them.
import { runCommand } from '../../draw/waterfall/waterfall-commands.ts';
import type { WaterfallModel } from '../../draw/waterfall/waterfall-model.ts';
import type { TraceViewName } from '../../routes/trace-route.ts';
import { useCommands } from '../../ui/use-commands.tsx';
import { commandsOfKeys, type KeyRow } from './trace-keys.ts';
import { traceViews } from './views/trace-views.ts';

export interface PageActions {
  readonly focusFind: () => void;
  readonly nextMode: () => void;
  readonly closeOrClear: () => void;
  readonly toggleDetails: () => void;
  readonly copySpan: () => void;
  readonly show: (view: TraceViewName) => void;
}

const keys: readonly KeyRow[] = [
  ['n', 'nextMatch', 'Next match'],
  ['N', 'previousMatch', 'Previous match'],
  ['e', 'nextError', 'Next error'],
  ['E', 'previousError', 'Previous error'],
];
const group = 'Trace';

export function useTraceCommands(model: WaterfallModel, actions: PageActions): void {
  useCommands([
    ...commandsOfKeys(keys, (command) => runCommand(model, command)),
    ...traceViews.map(({ name, title, key }) => ({
      id: `trace.view.${name}`,
      title: `Show the trace as ${title.toLowerCase()}`,
      group,
      keys: key,
      run: () => actions.show(name),
    })),
    { id: 'trace.find', title: 'Find in this trace', group, keys: '/', run: actions.focusFind },
    {
      id: 'trace.findMode',
      title: 'Find: mark matches, dim the others, or hide them',
      group,
      keys: 'm',
      run: actions.nextMode,
    },
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
