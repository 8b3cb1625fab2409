// Tabs over panels that share one place. Only the chosen panel is in the page.
import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { formatCount } from './number-text.ts';
import styles from './tabs.module.css';

export interface Tab<T extends string> {
  readonly id: T;
  readonly title: ReactNode;
  /** A count behind the title. */
  readonly count?: number | undefined;
  readonly content: ReactNode;
}

interface TabsProps<T extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<T>[];
  readonly value: T;
  readonly onChange: (id: T) => void;
  /** Shown at the right end of the bar. */
  readonly after?: ReactNode;
  /** What is left of a column's height is its panel's. */
  readonly fills?: boolean;
  readonly className?: string | undefined;
}

export function Tabs<T extends string>(props: TabsProps<T>): ReactNode {
  const { label, tabs, value, onChange, after, fills = false, className } = props;
  return (
    <Base.Root
      value={value}
      onValueChange={(next: T) => onChange(next)}
      className={cx(styles['tabs'], fills && styles['fills'], className)}
    >
      <div className={styles['bar']}>
        <Base.List aria-label={label} className={styles['list']}>
          {tabs.map((tab) => (
            <Base.Tab key={tab.id} value={tab.id} className={styles['tab']}>
              {tab.title}
              {tab.count === undefined ? undefined : <span className={styles['count']}>{formatCount(tab.count)}</span>}
            </Base.Tab>
          ))}
        </Base.List>
        {after}
      </div>
      {tabs.map((tab) => (
        <Base.Panel key={tab.id} value={tab.id} className={styles['panel']}>
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
