// The steps between queries and panel: added, ordered, switched off, removed, with the options of each.
import { ArrowDown, ArrowUp, Eye, EyeOff, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { isObject } from '../../../../contract/dashboards/grafana/read-json.ts';
import type { Transformation } from '../../../../contract/dashboards/transform/transformation.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import {
  aboutTransformation,
  newTransformation,
  optionAt,
  organized,
  transformations,
  withOption,
  withOrganized,
  type TransformOption,
} from './model/transformations.ts';
import { NumberField } from './number-field.tsx';
import styles from './edit.module.css';

interface TransformationsEditorProps {
  readonly value: readonly Transformation[];
  /** Fields as the panel draws them now. */
  readonly names: readonly string[];
  readonly onChange: (value: readonly Transformation[], mark?: string) => void;
}

export function TransformationsEditor({ value, names, onChange }: TransformationsEditorProps): ReactNode {
  const swap = (at: number, by: -1 | 1): void => {
    const [one, other] = [value[at], value[at + by]];
    if (one !== undefined && other !== undefined) onChange(value.with(at, other).with(at + by, one));
  };
  return (
    <div className={styles['stack']}>
      {value.length === 0 ? (
        <p className={styles['hint']}>
          Nothing is done between queries and panel. A transformation reduces, joins, renames or sorts what they answer.
        </p>
      ) : undefined}
      {value.map((one, at) => (
        <section key={`${one.id} ${at}`} className={styles['card']} data-off={one.disabled ? '' : undefined}>
          <header className={styles['cardHead']}>
            <h3>
              {at + 1}. {aboutTransformation(one.id).title}
            </h3>
            <IconButton label={`Move ${one.id} up`} disabled={at === 0} onClick={() => swap(at, -1)}>
              <ArrowUp size={13} />
            </IconButton>
            <IconButton label={`Move ${one.id} down`} disabled={at === value.length - 1} onClick={() => swap(at, 1)}>
              <ArrowDown size={13} />
            </IconButton>
            <IconButton
              label={one.disabled ? `Switch ${one.id} on` : `Switch ${one.id} off`}
              onClick={() => onChange(value.with(at, { ...one, disabled: !one.disabled }))}
            >
              {one.disabled ? <EyeOff size={13} /> : <Eye size={13} />}
            </IconButton>
            <IconButton label={`Remove ${one.id}`} onClick={() => onChange(value.toSpliced(at, 1))}>
              <X size={13} />
            </IconButton>
          </header>
          <Options
            value={one}
            names={names}
            onChange={(options) => onChange(value.with(at, { ...one, options }), `transform ${at}`)}
          />
        </section>
      ))}
      <Menu
        entries={transformations.map(({ id, title }) => ({
          kind: 'item',
          label: title,
          onSelect: () => onChange([...value, newTransformation(id)]),
        }))}
        trigger={<Button>Add a transformation</Button>}
      />
    </div>
  );
}

interface OptionsProps {
  readonly value: Transformation;
  readonly names: readonly string[];
  readonly onChange: (options: Transformation['options']) => void;
}

function Options({ value, names, onChange }: OptionsProps): ReactNode {
  const { options } = aboutTransformation(value.id);
  if (value.id === 'organize') return <Organize {...{ value, names, onChange }} />;
  if (['merge', 'seriesToRows', 'timeSeriesTable', 'concatenate'].includes(value.id)) return undefined;
  if (options.length === 0) return <AsJson value={value} onChange={onChange} />;
  return (
    <div className={styles['fields']}>
      {options.map((option) => (
        <OptionField
          key={option.title}
          option={option}
          value={optionAt(value.options, option.path)}
          onChange={(next) => onChange(withOption(value.options, option.path, next))}
        />
      ))}
    </div>
  );
}

interface OptionFieldProps {
  readonly option: TransformOption;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function OptionField({ option, value, onChange }: OptionFieldProps): ReactNode {
  const { title } = option;
  switch (option.control) {
    case 'flag':
      return <Checkbox label={title} checked={value === true} onChange={onChange} />;
    case 'number':
      return <NumberField label={title} value={Number(value ?? 0)} onChange={onChange} />;
    case 'choice': {
      const [first] = option.options;
      return (
        <Select
          label={title}
          value={typeof value === 'string' ? value : (first?.value ?? '')}
          options={option.options}
          onChange={onChange}
        />
      );
    }
    case 'names':
    case 'text':
      return (
        <Words
          title={title}
          hint={option.hint}
          value={value}
          several={option.control === 'names'}
          onChange={onChange}
        />
      );
  }
}

interface WordsProps {
  readonly title: string;
  readonly hint: string | undefined;
  readonly value: unknown;
  readonly several: boolean;
  readonly onChange: (value: unknown) => void;
}

function Words({ title, hint, value, several, onChange }: WordsProps): ReactNode {
  const [text, setText] = useState(Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : '');
  return (
    <TextField
      label={title}
      placeholder={hint ?? (several ? 'names with commas between them' : undefined)}
      value={text}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setText(next);
        const parts = next.split(',').map((one) => one.trim());
        onChange(several ? parts.filter((one) => one !== '') : next === '' ? undefined : next);
      }}
    />
  );
}

function Organize({ value, names, onChange }: OptionsProps): ReactNode {
  const fields = organized(value.options, names);
  const put = (next: typeof fields): void => onChange(withOrganized(value.options, next));
  if (fields.length === 0) return <p className={styles['hint']}>The queries have no fields yet.</p>;
  return (
    <ul className={styles['stack']}>
      {fields.map((field, at) => (
        <li key={field.name} className={styles['fieldLine']}>
          <Checkbox
            label={field.name}
            checked={!field.hidden}
            onChange={(shown) => put(fields.with(at, { ...field, hidden: !shown }))}
          />
          <TextField
            label={`New name of ${field.name}`}
            labelHidden
            placeholder="New name"
            value={field.renamed}
            onChange={(event) => put(fields.with(at, { ...field, renamed: event.currentTarget.value }))}
          />
          <IconButton
            label={`Move ${field.name} up`}
            disabled={at === 0}
            onClick={() => put(fields.toSpliced(at, 1).toSpliced(at - 1, 0, field))}
          >
            <ArrowUp size={13} />
          </IconButton>
          <IconButton
            label={`Move ${field.name} down`}
            disabled={at === fields.length - 1}
            onClick={() => put(fields.toSpliced(at, 1).toSpliced(at + 1, 0, field))}
          >
            <ArrowDown size={13} />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}

function AsJson({ value, onChange }: Pick<OptionsProps, 'value' | 'onChange'>): ReactNode {
  const [text, setText] = useState(JSON.stringify(value.options, undefined, 2));
  const [trouble, setTrouble] = useState<string>();
  return (
    <TextArea
      label="Options, as JSON"
      value={text}
      trouble={trouble}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setText(next);
        try {
          const options: unknown = JSON.parse(next);
          setTrouble(isObject(options) ? undefined : 'Options are an object.');
          if (isObject(options)) onChange(options);
        } catch (error) {
          setTrouble(error instanceof Error ? error.message : String(error));
        }
      }}
    />
  );
}
