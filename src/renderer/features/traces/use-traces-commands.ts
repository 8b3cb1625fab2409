// What can be done on the traces page by key and from the palette.
import type { RefObject } from 'react';
import type { Command } from '../../ui/command.ts';
import { hasFlag, withFlag } from '../../ui/search-field/conditions.ts';
import type { SearchFieldHandle } from '../../ui/search-field/search-field.tsx';
import { useCommands } from '../../ui/use-commands.tsx';
import { withoutSelection, withWhere } from './filter-model.ts';
import type { ListHandle } from './trace-list.tsx';
import { setScatterAxis, toggleScatter, useTracesStore } from './traces-store.ts';
import type { FilterControl } from './use-trace-filter.ts';

interface Parts {
  readonly control: FilterControl;
  readonly search: RefObject<SearchFieldHandle | null>;
  readonly rows: RefObject<ListHandle | null>;
  readonly clear: () => void;
  readonly mark: () => void;
}

const group = 'Traces';

export function useTracesCommands({ control: { change }, search, rows, clear, mark }: Parts): void {
  const toggleErrors = (): void =>
    change((now) => withWhere(now, withFlag(now.where, 'error', !hasFlag(now.where, 'error'))));
  const commands: readonly Command[] = [
    {
      id: 'traces.search',
      title: 'Search traces',
      group,
      keys: '/',
      run: () => search.current?.focus(),
    },
    {
      id: 'traces.next',
      title: 'Next trace',
      group,
      keys: ['j', 'down'],
      listed: false,
      run: () => rows.current?.step(1),
    },
    {
      id: 'traces.previous',
      title: 'Previous trace',
      group,
      keys: ['k', 'up'],
      listed: false,
      run: () => rows.current?.step(-1),
    },
    {
      id: 'traces.unselect',
      title: 'Let go of the selected trace',
      group,
      keys: 'escape',
      listed: false,
      run: () => rows.current?.unselect(),
    },
    { id: 'traces.errors', title: 'Only traces with errors, on or off', group, keys: 'e', run: toggleErrors },
    {
      id: 'traces.compare',
      title: 'Compare: mark the selected trace, then another one',
      group,
      keys: 'v',
      run: mark,
    },
    { id: 'traces.clear', title: 'Clear all filters', group, keys: 'x', run: clear },
    {
      id: 'traces.clear-selection',
      title: 'Clear the range selected in the scatter',
      group,
      run: () => change(withoutSelection),
    },
    { id: 'traces.scatter', title: 'Show or hide the latency scatter', group, keys: 's', run: toggleScatter },
    {
      id: 'traces.axis',
      title: 'Latency axis: logarithmic or linear',
      group,
      run: () => setScatterAxis(useTracesStore.getState().scatterAxis === 'log' ? 'linear' : 'log'),
    },
  ];
  useCommands(commands);
}
