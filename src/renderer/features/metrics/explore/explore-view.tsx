// Queries in PromQL over one stretch of time: their fields, the chart of all of them or a table of values, and words where
// there is nothing to draw.
import { Plus } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, type ReactNode, type Ref } from 'react';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { useAnswer } from '../../../data/use-answer.ts';
import { dashboardsLink } from '../../../routes/dashboards-route.ts';
import type { MetricsQuery } from '../../../routes/metrics-route.ts';
import { useNavigate } from '../../../routes/use-place.tsx';
import { Button } from '../../../ui/button.tsx';
import { plural } from '../../../ui/number-text.ts';
import type { PromqlRemark } from '../../../ui/promql-field/promql-editor.ts';
import type { PromqlFieldHandle } from '../../../ui/promql-field/promql-field.tsx';
import type { SortOrder } from '../../../ui/sort-order.ts';
import type { Zone } from '../../../ui/time-text.ts';
import { Tabs } from '../../../ui/tabs.tsx';
import type { AnsweredQuery } from '../model/chart-lines.ts';
import { drawableOf } from '../model/drawable.ts';
import type { MetricRow } from '../model/metric-rows.ts';
import { metricUnit, queryUnit } from '../model/query-unit.ts';
import type { MetricTime } from '../use-metric-time.ts';
import type { MetricsAddress } from '../use-metrics-address.ts';
import { plainUnit, type ValueUnit } from '../../../ui/value-unit.ts';
import { useSameList } from '../use-same-list.ts';
import { ChartPane } from './chart-pane.tsx';
import { Hints } from './findings.tsx';
import { InstantTable } from './instant-table.tsx';
import { QueryRow, remarksOf } from './query-row.tsx';
import { ShownAnswer } from './shown-answer.tsx';
import { chosenUnit, dashboardUnit } from './unit-choice.ts';
import { ViewChoices } from './view-choices.tsx';
import { useQueryAnswers, type QueryState } from './use-query-answers.ts';
import { useVocabulary } from './use-vocabulary.ts';
import styles from './explore.module.css';

interface ExploreViewProps {
  readonly rows: readonly MetricRow[];
  readonly address: MetricsAddress;
  readonly time: MetricTime;
  /** false: the step is not known yet, so nothing is asked. */
  readonly ready: boolean;
  readonly zone: Zone;
  readonly first: Ref<PromqlFieldHandle>;
}

const empty: MetricsQuery = { text: '', name: '', hidden: false };
/** The chart shows fewer, the greatest of each stretch of time. */
const mostExemplars = 3000;

export function ExploreView({ rows, address, time, ready, zone, first }: ExploreViewProps): ReactNode {
  const { view, change, changeQuery, removeQuery } = address;
  const { run, param } = useSelectedRun();
  const navigate = useNavigate();
  const vocabulary = useVocabulary(rows);
  // Of the address that the view opened with no field is to be written at once.
  const opened = useRef(false);
  useEffect(() => {
    opened.current = true;
  }, []);
  const queries = useMemo(() => (view.queries.length === 0 ? [empty] : view.queries), [view.queries]);
  const table = view.as === 'table';
  const onOrder = useCallback((sort: SortOrder | undefined) => change({ sort }, 'adjust'), [change]);
  const states = useQueryAnswers(queries, ready ? time.at : undefined, table);
  const shown = queries.findIndex(({ hidden, text }) => !hidden && text !== '');
  const leading = queries[shown];
  const exemplars = useAnswer(
    'metrics.exemplars',
    run === undefined || leading === undefined || table || !ready || !/_bucket\b|histogram_|_total\b/.test(leading.text)
      ? undefined
      : { run, query: leading.text, from: time.at.start, to: time.at.end, limit: mostExemplars },
    { keepPrevious: true },
  );
  const answers = useSameList(states.map(({ answer }) => answer));
  const remarks = useRemarks(answers);
  const answered = useAnswered(queries, answers, view.unit, rows);
  const measured = JSON.stringify(metricUnit(leading?.text ?? '', rows));
  const exemplarUnit = useMemo(() => JSON.parse(measured) as ValueUnit, [measured]);
  const pinLink = dashboardsLink({
    run: param,
    pin: {
      title: leading?.name === '' ? (view.metric ?? leading.text.slice(0, 60)) : (leading?.name ?? ''),
      queries: queries.flatMap(({ text, hidden }) => (hidden || text === '' ? [] : [text])),
      unit: dashboardUnit(answered[shown]?.unit ?? plainUnit),
    },
  });
  const about = { states, answered, queries, rows, address, time };
  return (
    <div className={styles['explore']}>
      <div className={styles['queries']}>
        {queries.map((query, index) => (
          <QueryRow
            key={index}
            index={index}
            letter={letterOf(index)}
            query={query}
            remarks={remarks[index]}
            vocabulary={vocabulary}
            removable={queries.length > 1}
            onChange={changeQuery}
            onRemove={removeQuery}
            {...(index === 0 ? { handle: first } : { fresh: opened.current && query.text === '' })}
          />
        ))}
        {leading === undefined || !ready || drawableOf(answered[shown]?.result) === 'nothing' ? undefined : (
          <Hints
            key={leading.text}
            query={leading.text}
            at={time.at}
            onInstead={(text) => changeQuery(shown, { text })}
          />
        )}
        <div className={styles['bar']}>
          <Button onClick={() => change({ queries: [...queries, empty] })}>
            <Plus size={13} aria-hidden="true" />
            Query
          </Button>
          <span className={styles['stats']} role="status">
            {statsOf(states)}
          </span>
          <span className={styles['space']} />
          {leading === undefined ? undefined : (
            <Button title="Keep this chart on a dashboard" onClick={() => navigate(pinLink)}>
              Pin
            </Button>
          )}
          <ViewChoices view={view} change={change} />
        </div>
      </div>
      <Tabs
        label="How the answer is shown"
        fills
        value={view.as}
        onChange={(as) => change({ as }, 'adjust')}
        tabs={[
          {
            id: 'chart',
            title: 'Chart',
            content: (
              <ShownAnswer {...about}>
                <ChartPane
                  queries={answered}
                  time={time}
                  address={address}
                  zone={zone}
                  exemplars={exemplars.data}
                  exemplarUnit={exemplarUnit}
                />
              </ShownAnswer>
            ),
          },
          {
            id: 'table',
            title: 'Table',
            content: (
              <ShownAnswer {...about}>
                <Tables answered={answered} order={view.sort} onOrder={onOrder} />
              </ShownAnswer>
            ),
          },
        ]}
      />
    </div>
  );
}

