// What can be done on the logs page by key and from the palette.
import { useCommands } from '../../ui/use-commands.tsx';

export interface LogsActions {
  readonly search: () => void;
  readonly step: (by: number) => void;
  readonly stepError: (by: 1 | -1) => void;
  readonly details: () => void;
  readonly unfold: () => void;
  readonly context: () => void;
  readonly trace: () => void;
  readonly close: () => void;
  readonly clear: () => void;
  readonly end: () => void;
  readonly start: () => void;
  readonly turn: () => void;
  readonly facets: () => void;
  readonly histogram: () => void;
  readonly patterns: () => void;
}

const group = 'Logs';

export function useLogsCommands(actions: LogsActions): void {
  useCommands([
    { id: 'logs.search', title: 'Search log records', group, keys: '/', run: actions.search },
    { id: 'logs.next', title: 'Line below', group, keys: ['j', 'down'], listed: false, run: () => actions.step(1) },
    { id: 'logs.previous', title: 'Line above', group, keys: ['k', 'up'], listed: false, run: () => actions.step(-1) },
    { id: 'logs.nextError', title: 'Next error in time', group, keys: 'e', run: () => actions.stepError(1) },
    { id: 'logs.previousError', title: 'Previous error in time', group, keys: 'E', run: () => actions.stepError(-1) },
    { id: 'logs.details', title: 'Show or hide record details', group, keys: 'i', run: actions.details },
    {
      id: 'logs.unfold',
      title: 'Unfold or fold the record in place',
      group,
      keys: ['o', 'space'],
      run: actions.unfold,
    },
    { id: 'logs.context', title: 'Records around the selected one', group, keys: 'c', run: actions.context },
    { id: 'logs.trace', title: 'Go to the trace of the record', group, keys: 't', run: actions.trace },
    { id: 'logs.end', title: 'Newest records, follow live', group, keys: 'G', run: actions.end },
    { id: 'logs.start', title: 'Oldest records', group, run: actions.start },
    { id: 'logs.clear', title: 'Clear search and time range', group, keys: 'x', run: actions.clear },
    { id: 'logs.turn', title: 'Newest at the bottom or on top', group, run: actions.turn },
    { id: 'logs.facets', title: 'Show or hide facets', group, keys: 'f', run: actions.facets },
    { id: 'logs.histogram', title: 'Show or hide records over time', group, keys: 's', run: actions.histogram },
    { id: 'logs.patterns', title: 'Patterns of the records, or the records', group, keys: 'p', run: actions.patterns },
    { id: 'logs.close', title: 'Let go of the record', group, keys: 'escape', listed: false, run: actions.close },
  ]);
}
