// The line below a table: which of its rows are shown, or where they lead.
import type { ReactNode } from 'react';
import styles from './foot-line.module.css';

export function FootLine({ children }: { readonly children: ReactNode }): ReactNode {
  return <p className={styles['line']}>{children}</p>;
}
