// A colour as dashboards name it, with a sample. What is no colour is said.
import type { ReactNode } from 'react';
import { namedColour } from '../../../draw/named-colour.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import { Combobox } from '../../../ui/combobox.tsx';
import styles from './edit.module.css';

interface ColourFieldProps {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const colours = ['green', 'yellow', 'orange', 'red', 'blue', 'purple'].flatMap((hue) =>
  ['', 'light-', 'dark-', 'semi-dark-', 'super-light-'].map((shade) => ({ value: `${shade}${hue}` })),
);
const others = [{ value: 'text' }, { value: 'transparent' }, { value: '#808890' }];

export function ColourField({ label, labelHidden = false, value, onChange }: ColourFieldProps): ReactNode {
  const colour = namedColour(value, useTheme());
  return (
    <div className={styles['colour']}>
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <rect x="0.5" y="0.5" width="13" height="13" rx="3" fill={colour ?? 'none'} className={styles['sample']} />
        {colour === undefined ? <path d="M2 12 12 2" className={styles['sample']} /> : undefined}
      </svg>
      <Combobox
        label={label}
        labelHidden={labelHidden}
        value={value}
        suggestions={[...colours, ...others]}
        clearable={false}
        onText={onChange}
      />
    </div>
  );
}
