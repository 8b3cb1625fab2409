// The control of one setting of a field.
import type { ReactNode } from 'react';
import type { ColourChoice, FieldSettings } from '../../../../contract/dashboards/field-config.ts';
import { Combobox } from '../../../ui/combobox.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import { ColourField } from './colour-field.tsx';
import { MappingsField } from './mappings-field.tsx';
import type { FieldProperty } from './model/field-properties.ts';
import { unitChoices } from './model/unit-names.ts';
import { NumberField } from './number-field.tsx';
import { ThresholdsField } from './thresholds-field.tsx';
import styles from './edit.module.css';

interface FieldControlProps {
  readonly property: FieldProperty;
  readonly settings: FieldSettings;
  readonly onChange: (settings: FieldSettings) => void;
}

export function FieldControl({ property, settings, onChange }: FieldControlProps): ReactNode {
  const { title } = property;
  switch (property.control) {
    case 'number':
      return (
        <NumberField
          label={title}
          placeholder={property.hint}
          value={property.get(settings)}
          onChange={(value) => onChange(property.set(settings, value))}
        />
      );
    case 'text':
      return (
        <TextField
          label={title}
          placeholder={property.hint}
          value={property.get(settings) ?? ''}
          onChange={(event) => onChange(property.set(settings, event.currentTarget.value || undefined))}
        />
      );
    case 'unit':
      return (
        <Combobox
          label={title}
          placeholder="Find: bytes, seconds, suffix:rows"
          value={property.get(settings) ?? ''}
          suggestions={unitChoices}
          searchDetails
          onText={(value) => onChange(property.set(settings, value || undefined))}
        />
      );
    case 'choice':
      return (
        <Select
          label={title}
          value={property.get(settings) ?? ''}
          options={[{ value: '', label: 'Default' }, ...property.options]}
          onChange={(value) => onChange(property.set(settings, value || undefined))}
        />
      );
    case 'flag':
      return (
        <Checkbox
          label={title}
          checked={property.get(settings) === true}
          onChange={(value) => onChange(property.set(settings, value || undefined))}
        />
      );
    case 'colour':
      return (
        <ColourChoiceField
          value={property.get(settings)}
          onChange={(value) => onChange(property.set(settings, value))}
        />
      );
    case 'thresholds':
      return (
        <ThresholdsField value={property.get(settings)} onChange={(value) => onChange(property.set(settings, value))} />
      );
    case 'mappings':
      return (
        <MappingsField value={property.get(settings)} onChange={(value) => onChange(property.set(settings, value))} />
      );
  }
}

const modes: Readonly<Record<string, string>> = {
  'palette-classic': 'One for each series',
  thresholds: 'By thresholds',
  fixed: 'One colour',
  'continuous-GrYlRd': 'Green, yellow, red',
  'continuous-RdYlGr': 'Red, yellow, green',
  'continuous-BlYlRd': 'Blue, yellow, red',
  'continuous-blues': 'Blues',
  'continuous-reds': 'Reds',
  'continuous-greens': 'Greens',
};

interface ColourChoiceProps {
  readonly value: ColourChoice | undefined;
  readonly onChange: (value: ColourChoice | undefined) => void;
}

function ColourChoiceField({ value, onChange }: ColourChoiceProps): ReactNode {
  const mode = value?.mode ?? '';
  const named = mode === '' || mode in modes ? modes : { ...modes, [mode]: mode };
  return (
    <div className={styles['pair']}>
      <Select
        label="Colours"
        value={mode}
        options={[
          { value: '', label: 'Default' },
          ...Object.entries(named).map(([id, label]) => ({ value: id, label })),
        ]}
        onChange={(next) =>
          onChange(
            next === '' ? undefined : { mode: next, fixed: next === 'fixed' ? (value?.fixed ?? 'blue') : undefined },
          )
        }
      />
      {mode === 'fixed' ? (
        <ColourField label="Colour" value={value?.fixed ?? ''} onChange={(fixed) => onChange({ mode, fixed })} />
      ) : undefined}
    </div>
  );
}
