// What can be done on the metrics page by key and from the palette.
import { useCommands } from '../../ui/use-commands.tsx';

export interface MetricsActions {
  readonly search: () => void;
  readonly query: () => void;
  readonly follow: () => void;
  readonly table: () => void;
  readonly stack: () => void;
  readonly cardinality: () => void;
  readonly addQuery: () => void;
}

const group = 'Metrics';

export function useMetricsCommands(actions: MetricsActions): void {
  useCommands([
    { id: 'metrics.search', title: 'Search metrics', group, keys: '/', run: actions.search },
    { id: 'metrics.query', title: 'Write the query', group, keys: 'q', run: actions.query },
    { id: 'metrics.addQuery', title: 'Add a query', group, keys: 'a', run: actions.addQuery },
    { id: 'metrics.follow', title: 'Hold the charts, or follow again', group, keys: 'space', run: actions.follow },
    { id: 'metrics.table', title: 'Chart or table', group, keys: 't', run: actions.table },
    { id: 'metrics.stack', title: 'Stack the series', group, keys: 's', run: actions.stack },
    { id: 'metrics.cardinality', title: 'Cardinality of the metrics', group, keys: 'c', run: actions.cardinality },
  ]);
}
