// Every function with its callers and callees, as pprof's tree.
import { useMemo, type ReactNode } from 'react';
import { useAnswer } from '../../../../data/use-answer.ts';
import { Button } from '../../../../ui/button.tsx';
import { Choice } from '../../../../ui/choice.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { FullColumn } from '../../../../ui/full-column.tsx';
import { formatCount } from '../../../../ui/number-text.ts';
import { BarText, ToolBar } from '../../../../ui/tool-bar.tsx';
import type { ProfileScreen } from '../profile-screen.ts';
import { CallTable } from './call-table.tsx';
import { topOrder } from './use-top.ts';
import { useMore } from './use-more.ts';
import { Waiting } from '../waiting.tsx';

const step = 200;

export function TreeView({ screen }: { readonly screen: ProfileScreen }): ReactNode {
  const { view, place, change } = screen;
  const { sort } = topOrder(place.sort);
  const { limit, more } = useMore(step, 1000, JSON.stringify([view, sort, place.find]));
  const request = useMemo(
    () => ({ view, sort, reversed: false, text: place.find, offset: 0, limit }),
    [view, sort, place.find, limit],
  );
  const { data, error } = useAnswer('profiles.tree', request, { keepPrevious: true });
  if (data === undefined)
    return error === null ? (
      <Waiting what="Working out who calls whom" />
    ) : (
      <EmptyState title="The tree could not be made">{error.message}</EmptyState>
    );
  return (
    <FullColumn>
      <ToolBar>
        <Choice
          label="Order"
          value={sort === 'name' ? 'flat' : sort}
          options={[
            ['flat', 'Flat', 'Largest values of their own first'],
            ['cum', 'Cumulative', 'Largest values with all that they call first'],
          ]}
          onChange={(next) => change({ sort: next })}
        />
        <BarText>
          {data.rows < data.functions
            ? `the first ${formatCount(data.rows)} of ${formatCount(data.functions)} functions`
            : `${formatCount(data.functions)} functions`}
        </BarText>
        {data.rows < data.functions && limit < 1000 ? (
          <Button look="ghost" onClick={more}>
            Show more
          </Button>
        ) : undefined}
      </ToolBar>
      <CallTable
        label="Call tree"
        screen={screen}
        answer={data}
        onGo={(name) => change({ tab: 'peek', fn: name, sort: undefined }, true)}
      />
    </FullColumn>
  );
}
