// The bar above a table or a picture: choices and facts from the left, what can be done with all of it at the right end.
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './tool-bar.module.css';

interface ToolBarProps {
  /** Several lines where the width asks for it; otherwise texts end in dots. */
  readonly wraps?: boolean;
  /** One line of the usual height while there is room, more where there is not. */
  readonly fits?: boolean;
  readonly children: ReactNode;
}

export function ToolBar({ wraps = false, fits = false, children }: ToolBarProps): ReactNode {
  return <div className={cx(styles['bar'], wraps && styles['wraps'], fits && styles['fits'])}>{children}</div>;
}

export function BarEnd({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles['end']}>{children}</div>;
}

interface BarTextProps {
  readonly tone?: 'fact' | 'found' | 'warning' | 'trouble';
  readonly title?: string;
  /** Spoken when it changes. */
  readonly spoken?: boolean;
  readonly children: ReactNode;
}

export function BarText({ tone = 'fact', title, spoken = false, children }: BarTextProps): ReactNode {
  return (
    <span className={styles[tone]} title={title} role={spoken ? 'status' : undefined}>
      {children}
    </span>
  );
}
