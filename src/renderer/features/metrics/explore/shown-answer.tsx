// The answer, or why there is none: not asked, not answered, wrong, empty, or nothing that lines can show. Each says what to
// do next.
import { CircleAlert } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { MetricsQuery } from '../../../routes/metrics-route.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import type { AnsweredQuery } from '../model/chart-lines.ts';
import { promDuration } from '../model/distribution-queries.ts';
import { drawableOf, numbersOfHistograms } from '../model/drawable.ts';
import type { MetricRow } from '../model/metric-rows.ts';
import { withSentNameQuoted } from '../model/sent-names.ts';
import type { MetricTime } from '../use-metric-time.ts';
import type { MetricsAddress } from '../use-metrics-address.ts';
import { EmptyReason } from './findings.tsx';
import type { QueryState } from './use-query-answers.ts';

interface ShownAnswerProps {
  readonly states: readonly QueryState[];
  readonly answered: readonly AnsweredQuery[];
  readonly queries: readonly MetricsQuery[];
  readonly rows: readonly MetricRow[];
  readonly address: MetricsAddress;
  readonly time: MetricTime;
  readonly children: ReactNode;
}

const icon = <CircleAlert size={28} strokeWidth={1.5} />;

export function ShownAnswer(props: ShownAnswerProps): ReactNode {
  const { states, answered, queries, address, time, children } = props;
  const drawable = answered.map(({ result }) => drawableOf(result));
  if (drawable.includes('numbers')) return children;
  const failed = states.find(({ error }) => error !== undefined);
  if (failed?.error !== undefined)
    return (
      <EmptyState
        icon={icon}
        title="The query could not be answered"
        actions={<Button onClick={failed.retry}>Try again</Button>}
      >
        {failed.error.message}
      </EmptyState>
    );
  const wrong = answered.findIndex(({ result }) => result?.kind === 'failed');
  if (wrong >= 0) return <Wrong {...props} at={wrong} />;
  const unlike = drawable.findIndex((one) => one === 'histograms' || one === 'not-finite');
  if (unlike >= 0) return <NotDrawable {...props} at={unlike} />;
  const asked = queries.findIndex(({ text, hidden }) => text !== '' && !hidden);
  if (asked < 0)
    return (
      <EmptyState title={queries.some(({ text }) => text !== '') ? 'All queries are hidden' : 'Choose a metric'}>
        {queries.some(({ text }) => text !== '')
          ? 'Show one with the eye beside it.'
          : 'Click one in the list on the left to see it in its natural way, or write a query above. / goes to the search, q to the query.'}
      </EmptyState>
    );
  if (answered[asked]?.result === undefined) return <Asking key={queries[asked]?.text} />;
  return (
    <EmptyReason
      query={queries[asked]?.text ?? ''}
      at={time.at}
      onInstead={(text) => address.changeQuery(asked, { text })}
      onTime={time.zoom}
    />
  );
}

/** Milliseconds after which it is worth a word that a question takes long. */
const patience = 2000;

function Asking(): ReactNode {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), patience);
    return () => clearTimeout(timer);
  }, []);
  return (
    <EmptyState title="Asking…">
      {long
        ? 'This reads many samples. Another query, hiding this one, or leaving the page gives it up; less time or a longer step is quicker.'
        : undefined}
    </EmptyState>
  );
}

interface Suggestion {
  readonly label: string;
  readonly query: string;
}

/** A query that is no PromQL, or that has no answer. */
function Wrong({ answered, rows, address, at }: ShownAnswerProps & { readonly at: number }): ReactNode {
  const { result, text = '' } = answered[at] ?? {};
  if (result?.kind !== 'failed') return undefined;
  const parse = result.reason === 'parse';
  const suggestions = parse ? withSentNameQuoted(text, rows) : [];
  const table = !parse && result.remark.text.startsWith('invalid expression type');
  return (
    <EmptyState
      icon={icon}
      title={parse ? 'This query cannot be read' : table ? 'This is nothing over time' : 'This query has no answer'}
      actions={
        table ? (
          <Button onClick={() => address.change({ as: 'table' }, 'adjust')}>Show as table</Button>
        ) : suggestions.length > 0 ? (
          <Instead suggestions={suggestions} at={at} address={address} />
        ) : undefined
      }
    >
      {/* What is wrong stands below the query already. */}
      {suggestions.length > 0
        ? 'A name with dots or other signs stands in quotes inside of braces; most also have a name of Prometheus’ form.'
        : parse
          ? 'Mend it above; the place is underlined.'
          : adviceOn(result.remark.text, result.reason)}
    </EmptyState>
  );
}

/** What helps against a failure, by the words that it has. */
function adviceOn(text: string, reason: 'parse' | 'execution' | 'timeout'): string {
  if (reason === 'timeout' || /too many samples/.test(text))
    return 'It would read too much: ask for less time, a longer step, or fewer series.';
  if (text.startsWith('invalid expression type'))
    return 'A chart needs one number per series and time. A table can show it, or a function makes numbers of it: rate, avg_over_time, last_over_time.';
  if (/many-to-many|multiple matches|duplicate series/.test(text))
    return 'Each series needs exactly one partner on the other side: name the labels that decide with on or ignoring, let one side have several with group_left or group_right, or aggregate first.';
  return 'What is wrong stands below the query.';
}

/** Series that have no numbers: native histograms, or only NaN and infinities. */
function NotDrawable({ answered, address, time, at }: ShownAnswerProps & { readonly at: number }): ReactNode {
  const { result, text = '' } = answered[at] ?? {};
  if (drawableOf(result) === 'not-finite')
    return (
      <EmptyState
        icon={icon}
        title="No number to draw"
        actions={<Button onClick={() => address.change({ as: 'table' }, 'adjust')}>Show as table</Button>}
      >
        Every value is NaN or infinite, as of a division by zero or a percentile of no observations.
      </EmptyState>
    );
  const window = promDuration(Math.max(60_000, 4 * time.at.step));
  return (
    <EmptyState
      icon={icon}
      title="These are whole histograms"
      actions={<Instead suggestions={numbersOfHistograms(text, window)} at={at} address={address} />}
    >
      Each sample is a histogram, which a line cannot show. Ask for a number of it, or see the metric as a distribution.
    </EmptyState>
  );
}

interface InsteadProps {
  readonly suggestions: readonly Suggestion[];
  readonly at: number;
  readonly address: MetricsAddress;
}

function Instead({ suggestions, at, address }: InsteadProps): ReactNode {
  return suggestions.map(({ label, query }) => (
    <Button key={query} title={query} onClick={() => address.changeQuery(at, { text: query })}>
      {label}
    </Button>
  ));
}
