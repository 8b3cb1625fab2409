// One of a few ways to show something, as buttons side by side.
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import styles from './choice.module.css';

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, text: string, title: string])[];
  readonly onChange: (value: T) => void;
}

export function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>): ReactNode {
  return (
    <div role="group" aria-label={label} className={styles['choice']}>
      {options.map(([one, text, title]) => (
        <Button key={one} look="ghost" aria-pressed={one === value} title={title} onClick={() => onChange(one)}>
          {text}
        </Button>
      ))}
    </div>
  );
}
