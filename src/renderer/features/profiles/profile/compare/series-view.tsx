// What grew from profile to profile of a series: functions by their growth, each with its course over time.
import { useMemo, useState, type ReactNode } from 'react';
import {
  mostSeriesProfiles,
  type DiffOrder,
  type ProfileSeriesAnswer,
} from '../../../../../contract/profiles/flame.ts';
import { millisOfUnixNanos } from '../../../../../contract/time.ts';
import { useAnswer } from '../../../../data/use-answer.ts';
import { TimeChart } from '../../../../draw/time-chart/time-chart.tsx';
import { useTheme } from '../../../../draw/use-theme.ts';
import { Choice } from '../../../../ui/choice.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { FullColumn } from '../../../../ui/full-column.tsx';
import { numberColumn } from '../../../../ui/number-column.tsx';
import { plural } from '../../../../ui/number-text.ts';
import { Splitter } from '../../../../ui/splitter.tsx';
import { textColumn } from '../../../../ui/text-column.tsx';
import { formatClock } from '../../../../ui/time-text.ts';
import { BarText, ToolBar } from '../../../../ui/tool-bar.tsx';
import { VirtualTable, type Column } from '../../../../ui/virtual-table.tsx';
import { changeText, valueText, type ProfileScreen } from '../profile-screen.ts';
import { rowMenu } from '../row-menu.ts';
import { CourseLine } from './course-line.tsx';
import { Waiting } from '../waiting.tsx';
import styles from './series-view.module.css';

const mostRows = 500;

export function SeriesView({ screen }: { readonly screen: ProfileScreen }): ReactNode {
  const { run, stored, place, sampleType, change } = screen;
  const by: DiffOrder = place.sort === 'self' ? 'self' : 'total';
  const listed = useAnswer(
    'profiles.list',
    { run, series: stored.series, text: '', offset: 0, limit: mostSeriesProfiles },
    { keepPrevious: true },
  );
  const profiles = useMemo(
    () => listed.data?.profiles.filter(({ unshown }) => unshown === undefined).toReversed(),
    [listed.data],
  );
  const { filter, grouping, part } = place;
  const request = useMemo(
    () =>
      profiles === undefined || profiles.length < 2
        ? undefined
        : {
            run,
            profiles: profiles.map(({ profile }) => ({ profile, part })),
            type: sampleType.type,
            grouping,
            filter,
            by,
            limit: mostRows,
          },
    [run, profiles, part, sampleType.type, grouping, filter, by],
  );
  const { data, error } = useAnswer('profiles.series', request, { keepPrevious: true });
  const trouble = error ?? listed.error;
  if (trouble !== null && data === undefined)
    return <EmptyState title="The series could not be read">{trouble.message}</EmptyState>;
  if (profiles !== undefined && profiles.length < 2)
    return (
      <EmptyState title="Only one profile so far">
        Capture it again, or let the capture repeat: then what grew from one to the next is shown here.
      </EmptyState>
    );
  if (data === undefined || profiles === undefined) return <Waiting what="Reading the profiles of the series" />;
  const times = profiles.map(({ start }) => millisOfUnixNanos(start));
  return (
    <FullColumn>
      <ToolBar>
        <Choice
          label="Growth of"
          value={by}
          options={[
            ['total', 'Cumulative', 'Of a function and all that it calls'],
            ['self', 'Flat', 'Of a function alone'],
          ]}
          onChange={(next) => change({ sort: next })}
        />
        <BarText>
          {plural(profiles.length, 'profile')}
          {(listed.data?.total ?? 0) > profiles.length ? `, the newest of ${listed.data?.total}` : ''}
        </BarText>
      </ToolBar>
      <Splitter
        label="Height of the course"
        direction="column"
        sized="first"
        initial={150}
        first={<Course data={data} times={times} type={sampleType} />}
        second={<GrowthTable data={data} screen={screen} />}
      />
    </FullColumn>
  );
}

interface CourseProps {
  readonly data: ProfileSeriesAnswer;
  readonly times: readonly number[];
  readonly type: ProfileScreen['sampleType'];
}

/** The sums of the profiles over time. */
function Course({ data, times, type }: CourseProps): ReactNode {
  const theme = useTheme();
  const [from, to] = [times[0] ?? 0, times.at(-1) ?? 0];
  const sums = data.sums.slice(0, times.length);
  return (
    <div className={styles['course']}>
      <TimeChart
        summary={`${type.type} from ${valueText(sums[0] ?? 0, type)} to ${valueText(sums.at(-1) ?? 0, type)}`}
        data={{
          times: Float64Array.from(times),
          series: [{ key: 'sum', name: type.type, colour: theme.accent, values: [...sums], fill: 0.15 }],
        }}
        from={from}
        to={to > from ? to : from + 1}
        axis={{ format: (value) => valueText(value, type), min: 0 }}
        formatTime={(time) => formatClock(BigInt(Math.round(time)) * 1_000_000n)}
      />
    </div>
  );
}

interface GrowthRow {
  readonly name: string;
  readonly values: Float64Array;
  readonly growth: number;
  readonly slope: number;
}

function GrowthTable({ data, screen }: { readonly data: ProfileSeriesAnswer; readonly screen: ProfileScreen }) {
  const { sampleType: type, change, frameMenu, place } = screen;
  const [selected, setSelected] = useState<number>();
  const points = data.sums.length;
  const rows = useMemo(() => {
    const wanted = place.find.toLowerCase();
    const all: GrowthRow[] = [];
    for (let row = 0; row < data.rows; row++) {
      const name = data.names[row] ?? '';
      if (wanted !== '' && !name.toLowerCase().includes(wanted)) continue;
      all.push({
        name,
        values: data.values.subarray(row * points, (row + 1) * points),
        growth: data.growth[row] ?? 0,
        slope: data.slope[row] ?? 0,
      });
    }
    return all;
  }, [data, points, place.find]);
  const columns = useMemo((): readonly Column<GrowthRow>[] => {
    return [
      numberColumn('growth', 'Growth', 100, ({ growth }) => changeText(growth, type)),
      {
        id: 'course',
        title: 'Course',
        width: 130,
        cell: ({ values }) => <CourseLine values={values} />,
      },
      textColumn('name', 'Function', 260, 1, ({ name }) => name),
      numberColumn('first', 'First', 90, ({ values }) => valueText(values[0] ?? 0, type)),
      numberColumn('last', 'Last', 90, ({ values }) => valueText(values.at(-1) ?? 0, type)),
      numberColumn('slope', data.timed ? 'Per minute' : 'Per profile', 100, ({ slope }) =>
        changeText(data.timed ? slope * 60 : slope, type),
      ),
    ];
  }, [type, data.timed]);
  return (
    <VirtualTable
      label="Functions by growth"
      columns={columns}
      count={rows.length}
      rowAt={(index) => rows[index]}
      selected={selected}
      onSelect={setSelected}
      onOpen={(index) => change({ tab: 'sandwich', fn: rows[index]?.name }, true)}
      onContextMenu={rowMenu(frameMenu, (index) => rows[index], setSelected)}
      empty={<EmptyState title="No function matches">Look for another name, or take filters away.</EmptyState>}
    />
  );
}
