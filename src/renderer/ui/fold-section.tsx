// A section of details that remembers whether it is open, and the line that says what the SDK left out of it.
import { ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { formatCount, plural } from './number-text.ts';
import { readStored, writeStored } from './stored.ts';
import styles from './fold-section.module.css';

interface FoldSectionProps {
  /** Under which name its being open is remembered. */
  readonly name: string;
  readonly title: string;
  readonly count?: number;
  readonly note?: string;
  readonly children: ReactNode;
}

export function FoldSection({ name, title, count, note, children }: FoldSectionProps): ReactNode {
  const [open, setOpen] = useState(() => readStored(name) !== false);
  const toggle = (): void => {
    setOpen(!open);
    writeStored(name, !open);
  };
  return (
    <section className={styles['section']}>
      <h3 className={styles['head']}>
        <button type="button" aria-expanded={open} onClick={toggle}>
          <ChevronRight size={13} className={styles['chevron']} aria-hidden="true" />
          {title}
          {count === undefined ? undefined : <span className={styles['count']}>{formatCount(count)}</span>}
          {note === undefined ? undefined : <span className={styles['note']}>{note}</span>}
        </button>
      </h3>
      {open ? <div className={styles['body']}>{children}</div> : undefined}
    </section>
  );
}

/** Says what never left the sender's process. */
export function Dropped({ count, what }: { readonly count: number; readonly what: string }): ReactNode {
  if (count === 0) return undefined;
  return (
    <p className={styles['dropped']}>
      {plural(count, what)} {count === 1 ? 'was' : 'were'} dropped by the SDK
    </p>
  );
}
