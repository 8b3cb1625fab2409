// A view whose answer is on its way: said only where it takes longer than a moment.
import type { ReactNode } from 'react';
import styles from './waiting.module.css';

export function Waiting({ what }: { readonly what: string }): ReactNode {
  return (
    <div className={styles['waiting']} aria-busy="true">
      <p className={styles['words']} role="status">
        {what} …
      </p>
    </div>
  );
}
