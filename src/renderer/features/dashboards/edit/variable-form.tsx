// One variable: its name, how its values are found, and which they are now.
import { useState, type ReactNode } from 'react';
import { parsePattern } from '../../../../contract/dashboards/format/pattern.ts';
import type { Variable } from '../../../../contract/dashboards/variables/variable.ts';
import { Badge } from '../../../ui/badge.tsx';
import { plural } from '../../../ui/number-text.ts';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import type { ResolvedVariable } from '../model/ask-variables.ts';
import { asVariable, nameTrouble, variableKinds } from './model/variables.ts';
import { VariableSource } from './variable-source.tsx';
import styles from './edit.module.css';

interface VariableFormProps {
  readonly variable: Variable;
  /** Names of the other variables. */
  readonly others: readonly string[];
  readonly resolved: ResolvedVariable | undefined;
  readonly onChange: (variable: Variable, mark: string) => void;
}

/** Values that are shown of many. */
const shown = 200;

export function VariableForm({ variable, others, resolved, onChange }: VariableFormProps): ReactNode {
  const [name, setName] = useState(variable.name);
  const trouble = nameTrouble(name, others);
  const rename = (): void => {
    if (trouble === undefined && name !== variable.name) onChange({ ...variable, name }, 'name');
  };
  return (
    <form
      className={styles['form']}
      aria-label={`Variable ${variable.name}`}
      onSubmit={(event) => {
        event.preventDefault();
        rename();
      }}
    >
      <div className={styles['fields']}>
        <TextField
          label="Name"
          mono
          value={name}
          trouble={trouble}
          onChange={(event) => setName(event.currentTarget.value)}
          onBlur={rename}
        />
        <Select
          label="Kind"
          value={variable.kind}
          options={variableKinds.map(({ kind, title }) => ({ value: kind, label: title }))}
          onChange={(kind) => {
            if (kind !== variable.kind) onChange(asVariable(variable, kind), 'kind');
          }}
        />
        <TextField
          label="Label"
          placeholder={variable.name}
          value={variable.label}
          onChange={(event) => onChange({ ...variable, label: event.currentTarget.value }, 'label')}
        />
        <Select
          label="Shown"
          value={variable.hide}
          options={[
            { value: 'no', label: 'With its label' },
            { value: 'label', label: 'Without its label' },
            { value: 'variable', label: 'Not at all' },
          ]}
          onChange={(hide) => onChange({ ...variable, hide }, 'hide')}
        />
      </div>
      <VariableSource variable={variable} onChange={onChange} />
      {'multi' in variable ? (
        <div className={styles['fields']}>
          <Checkbox
            label="Several can be chosen"
            checked={variable.multi}
            onChange={(multi) => onChange({ ...variable, multi }, 'multi')}
          />
          <Checkbox
            label="With All"
            checked={variable.includeAll}
            onChange={(includeAll) => onChange({ ...variable, includeAll }, 'all')}
          />
          {variable.includeAll ? (
            <TextField
              label="What All stands for"
              mono
              placeholder="every value"
              value={variable.allValue}
              onChange={(event) => onChange({ ...variable, allValue: event.currentTarget.value }, 'all value')}
            />
          ) : undefined}
        </div>
      ) : undefined}
      {variable.kind === 'query' ? (
        <div className={styles['fields']}>
          <TextField
            label="Only what fits, and of it the group"
            mono
            placeholder="/node-(.*)/"
            value={variable.regex}
            trouble={
              variable.regex !== '' && parsePattern(variable.regex) === undefined ? 'This is no expression.' : undefined
            }
            onChange={(event) => onChange({ ...variable, regex: event.currentTarget.value }, 'regex')}
          />
          <Select
            label="Sorted"
            value={variable.sort}
            options={sorts.map(([value, label]) => ({ value, label }))}
            onChange={(sort) => onChange({ ...variable, sort }, 'sort')}
          />
        </div>
      ) : undefined}
      <Preview resolved={resolved} />
    </form>
  );
}

const sorts = [
  ['none', 'As they come'],
  ['alphabetical', 'A to Z'],
  ['alphabetical-desc', 'Z to A'],
  ['numerical', 'Smallest number first'],
  ['numerical-desc', 'Largest number first'],
  ['alphabetical-any-case', 'a to Z, any case'],
  ['alphabetical-any-case-desc', 'Z to a, any case'],
  ['natural', 'Natural'],
  ['natural-desc', 'Natural, reversed'],
] as const;

function Preview({ resolved }: Pick<VariableFormProps, 'resolved'>): ReactNode {
  if (resolved === undefined || ['textbox', 'constant', 'adhoc'].includes(resolved.variable.kind)) return undefined;
  const { options, trouble } = resolved;
  return (
    <section aria-label="Values now" aria-live="polite">
      <h3 className={styles['previewHead']}>{plural(options.length, 'value')} now</h3>
      {trouble === undefined ? undefined : (
        <p role="alert" className={styles['trouble']}>
          {trouble}
        </p>
      )}
      {options.length === 0 && trouble === undefined ? (
        <p className={styles['hint']}>Nothing is found in the time that is shown.</p>
      ) : undefined}
      <ul className={styles['values']}>
        {options.slice(0, shown).map(({ text, value }) => (
          <li key={value}>
            <Badge>{text === value ? text : `${text}: ${value}`}</Badge>
          </li>
        ))}
      </ul>
      {options.length > shown ? <p className={styles['hint']}>and {options.length - shown} more</p> : undefined}
    </section>
  );
}
