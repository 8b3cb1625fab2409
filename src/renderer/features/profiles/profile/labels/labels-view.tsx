// Labels of the samples and what each value adds up to; a value filters, a key groups the stacks. Spans of samples beside them.
import { useMemo, type ReactNode } from 'react';
import type { LabelFacet, LabelValue, ProfileLabelsAnswer } from '../../../../../contract/profiles/tables.ts';
import { useAnswer } from '../../../../data/use-answer.ts';
import { Button } from '../../../../ui/button.tsx';
import cells from '../../../../ui/cell-text.module.css';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { plural } from '../../../../ui/number-text.ts';
import type { ProfileScreen } from '../profile-screen.ts';
import { tableShare, tableValue } from '../tables/table-values.ts';
import { Waiting } from '../waiting.tsx';
import { SpanFacet } from './span-facet.tsx';
import { SizeOfValue, SmallerOnes } from './value-parts.tsx';
import styles from './labels.module.css';

const most = 100;

export function LabelsView({ screen }: { readonly screen: ProfileScreen }): ReactNode {
  const { view, place, change } = screen;
  const request = useMemo(() => ({ view, limit: most }), [view]);
  const { data, error } = useAnswer('profiles.labels', request, { keepPrevious: true });
  if (data === undefined)
    return error === null ? (
      <Waiting what="Adding up labels" />
    ) : (
      <EmptyState title="The labels could not be read">{error.message}</EmptyState>
    );
  const wanted = place.find.toLowerCase();
  const labels = data.labels.filter(
    ({ key, values }) =>
      wanted === '' ||
      key.toLowerCase().includes(wanted) ||
      values.some(({ text }) => text.toLowerCase().includes(wanted)),
  );
  const { spans } = data;
  if (labels.length === 0 && (wanted !== '' || spans.count === 0))
    return (
      <EmptyState title={data.labels.length === 0 ? 'No labels in this view' : 'No label matches'}>
        {data.labels.length === 0
          ? 'The filters let no sample with a label through.'
          : 'Look for a part of a key or a value.'}
      </EmptyState>
    );
  return (
    <div className={styles['page']} tabIndex={0}>
      {wanted === '' ? <SpanFacet answer={data} screen={screen} /> : undefined}
      {labels.map((label) => (
        <Facet
          key={label.key}
          label={label}
          answer={data}
          grouped={place.filter.tagRoot.includes(label.key)}
          onGroup={() =>
            change(
              {
                tab: 'flame',
                at: undefined,
                filter: { ...place.filter, tagRoot: toggled(place.filter.tagRoot, label.key) },
              },
              true,
            )
          }
          onFilter={(field, { filter }) => change({ filter: { ...place.filter, [field]: filter } }, true)}
        />
      ))}
    </div>
  );
}

interface FacetProps {
  readonly label: LabelFacet;
  readonly answer: ProfileLabelsAnswer;
  readonly grouped: boolean;
  readonly onGroup: () => void;
  readonly onFilter: (field: 'tagFocus' | 'tagIgnore', value: LabelValue) => void;
}

function Facet({ label, answer, grouped, onGroup, onFilter }: FacetProps): ReactNode {
  const { key, sum, count, values } = label;
  const largest = Math.max(...values.map((value) => Math.abs(value.sum)), 0);
  return (
    <section className={styles['facet']} aria-label={`Label ${key}`}>
      <header className={styles['head']}>
        <h2>{key}</h2>
        <span className={cells['faint']}>
          {plural(count, 'value')}, {tableValue(sum, answer)} ({tableShare(sum, answer)})
        </span>
        <Button look="ghost" aria-pressed={grouped} onClick={onGroup} title="Its values become the outermost frames">
          {grouped ? 'Group no longer by it' : 'Group by it'}
        </Button>
      </header>
      <ul>
        {values.map((value) => (
          <li key={value.text} className={styles['value']}>
            <button
              type="button"
              className={styles['text']}
              title={`Only samples with ${key} = ${value.text}`}
              onClick={() => onFilter('tagFocus', value)}
            >
              {value.text === '' ? '(empty)' : value.text}
            </button>
            <SizeOfValue text={value.text} sum={value.sum} largest={largest} answer={answer} />
            <Button look="ghost" onClick={() => onFilter('tagIgnore', value)} title={`Without ${key} = ${value.text}`}>
              Ignore
            </Button>
          </li>
        ))}
      </ul>
      <SmallerOnes count={count - values.length} />
    </section>
  );
}

function toggled(keys: readonly string[], key: string): readonly string[] {
  return keys.includes(key) ? keys.filter((one) => one !== key) : [...keys, key];
}
