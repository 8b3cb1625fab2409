// Facts about one thing, a line each: what it is, and its value.
import type { ReactNode } from 'react';
import styles from './fact-list.module.css';

/** What is not known is left out by whoever makes the list. */
export type Fact = readonly [name: string, value: ReactNode];

export function FactList({ facts }: { readonly facts: readonly Fact[] }): ReactNode {
  return (
    <dl className={styles['facts']}>
      {facts.map(([name, value], at) => (
        <div key={at}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
