// What the records are made of, with counts: choosing a value adds a condition to the search, excluding adds the
// opposite. The conditions are text in the search field; nothing is kept here.
import { Plus, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { serviceLabel } from '../../../../contract/service-label.ts';
import { severityClasses, severityClass, type LogFacets, type LogSelection } from '../../../../contract/logs.ts';
import type { ServiceColours } from '../../../draw/palette.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { FacetGroup, type FacetEntry } from './facet-group.tsx';
import { FieldFacet } from './field-facet.tsx';
import { FieldPicker } from '../field-picker.tsx';
import type { Conditions } from '../use-conditions.ts';
import styles from './facets.module.css';

interface FacetsPaneProps {
  readonly facets: LogFacets | undefined;
  readonly selection: LogSelection | undefined;
  readonly live: boolean;
  readonly conditions: Conditions;
  readonly colourOf: ServiceColours;
  /** Fields whose values are listed, as a search names them. */
  readonly fields: readonly string[];
  readonly onFields: (fields: readonly string[]) => void;
}

export function FacetsPane(props: FacetsPaneProps): ReactNode {
  const { facets, conditions, colourOf, fields, onFields } = props;
  const [picking, setPicking] = useState(false);
  const entries = (values: LogFacets['services'] | undefined): readonly FacetEntry[] =>
    (values ?? []).map(({ text, records }) => ({ text, records }));
  const services = entries(facets?.services).map((entry) => ({ ...entry, label: serviceLabel(entry.text) }));
  return (
    <section className={styles['pane']} aria-label="Facets">
      <FacetGroup
        id="severity"
        title="Severity"
        field="severity"
        property
        entries={severityEntries(facets)}
        conditions={conditions}
        mark={(entry) => (
          <span className={styles['swatch']} style={{ background: `var(--level-${entry.text})` }} aria-hidden="true" />
        )}
      />
      <FacetGroup
        id="service"
        title="Service"
        field="service"
        property
        entries={services}
        conditions={conditions}
        mark={(entry) => <span className={styles['dot']} style={{ background: colourOf(entry.text).fill }} />}
      />
      <FacetGroup
        id="event"
        title="Event name"
        field="event"
        property
        entries={entries(facets?.eventNames)}
        conditions={conditions}
        hideEmpty
      />
      <FacetGroup
        id="scope"
        title="Scope"
        field="scope"
        property
        entries={entries(facets?.scopes)}
        conditions={conditions}
      />
      {fields.map((field) => (
        <FieldFacet
          key={field}
          field={field}
          selection={props.selection}
          live={props.live}
          conditions={conditions}
          tools={
            <IconButton
              label={`Remove ${field} from the facets`}
              onClick={() => onFields(fields.filter((one) => one !== field))}
            >
              <X size={12} />
            </IconButton>
          }
        />
      ))}
      <FieldPicker
        open={picking}
        onOpen={setPicking}
        label="Count the values of a field"
        taken={fields}
        onPick={(field) => {
          onFields([...fields, field]);
          setPicking(false);
        }}
        trigger={
          <button type="button" className={styles['add']}>
            <Plus size={13} aria-hidden="true" />
            Field…
          </button>
        }
      />
    </section>
  );
}

function severityEntries(facets: LogFacets | undefined): readonly FacetEntry[] {
  const sums = severityClasses.map(() => 0);
  for (const [number, records] of (facets?.severities ?? new Uint32Array()).entries()) {
    const at = severityClass(number);
    sums[at] = (sums[at] ?? 0) + records;
  }
  return severityClasses
    .map((text, at) => ({ text, records: sums[at] ?? 0 }))
    .filter(({ records }) => records > 0)
    .toReversed()
    .map((entry) => (entry.text === 'none' ? { ...entry, value: '0', label: 'no severity' } : entry));
}
