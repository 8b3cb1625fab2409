// A text input with suggestions; the text is free, a suggestion only fills it in. Used for services, operations, keys.
// Matching is by substring, ignoring case; at most 200 suggestions are drawn.
import { Autocomplete } from '@base-ui/react/autocomplete';
import { X } from 'lucide-react';
import { useId, useMemo, useRef, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { cx } from './cx.ts';
import styles from './field.module.css';
import popup from './popup.module.css';

export interface Suggestion {
  readonly value: string;
  /** Shown in the list instead, where the value cannot be seen. */
  readonly label?: string;
  readonly detail?: string;
}

interface ComboboxProps {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: string;
  readonly suggestions: readonly Suggestion[];
  /** Every keystroke. */
  readonly onText: (text: string) => void;
  /** Enter, a chosen suggestion, leaving the field, or the clear button. */
  readonly onCommit?: (text: string) => void;
  readonly placeholder?: string;
  readonly mono?: boolean;
  /** Something of the list is meant: typing highlights its first match, and Enter takes that. */
  readonly takesFirst?: boolean;
  readonly clearable?: boolean;
  /** What is typed is looked for in the details too. */
  readonly searchDetails?: boolean;
  readonly className?: string | undefined;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
}

const drawn = 200;

export function Combobox(props: ComboboxProps): ReactNode {
  const { label, labelHidden = false, value, suggestions, onText, onCommit, clearable = true, mono = false } = props;
  const { takesFirst = false, searchDetails = false } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const matching = useMemo(() => {
    const wanted = value.toLowerCase();
    const exact = suggestions.find((suggestion) => suggestion.value === value);
    return (
      exact === undefined
        ? suggestions.filter(
            (suggestion) =>
              suggestion.value.toLowerCase().includes(wanted) ||
              (searchDetails && suggestion.detail?.toLowerCase().includes(wanted) === true),
          )
        : [exact, ...suggestions.filter((suggestion) => suggestion !== exact)]
    ).slice(0, drawn);
  }, [suggestions, value, searchDetails]);
  return (
    <Autocomplete.Root<Suggestion>
      items={matching}
      filter={null}
      itemToStringValue={(suggestion) => suggestion.value}
      value={value}
      openOnInputClick
      autoHighlight={takesFirst}
      onValueChange={(text, details) => {
        onText(text);
        if (details.reason === 'item-press') onCommit?.(text);
      }}
    >
      <div className={cx(styles['field'], props.className)}>
        <label htmlFor={id} className={labelHidden ? 'visually-hidden' : styles['label']}>
          {label}
        </label>
        <div ref={box} className={styles['box']}>
          <Autocomplete.Input
            id={id}
            ref={props.inputRef}
            spellCheck={false}
            placeholder={props.placeholder}
            className={cx(styles['input'], mono && styles['mono'])}
            onBlur={() => onCommit?.(value)}
            onKeyDown={(event) => {
              props.onKeyDown?.(event);
              const highlighted = event.currentTarget.getAttribute('aria-activedescendant');
              if (event.key !== 'Enter' || highlighted) return;
              // The list may not have caught up with fast fingers.
              const first = takesFirst && value !== '' ? matching[0]?.value : undefined;
              if (first !== undefined) onText(first);
              onCommit?.(first ?? value);
            }}
          />
          {clearable && value !== '' ? (
            <button
              type="button"
              className={popup['clear']}
              aria-label={`Clear ${label}`}
              onClick={() => {
                onText('');
                onCommit?.('');
              }}
            >
              <X size={12} aria-hidden="true" />
            </button>
          ) : undefined}
        </div>
      </div>
      <Autocomplete.Portal>
        <Autocomplete.Positioner anchor={box} sideOffset={3} align="start" className={popup['positioner']}>
          <Autocomplete.Popup className={popup['popup']} data-empty={matching.length === 0 ? '' : undefined}>
            <Autocomplete.Empty className={popup['empty']}>
              {value === '' ? 'Nothing yet' : 'No suggestion'}
            </Autocomplete.Empty>
            <Autocomplete.List>
              {(suggestion: Suggestion) => (
                <Autocomplete.Item key={suggestion.value} value={suggestion} className={popup['item']}>
                  <span className={cx(popup['text'], mono && styles['mono'])}>
                    {suggestion.label ?? suggestion.value}
                  </span>
                  {suggestion.detail === undefined ? undefined : (
                    <span className={popup['detail']}>{suggestion.detail}</span>
                  )}
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  );
}
