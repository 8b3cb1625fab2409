// One of the things that a recipe would add, whether it is wanted, and what its test found.
import type { ReactNode } from 'react';
import { Pill } from '../../../ui/badge.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import styles from './collectors.module.css';
import type { PlannedPart } from './recipe.ts';
import type { Trial } from './use-trials.ts';

interface PartLineProps {
  readonly part: PlannedPart;
  readonly chosen: boolean;
  readonly trial: Trial | undefined;
  readonly onToggle: () => void;
}

export function PartLine({ part: { title, brings }, chosen, trial, onToggle }: PartLineProps): ReactNode {
  return (
    <li className={styles['part']}>
      <div className={styles['partHead']}>
        <Checkbox label={title} checked={chosen} onChange={onToggle} />
        <span className={styles['second']}>{brings}</span>
      </div>
      {trial === undefined ? undefined : <Found trial={trial} />}
    </li>
  );
}

export function Found({ trial }: { readonly trial: Trial }): ReactNode {
  if (trial.kind === 'testing')
    return (
      <p className={styles['found']} role="status">
        <Pill tone="accent" active>
          testing
        </Pill>
      </p>
    );
  if (trial.kind === 'failed')
    return (
      <p className={styles['found']} role="alert">
        <Pill tone="error">failed</Pill> <span className={styles['bad']}>{trial.words}</span>
      </p>
    );
  return (
    <p className={styles['found']} role="status">
      <Pill tone="ok">reached</Pill> <span>{trial.words}</span>
    </p>
  );
}
