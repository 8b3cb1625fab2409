// Conditions that are asked for most, as fields. They read from the search text and write into it, and are nothing else.
import { CircleAlert } from 'lucide-react';
import { useCallback, useMemo, useRef, type ReactNode } from 'react';
import { serviceLabel } from '../../../contract/service-label.ts';
import { durationParam, parseDuration } from '../../../contract/duration-text.ts';
import type { FacetsAnswer } from '../../../contract/traces.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { formatShortCount } from '../../ui/number-text.ts';
import { hasFlag, pickedValue, withFlag, type PickedField } from '../../ui/search-field/conditions.ts';
import { TextField } from '../../ui/text-field.tsx';
import styles from './filter-bar.module.css';
import {
  durationBound,
  longest,
  operationPick,
  parseAttribute,
  servicePick,
  shortest,
  withAttribute,
  withDuration,
  withOperation,
  withService,
  withWhere,
} from './filter-model.ts';
import { useDraft } from './use-draft.ts';
import type { FilterControl } from './use-trace-filter.ts';

const pause = 150;

interface QuickPickersProps extends FilterControl {
  readonly facets: FacetsAnswer | undefined;
}

export function QuickPickers({ filter, change, facets }: QuickPickersProps): ReactNode {
  const services = useMemo(() => suggestionsOf(facets?.services), [facets?.services]);
  const operations = useMemo(() => suggestionsOf(facets?.operations), [facets?.operations]);
  const errors = hasFlag(filter.where, 'error');
  return (
    <>
      <Name
        label="Service"
        value={pickedValue(filter.where, servicePick)}
        suggestions={services}
        onCommit={(name) => change((now) => withService(now, name))}
      />
      <Name
        label="Operation"
        value={pickedValue(filter.where, operationPick)}
        suggestions={operations}
        onCommit={(name) => change((now) => withOperation(now, name))}
      />
      <div className={styles['pair']}>
        <DurationField label="Shortest" placeholder="min" end={shortest} filter={filter} change={change} />
        <span className={styles['dash']}>–</span>
        <DurationField label="Longest" placeholder="max" end={longest} filter={filter} change={change} />
      </div>
      <AttributeField keys={facets?.attributeKeys ?? []} change={change} />
      <Button
        look="ghost"
        aria-pressed={errors}
        className={styles['errors']}
        onClick={() => change((now) => withWhere(now, withFlag(now.where, 'error', !hasFlag(now.where, 'error'))))}
      >
        <CircleAlert size={13} aria-hidden="true" />
        Errors only
      </Button>
    </>
  );
}

interface Suggestion {
  readonly value: string;
  readonly detail: string;
}

function suggestionsOf(
  names: readonly { readonly name: string; readonly spans: number }[] = [],
): readonly Suggestion[] {
  return names.map(({ name, spans }) => ({
    value: name,
    label: serviceLabel(name, ''),
    detail: formatShortCount(spans),
  }));
}

interface NameProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly suggestions: readonly Suggestion[];
  readonly onCommit: (name: string | undefined) => void;
}

function Name({ label, value, suggestions, onCommit }: NameProps): ReactNode {
  const draft = useDraft({ value: value ?? '', onCommit: (text) => onCommit(text || undefined), pause: undefined });
  const entered = useRef(false);
  // Leaving the field with half a name changes nothing; Enter takes the highlighted name, or what is written where none fits.
  const commit = (text: string): void => {
    const meant = entered.current || text === '' || suggestions.some((suggestion) => suggestion.value === text);
    entered.current = false;
    draft.commit(meant ? text : (value ?? ''));
  };
  return (
    <Combobox
      label={label}
      labelHidden
      placeholder={label}
      className={styles['name']}
      takesFirst
      value={draft.text}
      suggestions={suggestions}
      onText={draft.type}
      onCommit={commit}
      onKeyDown={(event) => {
        entered.current = event.key === 'Enter';
      }}
    />
  );
}

/** `1000ms` and `1s` are the same duration; what is no duration changes nothing and is marked. */
function sameDuration(text: string, value: string): boolean {
  const typed = parseDuration(text);
  return typed === undefined ? text === value : typed === parseDuration(value);
}

interface DurationFieldProps extends FilterControl {
  readonly label: string;
  readonly placeholder: string;
  readonly end: PickedField;
}

function DurationField({ label, placeholder, end, filter, change }: DurationFieldProps): ReactNode {
  const bound = durationBound(filter, end);
  const held = bound === undefined ? '' : durationParam(bound);
  const draft = useDraft({
    value: held,
    onCommit: (text) => {
      const duration = parseDuration(text);
      if (text.trim() === '' || duration !== undefined) change((now) => withDuration(now, end, duration), 'adjust');
    },
    pause,
    means: sameDuration,
  });
  const wrong = draft.text.trim() !== '' && parseDuration(draft.text) === undefined;
  return (
    <TextField
      label={`${label} duration`}
      labelHidden
      mono
      className={styles['duration']}
      trouble={wrong ? 'reads like 250us, 100ms, 1.5s, 2m' : undefined}
      title={`${label} duration of the trace, like 250us, 100ms, 1.5s, 2m`}
      placeholder={placeholder}
      value={draft.text}
      onChange={(event) => draft.type(event.target.value)}
      onBlur={() => draft.commit(wrong ? held : draft.text)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') draft.commit();
      }}
    />
  );
}

interface AttributeFieldProps extends Pick<FilterControl, 'change'> {
  readonly keys: readonly string[];
}

function AttributeField({ keys, change }: AttributeFieldProps): ReactNode {
  const suggestions = useMemo(() => keys.map((key) => ({ value: `${key}=` })), [keys]);
  const draft = useDraft({ value: '', onCommit: () => undefined, pause: undefined, means: () => true });
  const add = useCallback(
    (text: string): void => {
      const attribute = parseAttribute(text);
      if (attribute === undefined || attribute.value === '') return;
      change((now) => withAttribute(now, attribute.key, attribute.value));
      draft.type('');
    },
    [change, draft],
  );
  return (
    <Combobox
      label="Attribute that equals a value"
      labelHidden
      mono
      placeholder="attribute=value"
      className={styles['attribute']}
      value={draft.text}
      suggestions={draft.text.includes('=') ? [] : suggestions}
      onText={draft.type}
      onCommit={add}
    />
  );
}