interface TablesProps {
  readonly answered: readonly AnsweredQuery[];
  readonly order: SortOrder | undefined;
  readonly onOrder: (order: SortOrder | undefined) => void;
}

function Tables({ answered, order, onOrder }: TablesProps): ReactNode {
  const tables = answered.flatMap(({ index, letter, text, unit, result }) =>
    result === undefined || result.kind === 'failed' || result.kind === 'matrix'
      ? []
      : [{ index, letter, text, unit, result }],
  );
  return (
    <div className={styles['tables']}>
      {tables.map(({ index, letter, text, unit, result }) => (
        <section key={index} className={styles['oneTable']} aria-label={`Values of query ${letter ?? 'A'}`}>
          {letter === undefined ? undefined : (
            <h2 className={styles['tableTitle']}>
              {letter}: <code>{text}</code>
            </h2>
          )}
          <InstantTable result={result} unit={unit} order={order} onOrder={onOrder} />
        </section>
      ))}
    </div>
  );
}

/** What the engine says of each query; the same lists while it says the same, so that a new sample draws no field anew. */
function useRemarks(answers: readonly QueryState['answer'][]): readonly (readonly PromqlRemark[])[] {
  const text = JSON.stringify(answers.map((answer) => remarksOf(answer)));
  return useMemo(() => JSON.parse(text) as readonly (readonly PromqlRemark[])[], [text]);
}

/** The same list while no answer is another one, so that charts are not made anew. */
function useAnswered(
  queries: readonly MetricsQuery[],
  answers: readonly QueryState['answer'][],
  unit: string | undefined,
  rows: readonly MetricRow[],
): readonly AnsweredQuery[] {
  const several = queries.length > 1;
  // As one text, so that a list with new samples changes nothing.
  const text = JSON.stringify(queries.map((query) => chosenUnit(unit, queryUnit(query.text, rows))));
  const units = useMemo(() => JSON.parse(text) as readonly ValueUnit[], [text]);
  return useMemo(
    () =>
      queries.map((query, index) => ({
        index,
        text: query.text,
        name: query.name,
        letter: several ? letterOf(index) : undefined,
        unit: units[index] ?? plainUnit,
        result: answers[index]?.result,
      })),
    [queries, several, answers, units],
  );
}

export function letterOf(index: number): string {
  return String.fromCodePoint(65 + (index % 26));
}

function statsOf(states: readonly QueryState[]): string {
  const known = states.flatMap(({ answer }) => (answer === undefined ? [] : [answer.stats]));
  if (known.length === 0) return '';
  const series = known.reduce((sum, stats) => sum + stats.series, 0);
  const millis = known.reduce((sum, stats) => sum + stats.millis, 0);
  return `${plural(series, 'series', 'series')}, ${millis < 10 ? millis.toFixed(1) : Math.round(millis)} ms`;
}
