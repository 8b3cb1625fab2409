// One query: its text with the engine's remarks, how its series are called, and what can be done with it.
import { Eye, EyeOff, Tag, X } from 'lucide-react';
import { memo, useEffect, useRef, useState, type ReactNode, type Ref } from 'react';
import type { MetricsQueryAnswer } from '../../../../contract/metrics.ts';
import type { MetricsQuery } from '../../../routes/metrics-route.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import type { PromqlRemark } from '../../../ui/promql-field/promql-editor.ts';
import { PromqlField, type PromqlFieldHandle } from '../../../ui/promql-field/promql-field.tsx';
import type { PromqlVocabulary } from '../../../ui/promql-field/promql-vocabulary.ts';
import { TextField } from '../../../ui/text-field.tsx';
import type { MetricsAddress } from '../use-metrics-address.ts';
import { useDraftCheck } from './use-draft-check.ts';
import styles from './explore.module.css';

const none: readonly never[] = [];

interface QueryRowProps {
  readonly index: number;
  readonly letter: string;
  readonly query: MetricsQuery;
  /** undefined before there is an answer. */
  readonly remarks: readonly PromqlRemark[] | undefined;
  readonly vocabulary: PromqlVocabulary;
  readonly removable: boolean;
  readonly onChange: MetricsAddress['changeQuery'];
  readonly onRemove: MetricsAddress['removeQuery'];
  readonly handle?: Ref<PromqlFieldHandle>;
  /** It was added just now, to be written. */
  readonly fresh?: boolean;
}

/** Drawn anew only when something of it changes, not with each tick of the clock. */
export const QueryRow = memo(function QueryRow(props: QueryRowProps): ReactNode {
  const { index, letter, query, remarks = none, vocabulary, onChange } = props;
  const [naming, setNaming] = useState(query.name !== '');
  const [draft, setDraft] = useState<string>();
  const own = useRef<PromqlFieldHandle>(null);
  const [fresh] = useState(props.fresh === true);
  useEffect(() => {
    if (fresh) own.current?.focus();
  }, [fresh]);
  const draftRemarks = useDraftCheck(draft);
  return (
    <div className={styles['query']} data-hidden={query.hidden ? '' : undefined}>
      <PromqlField
        label={`Query ${letter}`}
        placeholder="PromQL: a metric, or sum by (service) (rate(http_requests_total[5m]))"
        value={query.text}
        onApply={(text) => onChange(index, { text: text.trim() })}
        onDraft={setDraft}
        vocabulary={vocabulary}
        remarks={draft === undefined ? remarks : draftRemarks}
        about={draft ?? query.text}
        handle={props.handle ?? own}
        before={<span className={styles['letter']}>{letter}</span>}
        after={
          <span className={styles['tools']}>
            <IconButton
              label={`Name the series of query ${letter}`}
              aria-pressed={naming}
              onClick={() => setNaming(!naming)}
            >
              <Tag size={13} />
            </IconButton>
            <IconButton
              label={query.hidden ? `Show query ${letter}` : `Hide query ${letter}`}
              onClick={() => onChange(index, { hidden: !query.hidden }, 'adjust')}
            >
              {query.hidden ? <EyeOff size={13} /> : <Eye size={13} />}
            </IconButton>
            {props.removable ? (
              <IconButton label={`Remove query ${letter}`} onClick={() => props.onRemove(index)}>
                <X size={13} />
              </IconButton>
            ) : undefined}
          </span>
        }
      />
      {naming ? (
        <TextField
          key={query.name}
          label={`Name of the series of query ${letter}`}
          labelHidden
          className={styles['naming']}
          placeholder="Name of its series; {{label}} stands for a value"
          defaultValue={query.name}
          onBlur={(event) => {
            const name = event.currentTarget.value.trim();
            if (name !== query.name) onChange(index, { name }, 'adjust');
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
          }}
        />
      ) : undefined}
    </div>
  );
});

export function remarksOf(answer: MetricsQueryAnswer | undefined): readonly PromqlRemark[] {
  if (answer === undefined) return [];
  const { result, warnings, infos } = answer;
  const remark =
    (severity: PromqlRemark['severity']) =>
    (one: { text: string; from: number; to: number }): PromqlRemark => ({
      severity,
      message: one.text,
      from: one.from,
      to: one.to,
    });
  return [
    ...(result.kind === 'failed' ? [remark('error')(result.remark)] : []),
    ...warnings.map(remark('warning')),
    ...infos.map(remark('info')),
  ];
}
