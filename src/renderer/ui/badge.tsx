// Small marks in rows: Badge (a count or a word) and Pill (a state with a dot).
import type { ReactNode } from 'react';
import styles from './badge.module.css';
import { cx } from './cx.ts';

export type Tone = 'neutral' | 'accent' | 'ok' | 'warning' | 'error';

export function Badge({
  tone = 'neutral',
  children,
}: {
  readonly tone?: Tone;
  readonly children: ReactNode;
}): ReactNode {
  return <span className={cx(styles['badge'], styles[tone])}>{children}</span>;
}

interface PillProps {
  readonly tone?: Tone;
  /** With a halo while true: data is flowing. */
  readonly active?: boolean;
  readonly children: ReactNode;
}

export function Pill({ tone = 'neutral', active = false, children }: PillProps): ReactNode {
  return (
    <span className={cx(styles['pill'], styles[tone])}>
      <span className={cx(styles['dot'], active && styles['active'])} aria-hidden="true" />
      <span className={styles['pillText']}>{children}</span>
    </span>
  );
}
