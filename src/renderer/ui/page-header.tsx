// The head of a page: title, a line of facts, and what can be done.
import type { ReactNode } from 'react';
import styles from './page-header.module.css';

interface PageHeaderProps {
  readonly title: ReactNode;
  readonly facts?: ReactNode;
  readonly actions?: ReactNode;
}

export function PageHeader({ title, facts, actions }: PageHeaderProps): ReactNode {
  return (
    <header className={styles['header']}>
      <h1 className={styles['title']}>{title}</h1>
      {facts === undefined ? undefined : <div className={styles['facts']}>{facts}</div>}
      {actions === undefined ? undefined : <div className={styles['actions']}>{actions}</div>}
    </header>
  );
}
