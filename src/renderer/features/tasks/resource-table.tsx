// What tasks wait for, by type, kind and place.
import { useState, type ReactNode } from 'react';
import type { ResourceGroup } from '../../../contract/tasks.ts';
import cells from '../../ui/cell-text.module.css';
import { EmptyState } from '../../ui/empty-state.tsx';
import { numberColumn } from '../../ui/number-column.tsx';
import { formatCount } from '../../ui/number-text.ts';
import { textColumn } from '../../ui/text-column.tsx';
import { VirtualTable, type Column } from '../../ui/virtual-table.tsx';

const text = (id: 'type' | 'kind' | 'location' | 'state' | 'ops', title: string, width: number, grow = 0) =>
  textColumn<ResourceGroup>(id, title, width, grow, (group) => group[id]);
const count = (id: 'live' | 'created' | 'waiting' | 'polls', title: string, width: number) =>
  numberColumn<ResourceGroup>(id, title, width, (group) => (group[id] === 0 ? '' : formatCount(group[id])));

const columns: readonly Column<ResourceGroup>[] = [
  text('type', 'Type', 120),
  {
    ...text('kind', 'Kind', 120),
    cell: ({ kind, internal }) => (
      <span className={cells['clipped']} title={internal ? 'Part of another resource' : kind}>
        {kind}
        {internal ? <span className={cells['faint']}> internal</span> : undefined}
      </span>
    ),
  },
  count('live', 'Live', 64),
  count('created', 'Created', 76),
  count('waiting', 'Waiting', 72),
  count('polls', 'Polls', 76),
  text('ops', 'Async operations', 180, 1),
  text('state', 'State of the one', 180, 1),
  text('location', 'Made at', 200, 2),
];

export function ResourceTable({ groups }: { readonly groups: readonly ResourceGroup[] }): ReactNode {
  const [selected, setSelected] = useState<number>();
  return (
    <VirtualTable
      label="Resources"
      columns={columns}
      count={groups.length}
      rowAt={(index) => groups[index]}
      selected={selected}
      onSelect={setSelected}
      empty={
        <EmptyState title="No resource yet">
          Timers, mutexes, semaphores and channels of tokio are shown here as soon as a task makes one.
        </EmptyState>
      }
    />
  );
}
