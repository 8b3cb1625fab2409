// A limit that is typed with its unit; saved on Enter or when the field is left, put back by Escape.
import { useEffect, useState, type ReactNode } from 'react';
import { TextField } from '../../ui/text-field.tsx';
import styles from './settings-page.module.css';

interface LimitFieldProps {
  readonly label: string;
  readonly value: number;
  readonly text: (value: number) => string;
  readonly parse: (text: string) => number | undefined;
  readonly onChange: (value: number) => void;
  readonly unit?: string;
  /** Said when the text makes no sense. */
  readonly example: string;
}

export function LimitField({ label, value, text, parse, onChange, unit, example }: LimitFieldProps): ReactNode {
  const [typed, setTyped] = useState(text(value));
  useEffect(() => setTyped(text(value)), [value, text]);
  const parsed = parse(typed);
  const commit = (): void => {
    if (parsed === undefined) return;
    setTyped(text(parsed));
    if (parsed !== value) onChange(parsed);
  };
  return (
    <TextField
      label={label}
      labelHidden
      className={styles['control']}
      value={typed}
      after={unit}
      trouble={parsed === undefined ? example : undefined}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setTyped(text(value));
      }}
    />
  );
}
