// Settings of some fields only: which ones, and what is different about them.
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FieldMatcher, FieldOverride } from '../../../../contract/dashboards/field-config.ts';
import { parsePattern } from '../../../../contract/dashboards/format/pattern.ts';
import type { PanelWithData } from '../../../../contract/dashboards/panels.ts';
import { Button } from '../../../ui/button.tsx';
import { Combobox } from '../../../ui/combobox.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { FieldControl } from './field-control.tsx';
import { propertiesOf } from './model/field-properties.ts';
import { newProperty } from './model/new-property.ts';
import styles from './edit.module.css';

type Overrides = readonly FieldOverride[];

interface OverridesEditorProps {
  readonly panel: PanelWithData;
  /** Fields as the panel draws them now. */
  readonly names: readonly string[];
  readonly onChange: (overrides: Overrides, mark?: string) => void;
}

export function OverridesEditor({ panel, names, onChange }: OverridesEditorProps): ReactNode {
  const { overrides } = panel.fields;
  const properties = propertiesOf(panel.kind, true);
  return (
    <div className={styles['stack']}>
      {overrides.length === 0 ? (
        <p className={styles['hint']}>
          All fields look alike. An override gives some of them, by name say, a unit, a colour or an axis of their own.
        </p>
      ) : undefined}
      {overrides.map((override, at) => {
        const { matcher, settings } = override;
        const put = (patch: Partial<FieldOverride>): void =>
          onChange(overrides.with(at, { ...override, ...patch }), `override ${at}`);
        const missing = properties.filter((property) => property.get(settings) === undefined);
        return (
          <section key={at} className={styles['card']} aria-label={`Override ${at + 1}`}>
            <header className={styles['cardHead']}>
              <h3>Override {at + 1}</h3>
              <IconButton label={`Remove override ${at + 1}`} onClick={() => onChange(overrides.toSpliced(at, 1))}>
                <X size={13} />
              </IconButton>
            </header>
            <Matcher matcher={matcher} names={names} onChange={(next) => put({ matcher: next })} />
            {properties
              .filter((property) => property.get(settings) !== undefined)
              .map((property) => (
                <div key={property.id} className={styles['line']}>
                  <div className={styles['grow']}>
                    <FieldControl
                      property={property}
                      settings={settings}
                      onChange={(next) => put({ settings: next })}
                    />
                  </div>
                  <IconButton
                    label={`Remove ${property.title}`}
                    onClick={() =>
                      onChange(overrides.with(at, { ...override, settings: property.set(settings, undefined) }))
                    }
                  >
                    <X size={13} />
                  </IconButton>
                </div>
              ))}
            <Menu
              entries={missing.map((property) => ({
                kind: 'item',
                label: property.title,
                onSelect: () =>
                  onChange(overrides.with(at, { ...override, settings: newProperty(property, settings) })),
              }))}
              trigger={<Button>Add a setting</Button>}
            />
          </section>
        );
      })}
      <div className={styles['line']}>
        <Button onClick={() => onChange([...overrides, { matcher: { kind: 'byName', name: '' }, settings: {} }])}>
          Add an override
        </Button>
      </div>
    </div>
  );
}

const kinds: Readonly<Record<FieldMatcher['kind'], string>> = {
  byName: 'Field with the name',
  byRegexp: 'Fields whose name fits',
  byType: 'Fields of the type',
  byFrameRefID: 'Fields of the query',
  byNames: 'Fields with the names',
  byValue: 'Fields by their value',
  other: 'Other',
};

interface MatcherProps {
  readonly matcher: FieldMatcher;
  readonly names: readonly string[];
  readonly onChange: (matcher: FieldMatcher) => void;
}

function Matcher({ matcher, names, onChange }: MatcherProps): ReactNode {
  const offered: readonly FieldMatcher['kind'][] = [
    'byName',
    'byRegexp',
    'byType',
    'byFrameRefID',
    'byNames',
    'byValue',
  ];
  return (
    <div className={styles['pair']}>
      <Select
        label="For"
        value={matcher.kind}
        options={[...offered, ...(matcher.kind === 'other' ? (['other'] as const) : [])].map((kind) => ({
          value: kind,
          label: kinds[kind],
        }))}
        onChange={(kind) => onChange(freshMatcher(kind, matcher))}
      />
      <MatcherValue matcher={matcher} names={names} onChange={onChange} />
    </div>
  );
}

function MatcherValue({ matcher, names, onChange }: MatcherProps): ReactNode {
  const suggestions = names.map((value) => ({ value }));
  switch (matcher.kind) {
    case 'byName':
      return (
        <Combobox
          label="Name"
          value={matcher.name}
          suggestions={suggestions}
          onText={(name) => onChange({ ...matcher, name })}
        />
      );
    case 'byRegexp':
      return (
        <TextField
          label="Expression"
          mono
          placeholder="/errors.*/"
          value={matcher.pattern}
          trouble={parsePattern(matcher.pattern) === undefined ? 'This is no expression.' : undefined}
          onChange={(event) => onChange({ ...matcher, pattern: event.currentTarget.value })}
        />
      );
    case 'byType':
      return (
        <Select
          label="Type"
          value={matcher.type}
          options={['number', 'string', 'time', 'boolean'].map((value) => ({ value, label: value }))}
          onChange={(type) => onChange({ ...matcher, type })}
        />
      );
    case 'byFrameRefID':
      return (
        <TextField
          label="Query"
          value={matcher.target}
          onChange={(event) => onChange({ ...matcher, target: event.currentTarget.value })}
        />
      );
    case 'byNames':
      return (
        <TextField
          label="Names"
          value={matcher.names.join(', ')}
          onChange={(event) =>
            onChange({ ...matcher, names: event.currentTarget.value.split(',').map((name) => name.trim()) })
          }
        />
      );
    case 'byValue':
      return (
        <TextField
          label={`${matcher.calc} ${matcher.operator}`}
          inputMode="decimal"
          value={String(matcher.value)}
          onChange={(event) => onChange({ ...matcher, value: Number(event.currentTarget.value) || 0 })}
        />
      );
    case 'other':
      return <p className={styles['hint']}>{matcher.id}; kept as it is.</p>;
  }
}

function freshMatcher(kind: FieldMatcher['kind'], now: FieldMatcher): FieldMatcher {
  switch (kind) {
    case 'byName':
      return { kind, name: '' };
    case 'byRegexp':
      return { kind, pattern: now.kind === 'byName' ? now.name : '' };
    case 'byType':
      return { kind, type: 'number' };
    case 'byFrameRefID':
      return { kind, target: 'A' };
    case 'byNames':
      return { kind, names: now.kind === 'byName' ? [now.name] : [], exclude: false };
    case 'byValue':
      return { kind, calc: 'max', operator: 'gte', value: 0 };
    case 'other':
      return now;
  }
}
