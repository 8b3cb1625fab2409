// One query of a panel: its text with what the engine says of it, how its series are called, and how it is asked.
import { ArrowDown, ArrowUp, Copy, Eye, EyeOff, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Target } from '../../../../contract/dashboards/model.ts';
import { parseStep } from '../../../../contract/dashboards/variables/step-text.ts';
import { Combobox } from '../../../ui/combobox.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import type { PromqlRemark } from '../../../ui/promql-field/promql-editor.ts';
import { PromqlField, type PromqlFieldHandle } from '../../../ui/promql-field/promql-field.tsx';
import type { PromqlVocabulary } from '../../../ui/promql-field/promql-vocabulary.ts';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { AskedTarget } from '../model/ask-panel.ts';
import styles from './edit.module.css';

interface TargetEditorProps {
  readonly target: Target;
  readonly asked: AskedTarget | undefined;
  readonly vocabulary: PromqlVocabulary;
  /** Ids of the other queries. */
  readonly taken: ReadonlySet<string>;
  readonly onChange: (target: Target, mark?: string) => void;
  readonly onCopy: () => void;
  readonly onRemove: (() => void) | undefined;
  readonly onMove: (by: -1 | 1) => void;
}

const legends = [
  { value: '__auto', detail: 'labels that differ' },
  { value: '{{job}}', detail: 'value of a label' },
];

export function TargetEditor(props: TargetEditorProps): ReactNode {
  const { target, asked, vocabulary, taken, onChange } = props;
  const { id } = target;
  const [name, setName] = useState(id);
  const field = useRef<PromqlFieldHandle>(null);
  const fresh = useRef(target.expression === '');
  useEffect(() => {
    if (!fresh.current) return undefined;
    // After the dialog in which the panel was chosen has let go of the focus.
    const timer = setTimeout(() => field.current?.focus());
    return () => clearTimeout(timer);
  }, []);
  const remarks = useMemo(() => remarksOf(target, asked), [target, asked]);
  const wrongName = name.trim() === '' || (name !== id && taken.has(name));
  return (
    <section className={styles['card']} aria-label={`Query ${id}`} data-off={target.hidden ? '' : undefined}>
      <div className={styles['queryLine']}>
        <TextField
          label={`Name of query ${id}`}
          labelHidden
          className={styles['letter']}
          value={name}
          trouble={wrongName ? 'Taken' : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
          onBlur={() => {
            if (wrongName) setName(id);
            else if (name !== id) onChange({ ...target, id: name.trim() });
          }}
        />
        {target.kind === 'promql' ? (
          <PromqlField
            label={`Query ${id}`}
            placeholder="PromQL: a metric, or sum by (job) (rate(requests_total[$__rate_interval]))"
            className={styles['grow']}
            value={target.expression}
            onApply={(text) => onChange({ ...target, expression: text.trim() })}
            vocabulary={vocabulary}
            remarks={remarks}
            about={target.expression}
            handle={field}
          />
        ) : (
          <TextField
            label={kindWords[target.kind]}
            labelHidden
            mono
            className={styles['grow']}
            disabled={target.kind === 'other'}
            trouble={asked?.problem}
            hint={
              target.kind === 'other'
                ? `Asks ${target.source || 'another data source'}; kept as it is.`
                : asked?.remarks.join(' ') || undefined
            }
            placeholder={kindWords[target.kind]}
            value={target.expression}
            onChange={(event) => onChange({ ...target, expression: event.currentTarget.value }, `query ${id}`)}
          />
        )}
        <IconButton
          label={target.hidden ? `Show query ${id}` : `Hide query ${id}`}
          onClick={() => onChange({ ...target, hidden: !target.hidden })}
        >
          {target.hidden ? <EyeOff size={13} /> : <Eye size={13} />}
        </IconButton>
        <IconButton label={`Move query ${id} up`} onClick={() => props.onMove(-1)}>
          <ArrowUp size={13} />
        </IconButton>
        <IconButton label={`Move query ${id} down`} onClick={() => props.onMove(1)}>
          <ArrowDown size={13} />
        </IconButton>
        <IconButton label={`Duplicate query ${id}`} onClick={props.onCopy}>
          <Copy size={13} />
        </IconButton>
        <IconButton label={`Remove query ${id}`} disabled={props.onRemove === undefined} onClick={props.onRemove}>
          <X size={13} />
        </IconButton>
      </div>
      {target.kind === 'other' ? undefined : (
        <div className={styles['queryOptions']}>
          <Select
            label="Asks for"
            value={target.kind}
            options={[
              { value: 'promql', label: 'Metrics (PromQL)' },
              { value: 'logs', label: 'Logs (LogQL)' },
              { value: 'traces', label: 'Traces (TraceQL)' },
            ]}
            onChange={(kind) => {
              if (kind !== target.kind) onChange({ ...target, kind, ...beginnings[kind] });
            }}
          />
          {target.kind === 'promql' ? <MetricsOptions target={target} onChange={onChange} /> : undefined}
        </div>
      )}
    </section>
  );
}

const beginnings = {
  promql: { source: 'prometheus', expression: '' },
  logs: { source: 'loki', expression: '{service_name=~".+"}' },
  traces: { source: 'tempo', expression: '{}' },
} as const;

function MetricsOptions({ target, onChange }: Pick<TargetEditorProps, 'target' | 'onChange'>): ReactNode {
  const { id } = target;
  return (
    <>
      <Combobox
        label="Legend"
        value={target.legend}
        suggestions={legends}
        placeholder="labels"
        onText={(legend) => onChange({ ...target, legend }, `legend ${id}`)}
      />
      <TextField
        label="Min step"
        placeholder="auto"
        value={target.interval}
        trouble={
          target.interval === '' || target.interval.includes('$') || parseStep(target.interval) !== undefined
            ? undefined
            : 'Written as 30s.'
        }
        onChange={(event) => onChange({ ...target, interval: event.currentTarget.value.trim() }, `step ${id}`)}
      />
      <Select
        label="Type"
        value={target.instant ? 'instant' : 'range'}
        options={[
          { value: 'range', label: 'Range' },
          { value: 'instant', label: 'Instant' },
        ]}
        onChange={(type) => onChange({ ...target, instant: type === 'instant' })}
      />
      <Select
        label="Format"
        value={target.format}
        options={[
          { value: 'time_series', label: 'Time series' },
          { value: 'table', label: 'Table' },
          { value: 'heatmap', label: 'Heat map' },
        ]}
        onChange={(format) => onChange({ ...target, format })}
      />
    </>
  );
}

const kindWords: Readonly<Record<Target['kind'], string>> = {
  promql: 'PromQL',
  logs: 'LogQL: {service_name="orders"} |= "error"',
  traces: 'TraceQL: { resource.service.name = "orders" && duration > 100ms }',
  other: 'Query',
};

/** Places are those of the text with everything written in, so they only fit where nothing was. */
function remarksOf(target: Target, asked: AskedTarget | undefined): readonly PromqlRemark[] {
  if (asked === undefined) return [];
  const to = target.expression.length;
  const remark = (severity: PromqlRemark['severity']) => (message: string) => ({ severity, message, from: 0, to });
  return [
    ...(asked.problem === undefined ? [] : [remark('error')(asked.problem)]),
    ...asked.remarks.map(remark('warning')),
  ];
}
