// What a pane says when it has nothing to show, and the one or two things to do about it.
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

export function EmptyState({ icon, title, children, actions }: EmptyStateProps): ReactNode {
  return (
    <div className={styles['empty']}>
      {icon === undefined ? undefined : <div className={styles['icon']}>{icon}</div>}
      <h2 className={styles['title']}>{title}</h2>
      {children === undefined ? undefined : <div className={styles['text']}>{children}</div>}
      {actions === undefined ? undefined : <div className={styles['actions']}>{actions}</div>}
    </div>
  );
}
