// What hovers beside an item.
import type { ReactNode } from 'react';
import { formatExactClock, type Zone } from '../../../ui/time-text.ts';
import type { ItemText } from './item-text.ts';
import styles from './session-page.module.css';

export function ItemTip({ text, zone }: { readonly text: ItemText; readonly zone: Zone }): ReactNode {
  return (
    <div className={styles['tip']}>
      <strong>{text.name}</strong>
      <span className={styles['second']}>
        {text.lane} · {text.length}
      </span>
      <span className={styles['second']}>
        {formatExactClock(text.at, zone)} ({text.offset})
      </span>
      {text.turn === '' ? undefined : <span className={styles['second']}>turn {text.turn}</span>}
      {text.preview === '' ? undefined : <span>{text.preview}</span>}
      {text.remarks.map((remark) => (
        <span key={remark} className={styles['warned']}>
          {remark}
        </span>
      ))}
    </div>
  );
}
