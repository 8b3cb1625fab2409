// How far something is: a bar, with words beside it. Without a known end it moves to and fro.
import { Progress as Base } from '@base-ui/react/progress';
import type { ReactNode } from 'react';
import styles from './progress.module.css';

interface ProgressProps {
  readonly label: string;
  /** 0 to 1; `undefined` while the end is not known. */
  readonly part: number | undefined;
  readonly children?: ReactNode;
}

export function Progress({ label, part, children }: ProgressProps): ReactNode {
  return (
    <Base.Root value={part === undefined ? null : Math.min(1, part) * 100} className={styles['progress']}>
      <Base.Label className={styles['label']}>{label}</Base.Label>
      <span className={styles['words']}>{children}</span>
      <Base.Track className={styles['track']}>
        <Base.Indicator className={styles['bar']} />
      </Base.Track>
    </Base.Root>
  );
}
