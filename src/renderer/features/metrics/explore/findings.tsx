// Why a query is empty, or where it probably does not mean what it says, each with what could be asked instead.
import { Lightbulb, SearchX } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { QueryFinding } from '../../../../contract/metrics.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { useAnswer } from '../../../data/use-answer.ts';
import { cx } from '../../../ui/cx.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import type { Evaluations } from '../model/time-steps.ts';
import styles from './explore.module.css';

interface AboutQuery {
  readonly query: string;
  readonly at: Evaluations;
  readonly onInstead: (query: string) => void;
  /** Shows another stretch of time. */
  readonly onTime?: ((from: number, to: number) => void) | undefined;
}

const pace = 10_000;

/** In place of the chart. */
export function EmptyReason({ query, at, onInstead, onTime }: AboutQuery): ReactNode {
  const { run } = useSelectedRun();
  // The reason hardly changes from second to second.
  const end = Math.floor(at.end / pace) * pace;
  const asked = { start: at.start - at.end + end, end, step: at.step };
  const { data, error } = useAnswer('metrics.explain', run === undefined ? undefined : { run, query, ...asked }, {
    keepPrevious: true,
  });
  const findings = data?.findings ?? [];
  return (
    <EmptyState icon={<SearchX size={28} strokeWidth={1.5} />} title="No sample in this time">
      {data === undefined && error === null ? <p>Looking why…</p> : undefined}
      {findings.map((finding, index) => (
        <Finding
          key={index}
          finding={finding}
          onInstead={onInstead}
          onTime={onTime === undefined ? undefined : (received) => onTime(...timeAround(received, at))}
        />
      ))}
      {data !== undefined && findings.length === 0 ? (
        <p>The query is right, and nothing meets it here. Try a longer time, or fewer conditions.</p>
      ) : undefined}
      {error === null ? undefined : <p>Why could not be found out: {error.message}</p>}
    </EmptyState>
  );
}

/** A line over the chart; nothing where all is well. */
export function Hints({ query, at, onInstead }: AboutQuery): ReactNode {
  const { run } = useSelectedRun();
  // Hints need not be fresh: asked for the range as it was when the query came into force.
  const [then] = useState(at);
  const { data } = useAnswer('metrics.hints', run === undefined ? undefined : { run, query, ...then }, { live: false });
  if (data === undefined || data.findings.length === 0) return undefined;
  return (
    <div className={styles['hints']} role="note">
      {data.findings.map((finding, index) => (
        <Finding key={index} finding={finding} onInstead={onInstead} icon />
      ))}
    </div>
  );
}

/** As long as what is shown now, around the samples there are: up to the last, or from the first where they come later. */
function timeAround({ from, to }: Received, at: Evaluations): readonly [from: number, to: number] {
  const range = Math.max(at.end - at.start, 60_000);
  return from > at.end ? [from - 1000, from - 1000 + range] : [to + 1000 - range, to + 1000];
}

type Received = NonNullable<QueryFinding['received']>;

interface FindingProps {
  readonly finding: QueryFinding;
  readonly onInstead: (query: string) => void;
  readonly onTime?: ((received: Received) => void) | undefined;
  readonly icon?: boolean;
}

function Finding({ finding, onInstead, onTime, icon = false }: FindingProps): ReactNode {
  const { received } = finding;
  return (
    <div className={cx(styles['finding'], !icon && styles['alone'])}>
      {icon ? <Lightbulb size={13} aria-hidden="true" className={styles['bulb']} /> : undefined}
      <span>{finding.text}</span>
      {finding.suggestions.map(({ label, query }) => (
        <Button key={query} title={query} onClick={() => onInstead(query)}>
          {label}
        </Button>
      ))}
      {received === undefined || onTime === undefined ? undefined : (
        <Button onClick={() => onTime(received)}>Show that time</Button>
      )}
    </div>
  );
}
