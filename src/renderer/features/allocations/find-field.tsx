// Which program points are kept: those with a text in their stack.
import type { ReactNode } from 'react';
import { TextField } from '../../ui/text-field.tsx';
import type { AllocationsScreen } from './allocations-screen.ts';
import styles from './find-field.module.css';

interface FindFieldProps {
  readonly screen: AllocationsScreen;
  readonly label: string;
  readonly placeholder?: string;
}

/** The field that the command for finding goes to; there is one in each tab. */
export const findFieldName = 'allocations-find';

export function FindField({ screen, label, placeholder = 'Find in stacks' }: FindFieldProps): ReactNode {
  const { place, change } = screen;
  return (
    <TextField
      label={label}
      labelHidden
      name={findFieldName}
      placeholder={placeholder}
      className={styles['find']}
      value={place.find}
      onChange={(event) => change({ find: event.target.value, ...(place.tab === 'tree' ? { node: undefined } : {}) })}
    />
  );
}
