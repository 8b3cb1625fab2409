// What is dubious about something that is shown.
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './caution.module.css';

interface CautionProps {
  /** From edge to edge, between the bars of a page. */
  readonly whole?: boolean;
  /** Came up while the page was looked at. */
  readonly spoken?: boolean;
  readonly children: ReactNode;
}

export function Caution({ whole = false, spoken = false, children }: CautionProps): ReactNode {
  return (
    <p className={cx(styles['caution'], whole && styles['whole'])} role={spoken ? 'alert' : undefined}>
      {children}
    </p>
  );
}
