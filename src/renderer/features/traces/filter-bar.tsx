// The conditions of the list as fields. Texts and durations act while typing, after a short pause; names act once chosen.
import { CircleAlert, FilterX, Search } from 'lucide-react';
import { useCallback, useMemo, useRef, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { durationParam, parseDuration } from '../../../contract/duration-text.ts';
import type { FacetsAnswer, TraceFilter } from '../../../contract/traces.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { formatShortCount } from '../../ui/number-text.ts';
import { TextField } from '../../ui/text-field.tsx';
import styles from './filter-bar.module.css';
import { isUnfiltered, parseAttribute, patched, withAttribute } from './filter-model.ts';
import { useDraft } from './use-draft.ts';
import type { FilterControl } from './use-trace-filter.ts';

const pause = 150;

interface FilterBarProps extends FilterControl {
  readonly facets: FacetsAnswer | undefined;
  readonly searchRef: Ref<HTMLInputElement>;
  /** Down or Enter in the search field goes to the rows. */
  readonly onLeave: () => void;
  readonly onClear: () => void;
}

export function FilterBar({ filter, change, facets, searchRef, onLeave, onClear }: FilterBarProps): ReactNode {
  const services = useMemo(
    () => (facets?.services ?? []).map(({ name, spans }) => ({ value: name, detail: formatShortCount(spans) })),
    [facets?.services],
  );
  const operations = useMemo(
    () => (facets?.operations ?? []).map(({ name, spans }) => ({ value: name, detail: formatShortCount(spans) })),
    [facets?.operations],
  );
  return (
    <div role="search" aria-label="Filter traces" className={styles['bar']}>
      <FreeText filter={filter} change={change} inputRef={searchRef} onLeave={onLeave} />
      <Name
        label="Service"
        value={filter.service}
        suggestions={services}
        onCommit={(service) =>
          change((now) => patched(now, { service, operation: service === now.service ? now.operation : undefined }))
        }
      />
      <Name
        label="Operation"
        value={filter.operation}
        suggestions={operations}
        onCommit={(operation) => change((now) => patched(now, { operation }))}
      />
      <div className={styles['pair']}>
        <DurationField
          label="Shortest"
          placeholder="min"
          value={filter.minDuration}
          onCommit={(minDuration) => change((now) => patched(now, { minDuration }), 'adjust')}
        />
        <span className={styles['dash']}>–</span>
        <DurationField
          label="Longest"
          placeholder="max"
          value={filter.maxDuration}
          onCommit={(maxDuration) => change((now) => patched(now, { maxDuration }), 'adjust')}
        />
      </div>
      <AttributeField keys={facets?.attributeKeys ?? []} change={change} />
      <Button
        look="ghost"
        aria-pressed={filter.errors === true}
        className={styles['errors']}
        onClick={() => change((now) => patched(now, { errors: now.errors === true ? undefined : true }))}
      >
        <CircleAlert size={13} aria-hidden="true" />
        Errors only
      </Button>
      {isUnfiltered(filter) ? undefined : (
        <Button look="ghost" onClick={onClear}>
          <FilterX size={13} aria-hidden="true" />
          Clear
        </Button>
      )}
    </div>
  );
}

interface FreeTextProps extends FilterControl {
  readonly inputRef: Ref<HTMLInputElement>;
  readonly onLeave: () => void;
}

function FreeText({ filter, change, inputRef, onLeave }: FreeTextProps): ReactNode {
  const draft = useDraft({
    value: filter.text ?? '',
    onCommit: (text) => change((now) => patched(now, { text: text || undefined }), 'adjust'),
    pause,
  });
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter' || event.key === 'ArrowDown') {
      draft.commit();
      onLeave();
    } else if (event.key === 'Escape') {
      if (draft.text === '') event.currentTarget.blur();
      else draft.commit('');
    } else return;
    event.preventDefault();
  };
  return (
    <TextField
      ref={inputRef}
      label="Search names, attribute values, messages"
      labelHidden
      className={styles['text']}
      placeholder="Search in names, values, messages"
      before={<Search size={13} aria-hidden="true" />}
      after={draft.text === '' ? <KeyHint keys="/" /> : undefined}
      value={draft.text}
      onChange={(event) => draft.type(event.target.value)}
      onBlur={() => draft.commit()}
      onKeyDown={onKeyDown}
    />
  );
}

interface NameProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly suggestions: readonly { readonly value: string; readonly detail: string }[];
  readonly onCommit: (name: string | undefined) => void;
}

function Name({ label, value, suggestions, onCommit }: NameProps): ReactNode {
  const draft = useDraft({ value: value ?? '', onCommit: (text) => onCommit(text || undefined), pause: undefined });
  const entered = useRef(false);
  // Leaving the field with half a name changes nothing; Enter means what is written, known or not.
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

interface DurationFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: TraceFilter['minDuration'];
  readonly onCommit: (duration: TraceFilter['minDuration']) => void;
}

/** `1000ms` and `1s` are the same duration; what is no duration changes nothing and is marked. */
function sameDuration(text: string, value: string): boolean {
  const typed = parseDuration(text);
  return typed === undefined ? text === value : typed === parseDuration(value);
}

function DurationField({ label, placeholder, value, onCommit }: DurationFieldProps): ReactNode {
  const held = value === undefined ? '' : durationParam(value);
  const draft = useDraft({
    value: held,
    onCommit: (text) => {
      const duration = parseDuration(text);
      if (text.trim() === '' || duration !== undefined) onCommit(duration);
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
      title={`${label} duration, like 250us, 100ms, 1.5s, 2m`}
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

function AttributeField({
  keys,
  change,
}: Pick<FilterControl, 'change'> & { readonly keys: readonly string[] }): ReactNode {
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
