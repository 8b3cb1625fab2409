// One of a few values, each with a line about it.
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useId, type ReactNode } from 'react';
import styles from './radio-list.module.css';

export interface RadioOption<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly detail?: ReactNode;
}

interface RadioListProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly RadioOption<T>[];
  readonly onChange: (value: T) => void;
}

export function RadioList<T extends string>({ label, value, options, onChange }: RadioListProps<T>): ReactNode {
  const id = useId();
  return (
    <div>
      <div id={id} className={styles['title']}>
        {label}
      </div>
      <RadioGroup<T>
        aria-labelledby={id}
        value={value}
        onValueChange={(next) => onChange(next)}
        className={styles['list']}
      >
        {options.map((option) => (
          <label key={option.value} className={styles['option']}>
            <Radio.Root value={option.value} className={styles['radio']}>
              <Radio.Indicator className={styles['dot']} />
            </Radio.Root>
            <span className={styles['label']}>{option.label}</span>
            <span className={styles['detail']}>{option.detail}</span>
          </label>
        ))}
      </RadioGroup>
    </div>
  );
}
