// Picks one of a few known values. For long lists that want typing, see combobox.tsx.
import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import popup from './popup.module.css';
import styles from './select.module.css';

export interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly detail?: ReactNode;
}

interface SelectProps<T extends string> {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: T;
  readonly options: readonly Option<T>[];
  readonly onChange: (value: T) => void;
  readonly disabled?: boolean;
  readonly className?: string | undefined;
}

export function Select<T extends string>({
  label,
  labelHidden = false,
  value,
  options,
  onChange,
  disabled = false,
  className,
}: SelectProps<T>): ReactNode {
  return (
    <Base.Root<T>
      items={options}
      value={value}
      disabled={disabled}
      onValueChange={(next) => {
        if (next !== null) onChange(next);
      }}
    >
      <div className={cx(styles['field'], className)}>
        <Base.Label className={labelHidden ? 'visually-hidden' : styles['label']}>{label}</Base.Label>
        <Base.Trigger className={styles['trigger']}>
          <Base.Value className={styles['value']} />
          <ChevronDown size={13} aria-hidden="true" />
        </Base.Trigger>
      </div>
      <Base.Portal>
        <Base.Positioner sideOffset={3} alignItemWithTrigger={false} className={popup['positioner']}>
          <Base.Popup className={popup['popup']}>
            {options.map((option) => (
              <Base.Item key={option.value} value={option.value} className={popup['item']}>
                <span className={popup['check']}>
                  <Base.ItemIndicator>
                    <Check size={13} />
                  </Base.ItemIndicator>
                </span>
                <Base.ItemText className={popup['text']}>{option.label}</Base.ItemText>
                {option.detail === undefined ? undefined : <span className={popup['detail']}>{option.detail}</span>}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
