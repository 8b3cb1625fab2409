// The variables of a dashboard: one control each, by kind.
import { ChevronDown } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { allOption, isChoosable } from '../../../contract/dashboards/variables/variable.ts';
import { Button } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { ResolvedVariable } from './model/ask-variables.ts';
import styles from './dashboards.module.css';

interface VariablesBarProps {
  readonly variables: readonly ResolvedVariable[];
  readonly onChange: (name: string, values: readonly string[]) => void;
}

export function VariablesBar({ variables, onChange }: VariablesBarProps): ReactNode {
  const shown = variables.filter(
    ({ variable }) => variable.hide !== 'variable' && variable.kind !== 'constant' && variable.kind !== 'datasource',
  );
  if (shown.length === 0) return undefined;
  return (
    <div className={styles['variables']} role="group" aria-label="Variables">
      {shown.map((one) => (
        <Control key={one.variable.name} resolved={one} onChange={(values) => onChange(one.variable.name, values)} />
      ))}
    </div>
  );
}

interface ControlProps {
  readonly resolved: ResolvedVariable;
  readonly onChange: (values: readonly string[]) => void;
}

function Control({ resolved, onChange }: ControlProps): ReactNode {
  const { variable, options, value, trouble } = resolved;
  const label = variable.label || variable.name;
  const [text, setText] = useState(value.chosen[0]?.value ?? '');
  if (variable.kind === 'textbox') {
    return (
      <TextField
        label={label}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => onChange([text])}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onChange([text]);
        }}
      />
    );
  }
  if (variable.kind === 'adhoc') {
    return (
      <span className={styles['faint']}>
        {label}:{' '}
        {variable.filters.map(({ key, operator, value: wanted }) => `${key}${operator}${wanted}`).join(', ') ||
          'no filters'}
      </span>
    );
  }
  if (isChoosable(variable) && (variable.multi || options.length > 30))
    return <Chooser {...{ resolved, onChange, label }} />;
  const withAll = isChoosable(variable) && variable.includeAll;
  const chosen = value.all ? allOption : (value.chosen[0]?.value ?? '');
  const listed = [
    ...(withAll ? [{ value: allOption, label: 'All' }] : []),
    ...options.map((option) => ({ value: option.value, label: option.text })),
  ];
  const known = listed.some((one) => one.value === chosen);
  return (
    <Select
      label={trouble === undefined ? label : `${label} (${trouble})`}
      value={chosen}
      options={known ? listed : [{ value: chosen, label: chosen || 'nothing found' }, ...listed]}
      onChange={(next) => onChange([next])}
    />
  );
}

/** Rows of a long list that are drawn; the rest is found by typing. */
const drawn = 300;

/** Several of many, found by typing. */
function Chooser({ resolved, onChange, label }: ControlProps & { readonly label: string }): ReactNode {
  const { variable, options, value } = resolved;
  const [open, setOpen] = useState(false);
  const [find, setFind] = useState('');
  const multi = isChoosable(variable) && variable.multi;
  const withAll = isChoosable(variable) && variable.includeAll;
  const wanted = find.toLowerCase();
  const matching = useMemo(() => options.filter(({ text }) => text.toLowerCase().includes(wanted)), [options, wanted]);
  const chosen = new Set(value.all ? [] : value.chosen.map((one) => one.value));
  const words = value.all ? 'All' : value.chosen.map(({ text }) => text).join(', ') || 'nothing found';
  const toggle = (one: string): void => {
    if (!multi) return onChange([one]);
    const next = new Set(chosen);
    if (!next.delete(one)) next.add(one);
    onChange(next.size === 0 && withAll ? [allOption] : [...next]);
  };
  return (
    <div className={styles['chooser']}>
      <span className={styles['label']}>{label}</span>
      <Popover
        label={label}
        open={open}
        onOpen={setOpen}
        trigger={
          <Button title={words}>
            <span className={styles['clip']}>{words}</span> <ChevronDown size={13} aria-hidden="true" />
          </Button>
        }
      >
        <div className={styles['choices']}>
          <TextField
            label={`Find in ${label}`}
            labelHidden
            placeholder="Find"
            value={find}
            onChange={(event) => setFind(event.currentTarget.value)}
          />
          <ul>
            {withAll ? (
              <li>
                <label>
                  <input type="checkbox" checked={value.all} onChange={() => onChange([allOption])} /> All
                </label>
              </li>
            ) : undefined}
            {matching.slice(0, drawn).map((option) => (
              <li key={option.value}>
                <label>
                  <input
                    type={multi ? 'checkbox' : 'radio'}
                    checked={chosen.has(option.value)}
                    onChange={() => toggle(option.value)}
                  />{' '}
                  {option.text}
                </label>
              </li>
            ))}
          </ul>
          {matching.length > drawn ? (
            <p className={styles['faint']}>{matching.length - drawn} more; type to find them.</p>
          ) : undefined}
        </div>
      </Popover>
    </div>
  );
}
