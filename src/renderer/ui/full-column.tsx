// A page or a view that fills what it stands in: bars above, and below them something that scrolls or is drawn.
import type { ReactNode } from 'react';
import styles from './full-column.module.css';

interface FullColumnProps {
  /** Accessible name, where it is a part beside others. */
  readonly label?: string;
  /** Something of it is still on its way. */
  readonly busy?: boolean;
  readonly children?: ReactNode;
}

export function FullColumn({ label, busy = false, children }: FullColumnProps): ReactNode {
  const Part = label === undefined ? 'div' : 'section';
  return (
    <Part className={styles['column']} aria-label={label} aria-busy={busy || undefined}>
      {children}
    </Part>
  );
}
