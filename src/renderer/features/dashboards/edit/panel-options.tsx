// Everything about a panel but its queries: title, kind, what the kind can be told, units and drawing of its fields.
import type { ReactNode } from 'react';
import type { Dashboard, Repeat } from '../../../../contract/dashboards/model.ts';
import { hasData, type Panel } from '../../../../contract/dashboards/panels.ts';
import { FoldSection } from '../../../ui/fold-section.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import { FieldControl } from './field-control.tsx';
import { KindOptions } from './kind-options.tsx';
import { propertiesOf, type FieldProperty } from './model/field-properties.ts';
import { asKind, panelKinds, type PanelKind } from './model/new-panel.ts';
import { NumberField } from './number-field.tsx';
import styles from './edit.module.css';

interface PanelOptionsProps {
  readonly panel: Panel;
  readonly dashboard: Dashboard;
  readonly onChange: (panel: Panel, mark?: string) => void;
}

const wide = new Set<FieldProperty['control']>(['colour', 'thresholds', 'mappings', 'unit']);

export function PanelOptions({ panel, dashboard, onChange }: PanelOptionsProps): ReactNode {
  const groups = hasData(panel)
    ? Map.groupBy(propertiesOf(panel.kind, false), ({ group }) => group)
    : new Map<string, readonly FieldProperty[]>();
  return (
    <div className={styles['options']} role="group" aria-label="Options of the panel">
      <FoldSection name="panel-edit:panel" title="Panel">
        <div className={styles['fields']}>
          <TextField
            label="Title"
            value={panel.title}
            onChange={(event) => onChange({ ...panel, title: event.currentTarget.value }, 'title')}
          />
          {panel.kind === 'row' ? undefined : <KindSelect panel={panel} onChange={onChange} />}
          {panel.kind === 'row' ? undefined : (
            <TextArea
              label="Description"
              className={styles['whole']}
              rows={2}
              value={panel.description}
              onChange={(event) => onChange({ ...panel, description: event.currentTarget.value }, 'description')}
            />
          )}
          {panel.kind === 'row' ? undefined : (
            <Checkbox
              label="Without a frame"
              checked={panel.transparent}
              onChange={(transparent) => onChange({ ...panel, transparent })}
            />
          )}
          <RepeatFields panel={panel} dashboard={dashboard} onChange={onChange} />
        </div>
      </FoldSection>
      {panel.kind === 'row' || panel.kind === 'unknown' ? undefined : (
        <FoldSection name="panel-edit:kind" title={panelKinds.find(({ kind }) => kind === panel.kind)?.title ?? ''}>
          <KindOptions panel={panel} onChange={(next) => onChange(next, 'kind options')} />
        </FoldSection>
      )}
      {hasData(panel)
        ? [...groups].map(([group, properties]) => (
            <FoldSection key={group} name={`panel-edit:${group}`} title={group}>
              <div className={styles['fields']}>
                {properties.map((property) => (
                  <div key={property.id} className={wide.has(property.control) ? styles['whole'] : undefined}>
                    <FieldControl
                      property={property}
                      settings={panel.fields.defaults}
                      onChange={(defaults) =>
                        onChange({ ...panel, fields: { ...panel.fields, defaults } }, `field ${property.id}`)
                      }
                    />
                  </div>
                ))}
              </div>
            </FoldSection>
          ))
        : undefined}
    </div>
  );
}

type PartProps = Pick<PanelOptionsProps, 'panel' | 'onChange'>;

function KindSelect({ panel, onChange }: PartProps): ReactNode {
  const listed = panelKinds
    .filter(({ kind }) => kind !== 'row')
    .map(({ kind, title }): { value: PanelKind | 'unknown'; label: string } => ({ value: kind, label: title }));
  return (
    <Select
      label="Kind"
      value={panel.kind}
      options={panel.kind === 'unknown' ? [{ value: 'unknown', label: panel.type }, ...listed] : listed}
      onChange={(kind) => {
        if (kind !== 'unknown' && kind !== panel.kind) onChange(asKind(panel, kind));
      }}
    />
  );
}

const noRepeat = '';

function RepeatFields({ panel, dashboard, onChange }: PanelOptionsProps): ReactNode {
  const { repeat } = panel;
  const names = dashboard.variables.map(({ name }) => name);
  if (names.length === 0 && repeat === undefined) return undefined;
  const known = repeat === undefined || names.includes(repeat.variable) ? names : [repeat.variable, ...names];
  const put = (patch: Partial<Repeat>): void => {
    if (repeat !== undefined) onChange({ ...panel, repeat: { ...repeat, ...patch } }, 'repeat');
  };
  return (
    <>
      <Select
        label="Repeat for"
        value={repeat?.variable ?? noRepeat}
        options={[
          { value: noRepeat, label: 'Not repeated' },
          ...known.map((name) => ({ value: name, label: `$${name}` })),
        ]}
        onChange={(variable) =>
          onChange({
            ...panel,
            repeat: variable === noRepeat ? undefined : { direction: 'horizontal', maxPerRow: 4, ...repeat, variable },
          })
        }
      />
      {repeat === undefined || panel.kind === 'row' ? undefined : (
        <>
          <Select
            label="Copies stand"
            value={repeat.direction}
            options={[
              { value: 'horizontal', label: 'Beside each other' },
              { value: 'vertical', label: 'Below each other' },
            ]}
            onChange={(direction) => put({ direction })}
          />
          <NumberField
            label="Most in a line"
            value={repeat.maxPerRow}
            onChange={(most) => put({ maxPerRow: Math.max(1, Math.round(most ?? 4)) })}
          />
        </>
      )}
    </>
  );
}
