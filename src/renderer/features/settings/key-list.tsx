// Attribute keys of the settings, or the like, one per line; saved when the field is left, put back by Escape.
import { useEffect, useState, type ReactNode } from 'react';
import { longestSettingKey, mostSettingKeys } from '../../../contract/masked-keys.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import styles from './settings-page.module.css';

interface KeyListProps {
  readonly label: string;
  readonly keys: readonly string[];
  readonly onChange: (keys: readonly string[]) => void;
  /** What the settings begin with, to go back to. */
  readonly initial?: readonly string[];
  readonly placeholder?: string;
  readonly hint?: string;
  /** What is wrong with what was typed, in words. */
  readonly troubleOf?: (keys: readonly string[]) => string | undefined;
}

export function KeyList(props: KeyListProps): ReactNode {
  const { label, keys, onChange, initial, placeholder, hint = 'One key per line.', troubleOf = keyTrouble } = props;
  const saved = keys.join('\n');
  const [typed, setTyped] = useState(saved);
  useEffect(() => setTyped(saved), [saved]);
  const read = [...new Set(typed.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
  const trouble = troubleOf(read);
  const save = (next: readonly string[]): void => {
    setTyped(next.join('\n'));
    if (next.join('\n') !== saved) onChange(next);
  };
  return (
    <div className={styles['list']}>
      <TextArea
        label={label}
        className={styles['keys']}
        rows={Math.min(12, Math.max(3, typed.split('\n').length))}
        value={typed}
        placeholder={placeholder}
        trouble={trouble}
        hint={hint}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => {
          if (trouble === undefined) save(read);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setTyped(saved);
        }}
      />
      {initial === undefined || initial.join('\n') === typed ? undefined : (
        <Button onClick={() => save(initial)}>Back to the usual keys</Button>
      )}
    </div>
  );
}

function keyTrouble(keys: readonly string[]): string | undefined {
  if (keys.length > mostSettingKeys) return `${keys.length} keys; ${mostSettingKeys} is the most`;
  const long = keys.find((key) => key.length > longestSettingKey);
  return long === undefined
    ? undefined
    : `A key of ${long.length} characters (${long.slice(0, 30)}…); ${longestSettingKey} is the most`;
}
