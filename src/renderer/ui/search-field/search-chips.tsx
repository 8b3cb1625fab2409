// The conditions of a search as chips, made of its text: a click edits one in the field, the others turn it round or take
// it away. They show the search in force; while the field's draft is wrong that is the last right one.
import { Ban, X } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { chipsOf, withChip, withoutChip, type Chip } from '../../../contract/search/chips.ts';
import type { At } from '../../../contract/search/search.ts';
import { cx } from '../cx.ts';
import { turnedRound } from './conditions.ts';
import { tokenMarks } from './token-marks.ts';
import styles from './search-chips.module.css';

interface SearchChipsProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onEdit: (at: At) => void;
  /** Chips that stand for something else than the text, first. */
  readonly children?: ReactNode;
}

/** Nothing where there is no condition. */
export function SearchChips({ text, onChange, onEdit, children }: SearchChipsProps): ReactNode {
  const chips = useMemo(() => chipsOf(text) ?? [], [text]);
  if (chips.length === 0 && !children) return undefined;
  return (
    <ul className={styles['chips']} aria-label="Conditions">
      {children}
      {chips.map((chip) => (
        <li key={chip.at.from} className={cx(styles['chip'], chip.search.kind === 'not' && styles['turned'])}>
          <button
            type="button"
            className={styles['text']}
            title={`${chip.text}\nEdit this condition`}
            onClick={() => onEdit(chip.at)}
          >
            <Coloured chip={chip} />
          </button>
          <button
            type="button"
            className={styles['button']}
            aria-pressed={chip.search.kind === 'not'}
            aria-label={`Not ${chip.text}`}
            title={chip.search.kind === 'not' ? 'Take “not” away' : 'Turn round: not'}
            onClick={() => onChange(withChip(text, chip, turnedRound(chip)))}
          >
            <Ban size={11} aria-hidden="true" />
          </button>
          <button
            type="button"
            className={styles['button']}
            aria-label={`Remove ${chip.text}`}
            title="Remove"
            onClick={() => onChange(withoutChip(text, chip))}
          >
            <X size={12} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A chip that is no part of the text: what it says can only be taken away. */
export function PlainChip({ text, onRemove }: { readonly text: string; readonly onRemove: () => void }): ReactNode {
  return (
    <li className={styles['chip']}>
      <span className={styles['text']} title={text}>
        {text}
      </span>
      <button
        type="button"
        className={styles['button']}
        aria-label={`Remove ${text}`}
        title="Remove"
        onClick={onRemove}
      >
        <X size={12} aria-hidden="true" />
      </button>
    </li>
  );
}

function Coloured({ chip: { text } }: { readonly chip: Chip }): ReactNode {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { from, to, kind } of tokenMarks(text)) {
    if (from > at) parts.push(text.slice(at, from));
    parts.push(
      <span key={from} className={styles[kind]}>
        {text.slice(from, to)}
      </span>,
    );
    at = to;
  }
  return parts;
}
