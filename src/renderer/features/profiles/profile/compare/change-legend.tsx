// What the colours of a comparison mean.
import type { ReactNode } from 'react';
import { useTheme } from '../../../../draw/use-theme.ts';
import { changeColours } from '../flame/frame-colours.ts';
import styles from '../profile-page.module.css';

export function ChangeLegend(): ReactNode {
  const { scheme } = useTheme();
  return (
    <span className={styles['legend']}>
      less
      <span className={styles['legendSteps']} aria-hidden="true">
        {changeColours(scheme).map((colour) => (
          <span key={colour} style={{ background: colour }} />
        ))}
      </span>
      more
    </span>
  );
}
