// Two groups of traces: what they are, how long their traces last, and what each operation costs on both sides.
import { CircleAlert, GitCompareArrows } from 'lucide-react';
import { useCallback, useMemo, type ReactNode } from 'react';
import type { GroupComparison } from '../../../../contract/compare.ts';
import type { TraceFilter } from '../../../../contract/traces.ts';
import { useAnswer } from '../../../data/use-answer.ts';
import { DistributionChart } from '../../../draw/distribution/distribution-chart.tsx';
import {
  compareGroupsLink,
  groupOrders,
  type GroupOrder,
  type GroupsComparison,
  type GroupSide,
} from '../../../routes/compare-groups-route.ts';
import { useNavigate } from '../../../routes/use-place.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatCount } from '../../../ui/number-text.ts';
import { Select } from '../../../ui/select.tsx';
import { Splitter } from '../../../ui/splitter.tsx';
import { useCommands } from '../../../ui/use-commands.tsx';
import { VirtualTable } from '../../../ui/virtual-table.tsx';
import { GroupFigures } from './group-figures.tsx';
import { GroupForm } from './group-form.tsx';
import { operationColumns } from './operation-columns.tsx';
import { operationRows } from './operation-rows.ts';
import styles from './groups.module.css';

const orderWords: Readonly<Record<GroupOrder, string>> = {
  self: 'Largest change of self time per trace',
  p50: 'Largest change of the median',
  p99: 'Largest change of the 99th percentile',
  errors: 'Largest change of failures',
  spans: 'Largest change of spans per trace',
  name: 'Service and name',
};

export function CompareGroups({ view }: { readonly view: GroupsComparison }): ReactNode {
  const navigate = useNavigate();
  const { left, right, where } = view;
  const request = useMemo(() => {
    const side = ({ run, from, to }: GroupSide) => ({
      run,
      filter: filterOf({ where: where === '' ? undefined : where, from, to }),
    });
    return { left: side(left), right: side(right) };
  }, [left, right, where]);
  const { data, error, isFetching, refetch } = useAnswer('traces.compareGroups', request, {
    keepPrevious: true,
    live: false,
  });
  const change = useCallback(
    (patch: Partial<GroupsComparison>) => navigate(compareGroupsLink({ ...view, ...patch }), { replace: true }),
    [navigate, view],
  );
  const swap = (): void => change({ left: right, right: left });
  useCommands([
    { id: 'compare.swap', title: 'Swap the sides', group: 'Compare', keys: 'x', run: swap },
    { id: 'compare.refresh', title: 'Compare again', group: 'Compare', keys: 'r', run: () => void refetch() },
    {
      id: 'compare.escape',
      title: 'Show the durations of whole traces',
      group: 'Compare',
      keys: 'escape',
      listed: false,
      run: () => change({ at: undefined }),
    },
  ]);
  return (
    <div className={styles['screen']}>
      <GroupForm
        view={view}
        onChange={change}
        onSwap={swap}
        busy={isFetching}
        onRefresh={() => void refetch()}
        trouble={error?.code === 'bad-request' ? error.message : undefined}
      />
      {error !== null ? (
        <EmptyState
          icon={<CircleAlert size={28} />}
          title="The groups could not be compared"
          actions={<Button onClick={() => void refetch()}>Try again</Button>}
        >
          {error.message}
        </EmptyState>
      ) : data === undefined ? (
        <EmptyState icon={<GitCompareArrows size={28} />} title="Comparing…">
          The newest traces of both groups are being read.
        </EmptyState>
      ) : data.left.traces + data.right.traces === 0 ? (
        <EmptyState icon={<GitCompareArrows size={28} />} title="Both groups are empty">
          No trace is in the chosen runs and times with these conditions. Widen them above.
        </EmptyState>
      ) : (
        <Compared groups={data} view={view} onChange={change} />
      )}
    </div>
  );
}

function filterOf(filter: TraceFilter): TraceFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) satisfies TraceFilter;
}

interface ComparedProps {
  readonly groups: GroupComparison;
  readonly view: GroupsComparison;
  readonly onChange: (patch: Partial<GroupsComparison>) => void;
}

function Compared({ groups, view, onChange }: ComparedProps): ReactNode {
  const rows = useMemo(() => operationRows(groups, view.order), [groups, view.order]);
  const { at } = view;
  const place = at === undefined ? -1 : rows.findIndex(({ service, name }) => service === at[0] && name === at[1]);
  const chosen = rows[place];
  const [left, right] =
    chosen === undefined
      ? [groups.left.durations, groups.right.durations]
      : [
          groups.leftOperations.durations[chosen.index] ?? groups.left.durations,
          groups.rightOperations.durations[chosen.index] ?? groups.right.durations,
        ];
  const what = chosen === undefined ? 'whole traces' : `${chosen.service} ${chosen.name}`;
  return (
    <div className={styles['body']}>
      <Splitter
        label="Height of the compared distributions"
        direction="column"
        sized="first"
        initial={210}
        min={150}
        minRest={160}
        first={
          <div className={styles['top']}>
            <figure className={styles['figure']}>
              <figcaption className={styles['caption']}>
                Share of each group by duration of <strong>{what}</strong>
                {chosen === undefined ? undefined : (
                  <Button look="ghost" title="Escape" onClick={() => onChange({ at: undefined })}>
                    Whole traces
                  </Button>
                )}
              </figcaption>
              <div className={styles['chart']}>
                <DistributionChart
                  summary={`Distribution of the durations of ${what} on both sides; the figures stand beside it`}
                  left={left}
                  right={right}
                />
              </div>
            </figure>
            <GroupFigures groups={groups} row={chosen} view={view} />
          </div>
        }
        second={
          <div className={styles['list']}>
            <div className={styles['bar']}>
              <Select
                label="Order of operations"
                labelHidden
                value={view.order}
                options={groupOrders.map((order) => ({ value: order, label: orderWords[order] }))}
                onChange={(order) => onChange({ order })}
              />
              <span className={styles['faint']}>
                {rows.length < groups.operationCount
                  ? `${formatCount(rows.length)} of ${groups.left.spansLeftOut + groups.right.spansLeftOut > 0 ? 'more than ' : ''}${formatCount(groups.operationCount)} operations compared, the busiest by self time`
                  : `${formatCount(rows.length)} operations`}
              </span>
            </div>
            <VirtualTable
              label="Operations of both groups"
              autoFocus
              columns={operationColumns}
              count={rows.length}
              rowAt={(index) => rows[index]}
              rowKey={(row) => String(row.index)}
              selected={place < 0 ? undefined : place}
              onSelect={(index) => {
                const row = rows[index];
                if (row !== undefined) onChange({ at: [row.service, row.name] });
              }}
            />
          </div>
        }
      />
    </div>
  );
}
