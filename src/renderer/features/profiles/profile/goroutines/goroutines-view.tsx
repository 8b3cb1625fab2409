// Goroutines of a dump in groups of equal stacks: states, waits, who made them; against another dump; what may be a leak.
import { useMemo, useState, type ReactNode } from 'react';
import {
  goroutineOrders,
  type GoroutineGroup,
  type GoroutineListRequest,
  type GoroutineOrder,
} from '../../../../../contract/profiles/goroutine-views.ts';
import { useTablePages } from '../../../../data/use-table-pages.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { FullColumn } from '../../../../ui/full-column.tsx';
import { formatCount, plural } from '../../../../ui/number-text.ts';
import { Select } from '../../../../ui/select.tsx';
import { Splitter } from '../../../../ui/splitter.tsx';
import { BarEnd, BarText, ToolBar } from '../../../../ui/tool-bar.tsx';
import { VirtualTable } from '../../../../ui/virtual-table.tsx';
import type { ProfileScreen } from '../profile-screen.ts';
import { goroutineColumns } from './goroutine-columns.tsx';
import { GroupDetails } from './group-details.tsx';
import { LeakSuspicion } from './leak-suspicion.tsx';

const anyState = '*';
const waits = ['0', '1', '5', '15', '60'] as const;

export function GoroutinesView({ screen }: { readonly screen: ProfileScreen }): ReactNode {
  const { view, place, change } = screen;
  const [state, setState] = useState('');
  const [leastWait, setLeastWait] = useState(0);
  const { run, profile, part, base } = view;
  const order: GoroutineOrder =
    goroutineOrders.find((one) => one === place.sort) ?? (base === undefined ? 'count' : 'change');
  const { find } = place;
  const pages = useTablePages('goroutines.list', (offset, limit): GoroutineListRequest => {
    const dump = { run, profile, part };
    return { dump, base, find, state, leastWait, order, offset, limit };
  });
  const { first: answer, error } = pages;
  const rowAt = (index: number): GoroutineGroup | undefined => {
    const found = pages.at(index);
    return found?.answer.groups[found.row];
  };
  const total = answer?.total ?? 0;
  const columns = useMemo(
    () => goroutineColumns({ order, compared: base !== undefined }, (sort) => change({ sort })),
    [order, base, change],
  );
  if (error !== null && answer === undefined)
    return <EmptyState title="The goroutines could not be read">{error.message}</EmptyState>;
  const row = rowOf(place.group, total, rowAt);
  const chosen = row === undefined ? undefined : rowAt(row);
  const select = (key: string | undefined): void => change({ group: key });
  return (
    <FullColumn>
      <ToolBar>
        {answer === undefined ? undefined : (
          <BarText>
            {plural(answer.goroutines, 'goroutine')}
            {answer.before === undefined ? '' : `, ${formatCount(answer.before)} before`} in {plural(total, 'group')}
            {answer.longestWait > 0 ? `, waiting for up to ${answer.longestWait} min` : ''}
          </BarText>
        )}
        <BarEnd>
          {answer === undefined || answer.states.length === 0 ? undefined : (
            <Select
              label="State"
              labelHidden
              value={state === '' ? anyState : state}
              options={[
                { value: anyState, label: 'All states' },
                ...answer.states.map(({ text, count }) => ({ value: text, label: text, detail: formatCount(count) })),
              ]}
              onChange={(next) => setState(next === anyState ? '' : next)}
            />
          )}
          {answer === undefined || answer.longestWait === 0 ? undefined : (
            <Select
              label="Waiting"
              labelHidden
              value={String(leastWait)}
              options={waits.map((value) => ({
                value,
                label: value === '0' ? 'Any wait' : `${value} min or more`,
              }))}
              onChange={(next) => setLeastWait(Number(next))}
            />
          )}
        </BarEnd>
      </ToolBar>
      <LeakSuspicion screen={screen} onSelect={select} />
      <Splitter
        label="Width of the stack"
        direction="row"
        sized="second"
        initial={460}
        first={
          <VirtualTable
            label="Goroutines"
            columns={columns}
            count={total}
            rowAt={rowAt}
            rowKey={({ key }) => key}
            selected={row}
            onSelect={(index) => select(rowAt(index)?.key)}
            onVisible={pages.onVisible}
            autoFocus
            empty={
              answer === undefined ? undefined : (
                <EmptyState title="No goroutine matches">Look for another name, or show all states.</EmptyState>
              )
            }
          />
        }
        second={
          chosen === undefined ? undefined : (
            <GroupDetails group={chosen} frameMenu={screen.frameMenu} onClose={() => select(undefined)} />
          )
        }
      />
    </FullColumn>
  );
}

function rowOf(
  key: string | undefined,
  total: number,
  rowAt: (index: number) => GoroutineGroup | undefined,
): number | undefined {
  if (key === undefined) return undefined;
  for (let index = 0; index < total; index++) if (rowAt(index)?.key === key) return index;
  return undefined;
}
