// A section of the details that remembers whether it is open.
import { ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { formatCount, plural } from '../../../ui/number-text.ts';
import { readStored, writeStored } from '../../../ui/stored.ts';
import styles from './record.module.css';

interface RecordSectionProps {
  /** Under which name its being open is remembered. */
  readonly id: string;
  readonly title: string;
  readonly count?: number;
  readonly note?: string;
  readonly children: ReactNode;
}

export function RecordSection({ id, title, count, note, children }: RecordSectionProps): ReactNode {
  const name = `logs:section:${id}`;
  const [open, setOpen] = useState(() => readStored(name) !== false);
  const toggle = (): void => {
    setOpen(!open);
    writeStored(name, !open);
  };
  return (
    <section className={styles['section']}>
      <h3 className={styles['sectionHead']}>
        <button type="button" aria-expanded={open} onClick={toggle}>
          <ChevronRight size={13} className={styles['chevron']} aria-hidden="true" />
          {title}
          {count === undefined ? undefined : <span className={styles['count']}>{formatCount(count)}</span>}
          {note === undefined ? undefined : <span className={styles['sectionNote']}>{note}</span>}
        </button>
      </h3>
      {open ? <div className={styles['sectionBody']}>{children}</div> : undefined}
    </section>
  );
}

/** Says what never left the sender's process. */
export function Dropped({ count }: { readonly count: number }): ReactNode {
  if (count === 0) return undefined;
  return (
    <p className={styles['odd']}>
      {plural(count, 'attribute')} {count === 1 ? 'was' : 'were'} dropped by the SDK
    </p>
  );
}
