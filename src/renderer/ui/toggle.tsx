// Yes or no: Checkbox for one of several, Switch for a setting that acts at once.
import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox';
import { Switch as BaseSwitch } from '@base-ui/react/switch';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './toggle.module.css';

interface ToggleProps {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}

export function Checkbox({ label, checked, onChange, disabled = false }: ToggleProps): ReactNode {
  return (
    <label className={styles['line']}>
      <BaseCheckbox.Root
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
        className={styles['checkbox']}
      >
        <BaseCheckbox.Indicator className={styles['mark']}>
          <Check size={12} strokeWidth={3} />
        </BaseCheckbox.Indicator>
      </BaseCheckbox.Root>
      {label}
    </label>
  );
}

export function Switch({ label, checked, onChange, disabled = false }: ToggleProps): ReactNode {
  return (
    <label className={styles['line']}>
      <BaseSwitch.Root checked={checked} disabled={disabled} onCheckedChange={onChange} className={styles['switch']}>
        <BaseSwitch.Thumb className={styles['thumb']} />
      </BaseSwitch.Root>
      {label}
    </label>
  );
}
