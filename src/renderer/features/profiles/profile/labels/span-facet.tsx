// The spans that samples belong to, as links of OTLP or labels name them: each filters the profile, and leads to its trace.
import { Waypoints } from 'lucide-react';
import type { ReactNode } from 'react';
import { spanFilterText } from '../../../../../contract/profiles/sample-spans.ts';
import type { ProfileLabelsAnswer } from '../../../../../contract/profiles/tables.ts';
import { sampledSpanLink } from '../../../../routes/sampled-span-link.ts';
import { Link } from '../../../../routes/use-place.tsx';
import cells from '../../../../ui/cell-text.module.css';
import { cx } from '../../../../ui/cx.ts';
import { plural } from '../../../../ui/number-text.ts';
import type { ProfileScreen } from '../profile-screen.ts';
import { tableShare, tableValue } from '../tables/table-values.ts';
import { SizeOfValue, SmallerOnes } from './value-parts.tsx';
import styles from './labels.module.css';

interface SpanFacetProps {
  readonly answer: ProfileLabelsAnswer;
  readonly screen: ProfileScreen;
}

export function SpanFacet({ answer, screen: { place, change } }: SpanFacetProps): ReactNode {
  const { count, sum, values } = answer.spans;
  if (values.length === 0) return undefined;
  const largest = Math.max(...values.map((value) => Math.abs(value.sum)), 0);
  return (
    <section className={styles['facet']} aria-label="Spans of the samples">
      <header className={styles['head']}>
        <h2>Spans</h2>
        <span className={cells['faint']}>
          {plural(count, 'span')}, {tableValue(sum, answer)} ({tableShare(sum, answer)})
        </span>
      </header>
      <ul>
        {values.map((value) => {
          const { traceId, spanId, samples } = value;
          const filter = spanFilterText(value);
          const text = spanId ?? `trace ${traceId ?? ''}`;
          return (
            <li key={filter} className={cx(styles['value'], styles['spanValue'])}>
              <button
                type="button"
                className={styles['text']}
                title={`Only the ${plural(samples, 'sample')} of ${text}`}
                onClick={() => change({ filter: { ...place.filter, span: filter } }, true)}
              >
                <code>{text}</code>
              </button>
              <SizeOfValue text={text} sum={value.sum} largest={largest} answer={answer} />
              <Link
                href={sampledSpanLink(value, place.run)}
                className={styles['toTrace']}
                title={traceId === undefined ? 'Look for the trace of this span' : 'To this span in its trace'}
              >
                <Waypoints size={13} aria-hidden="true" /> Trace
              </Link>
            </li>
          );
        })}
      </ul>
      <SmallerOnes count={count - values.length} />
    </section>
  );
}
