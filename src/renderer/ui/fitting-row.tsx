// One line of things of which as many are shown as fit; a button after them counts the rest and lists it as a menu.
// All are laid out, the rest in hidden lines below the first, so that what fits is measured and not guessed.
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './fitting-row.module.css';
import { Menu, type MenuEntry } from './menu.tsx';

export interface FittingItem {
  readonly key: string;
  readonly shown: ReactNode;
  /** The same thing as an entry of the menu. */
  readonly entry: MenuEntry;
}

interface FittingRowProps {
  /** Accessible name of the list. */
  readonly label: string;
  readonly items: readonly FittingItem[];
  readonly className?: string | undefined;
}

export function FittingRow({ label, items, className }: FittingRowProps): ReactNode {
  const list = useRef<HTMLUListElement>(null);
  const [fitting, setFitting] = useState(items.length);
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const measure = (): void => {
      const top = (element.firstElementChild as HTMLElement | null)?.offsetTop ?? 0;
      const below = [...element.children].findIndex((item) => (item as HTMLElement).offsetTop > top);
      setFitting(below < 0 ? element.children.length : below);
    };
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => resized.disconnect();
  }, [items]);
  const rest = items.slice(fitting);
  return (
    <div className={cx(styles['row'], className)}>
      <ul ref={list} className={styles['list']} aria-label={label}>
        {items.map(({ key, shown }, index) => (
          <li key={key} className={styles['item']} inert={index >= fitting}>
            {shown}
          </li>
        ))}
      </ul>
      {rest.length === 0 ? undefined : (
        <Menu
          align="end"
          trigger={
            <button type="button" className={styles['more']} aria-label={`${label}: ${rest.length} more`}>
              +{rest.length}
            </button>
          }
          entries={rest.map(({ entry }) => entry)}
        />
      )}
    </div>
  );
}
