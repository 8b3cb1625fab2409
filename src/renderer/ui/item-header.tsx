// The head of a page about one thing of a list: the way back, its name and what it is, facts, and what can be done.
import type { ReactNode } from 'react';
import styles from './item-header.module.css';

interface ItemHeaderProps {
  /** The link to the list. */
  readonly back: ReactNode;
  readonly name: string;
  /** Beside the name: what kind of thing it is, which part of it is shown. */
  readonly beside?: ReactNode;
  /** Those that find no room are cut off. */
  readonly facts: ReactNode;
  readonly actions: ReactNode;
}

export function ItemHeader({ back, name, beside, facts, actions }: ItemHeaderProps): ReactNode {
  return (
    <header className={styles['header']}>
      <span className={styles['back']}>{back}</span>
      <h1 className={styles['name']} title={name}>
        {name}
      </h1>
      {beside}
      <span className={styles['facts']}>{facts}</span>
      <div className={styles['actions']}>{actions}</div>
    </header>
  );
}
