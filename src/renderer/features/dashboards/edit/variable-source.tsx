// Where the values of a variable come from, by its kind.
import { useState, type ReactNode } from 'react';
import { parseCustomOptions } from '../../../../contract/dashboards/grafana/templating.ts';
import { parseStep } from '../../../../contract/dashboards/variables/step-text.ts';
import type { AdhocFilter, CustomVariable, Variable } from '../../../../contract/dashboards/variables/variable.ts';
import { TextField } from '../../../ui/text-field.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import { NumberField } from './number-field.tsx';
import styles from './edit.module.css';

interface VariableSourceProps {
  readonly variable: Variable;
  readonly onChange: (variable: Variable, mark: string) => void;
}

export function VariableSource({ variable, onChange }: VariableSourceProps): ReactNode {
  switch (variable.kind) {
    case 'query':
      return (
        <TextField
          label="Query"
          mono
          autoFocus
          placeholder="label_values(http_requests_total, job)"
          hint="label_values(metric, label), label_names(), metrics(expression), query_result(PromQL); it may name the variables above."
          value={variable.query}
          onChange={(event) => onChange({ ...variable, query: event.currentTarget.value }, 'query')}
        />
      );
    case 'custom':
      return <CustomOptions variable={variable} onChange={onChange} />;
    case 'interval':
      return (
        <>
          <Words
            label="Intervals"
            hint="Lengths of time with commas between them"
            value={variable.options}
            wrong={(one) => parseStep(one) === undefined}
            onChange={(options) => onChange({ ...variable, options }, 'options')}
          />
          <div className={styles['fields']}>
            <Checkbox
              label="Auto, from the time that is shown"
              checked={variable.auto}
              onChange={(auto) => onChange({ ...variable, auto }, 'auto')}
            />
            <NumberField
              label="Steps of auto"
              value={variable.autoCount}
              onChange={(count) => onChange({ ...variable, autoCount: Math.max(1, count ?? 30) }, 'count')}
            />
            <TextField
              label="Least step of auto"
              value={variable.autoMin}
              onChange={(event) => onChange({ ...variable, autoMin: event.currentTarget.value.trim() }, 'min')}
            />
          </div>
        </>
      );
    case 'textbox':
    case 'constant':
      return (
        <TextField
          label={variable.kind === 'constant' ? 'Value' : 'Text that it begins with'}
          value={variable.current[0] ?? ''}
          onChange={(event) => onChange({ ...variable, current: [event.currentTarget.value] }, 'current')}
        />
      );
    case 'datasource':
      return (
        <TextField
          label="Kind of data source"
          hint="There is one source here, this run; elsewhere the dashboard asks for one of this kind."
          value={variable.type}
          onChange={(event) => onChange({ ...variable, type: event.currentTarget.value }, 'type')}
        />
      );
    case 'adhoc':
      return (
        <Words
          label="Filters"
          hint='Added to every query: job="orders", env!="test"'
          value={variable.filters.map(({ key, operator, value }) => `${key}${operator}${JSON.stringify(value)}`)}
          wrong={(one) => filterOf(one) === undefined}
          onChange={(texts) =>
            onChange({ ...variable, filters: texts.flatMap((one) => filterOf(one) ?? []) }, 'filters')
          }
        />
      );
  }
}

function CustomOptions({
  variable,
  onChange,
}: {
  readonly variable: CustomVariable;
  readonly onChange: VariableSourceProps['onChange'];
}): ReactNode {
  const [text, setText] = useState(
    variable.options.map((one) => (one.text === one.value ? one.value : `${one.text} : ${one.value}`)).join(', '),
  );
  return (
    <TextField
      label="Values"
      autoFocus
      placeholder="a, b, Text : value"
      hint="With commas between them; a comma within a value is written \,"
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange({ ...variable, options: parseCustomOptions(event.currentTarget.value) }, 'options');
      }}
    />
  );
}

interface WordsProps {
  readonly label: string;
  readonly hint: string;
  readonly value: readonly string[];
  readonly wrong: (one: string) => boolean;
  readonly onChange: (value: readonly string[]) => void;
}

function Words({ label, hint, value, wrong, onChange }: WordsProps): ReactNode {
  const [text, setText] = useState(value.join(', '));
  const parts = text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const bad = parts.find(wrong);
  return (
    <TextField
      label={label}
      mono
      hint={hint}
      value={text}
      trouble={bad === undefined ? undefined : `This is not understood: ${bad}`}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setText(next);
        onChange(
          next
            .split(',')
            .map((one) => one.trim())
            .filter((one) => one !== '' && !wrong(one)),
        );
      }}
    />
  );
}

/** `key="value"` with one of the four operators. */
function filterOf(text: string): AdhocFilter | undefined {
  const [, key, operator, value] = /^([\w.]+)\s*(=~|!~|!=|=)\s*"?(.*?)"?$/.exec(text) ?? [];
  if (key === undefined || value === undefined) return undefined;
  const known = (['=~', '!~', '!=', '='] as const).find((one) => one === operator);
  return known === undefined ? undefined : { key, operator: known, value };
}
