// What is marked to be compared with the next thing that is chosen, told above a list until somebody lets go of it.
import { GitCompareArrows } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import styles from './mark-strip.module.css';

interface MarkStripProps {
  readonly onLetGo: () => void;
  /** What it is, and how to choose the other one. */
  readonly children: ReactNode;
}

export function MarkStrip({ onLetGo, children }: MarkStripProps): ReactNode {
  return (
    <div role="status" className={styles['mark']}>
      <GitCompareArrows size={14} aria-hidden="true" />
      <span>{children}</span>
      <Button look="ghost" onClick={onLetGo}>
        Let go
      </Button>
    </div>
  );
}
