// How far something is. Without a share it is under way, and nobody knows how long.
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './progress-bar.module.css';

interface ProgressBarProps {
  /** Accessible name. */
  readonly label: string;
  /** 0 to 1. */
  readonly share: number | undefined;
  readonly className?: string | undefined;
}

export function ProgressBar({ label, share, className }: ProgressBarProps): ReactNode {
  const percent = share === undefined ? undefined : Math.max(0, Math.min(100, Math.round(share * 100)));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={cx(styles['track'], className)}
    >
      <div
        className={cx(styles['done'], percent === undefined && styles['unknown'])}
        style={percent === undefined ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}
