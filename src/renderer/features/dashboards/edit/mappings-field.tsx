// Texts and colours that stand for values, ranges of them, expressions, or what is no number.
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MappedText, SpecialValue, ValueMapping } from '../../../../contract/dashboards/field-config.ts';
import { parsePattern } from '../../../../contract/dashboards/format/pattern.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { ColourField } from './colour-field.tsx';
import { NumberField } from './number-field.tsx';
import styles from './edit.module.css';

type Mappings = readonly ValueMapping[];

interface MappingsFieldProps {
  readonly value: Mappings | undefined;
  readonly onChange: (value: Mappings | undefined) => void;
}

const result: MappedText = { text: '', colour: undefined };
const fresh: readonly { readonly label: string; readonly mapping: ValueMapping }[] = [
  { label: 'A value', mapping: { kind: 'value', value: '', result } },
  { label: 'A range', mapping: { kind: 'range', from: 0, to: 1, result } },
  { label: 'An expression', mapping: { kind: 'regex', pattern: '', result } },
  { label: 'What is no number', mapping: { kind: 'special', match: 'null', result } },
];
const specials: readonly SpecialValue[] = ['null', 'nan', 'null+nan', 'true', 'false', 'empty'];

export function MappingsField({ value = [], onChange }: MappingsFieldProps): ReactNode {
  const put = (next: Mappings): void => onChange(next.length === 0 ? undefined : next);
  return (
    <fieldset className={styles['list']}>
      <legend>Value mappings</legend>
      {value.map((mapping, at) => (
        <div key={at} className={styles['mapping']}>
          <Source mapping={mapping} at={at + 1} onChange={(next) => put(value.with(at, next))} />
          <div className={styles['line']}>
            <TextField
              label={`Text of mapping ${at + 1}`}
              labelHidden
              placeholder="Text"
              value={mapping.result.text ?? ''}
              onChange={(event) => {
                const text = event.currentTarget.value || undefined;
                put(value.with(at, { ...mapping, result: { ...mapping.result, text } }));
              }}
            />
            <ColourField
              label={`Colour of mapping ${at + 1}`}
              labelHidden
              value={mapping.result.colour ?? ''}
              onChange={(colour) =>
                put(value.with(at, { ...mapping, result: { ...mapping.result, colour: colour || undefined } }))
              }
            />
            <IconButton label={`Remove mapping ${at + 1}`} onClick={() => put(value.toSpliced(at, 1))}>
              <X size={13} />
            </IconButton>
          </div>
        </div>
      ))}
      <Menu
        entries={fresh.map(({ label, mapping }) => ({ kind: 'item', label, onSelect: () => put([...value, mapping]) }))}
        trigger={<Button>Add a mapping</Button>}
      />
    </fieldset>
  );
}

interface SourceProps {
  readonly mapping: ValueMapping;
  readonly at: number;
  readonly onChange: (mapping: ValueMapping) => void;
}

function Source({ mapping, at, onChange }: SourceProps): ReactNode {
  switch (mapping.kind) {
    case 'value':
      return (
        <TextField
          label={`Value of mapping ${at}`}
          labelHidden
          placeholder="Value"
          value={mapping.value}
          onChange={(event) => onChange({ ...mapping, value: event.currentTarget.value })}
        />
      );
    case 'range':
      return (
        <div className={styles['line']}>
          <NumberField
            label={`Mapping ${at} from`}
            labelHidden
            placeholder="from"
            value={Number.isFinite(mapping.from) ? mapping.from : undefined}
            onChange={(from) => onChange({ ...mapping, from: from ?? -Infinity })}
          />
          <NumberField
            label={`Mapping ${at} to`}
            labelHidden
            placeholder="to"
            value={Number.isFinite(mapping.to) ? mapping.to : undefined}
            onChange={(to) => onChange({ ...mapping, to: to ?? Infinity })}
          />
        </div>
      );
    case 'regex':
      return (
        <TextField
          label={`Expression of mapping ${at}`}
          labelHidden
          mono
          placeholder="expression"
          value={mapping.pattern}
          trouble={parsePattern(mapping.pattern) === undefined ? 'This is no expression.' : undefined}
          onChange={(event) => onChange({ ...mapping, pattern: event.currentTarget.value })}
        />
      );
    case 'special':
      return (
        <Select
          label={`What mapping ${at} stands for`}
          labelHidden
          value={mapping.match}
          options={specials.map((match) => ({ value: match, label: match }))}
          onChange={(match) => onChange({ ...mapping, match })}
        />
      );
  }
}
