// The shape of the page while the first columns are on their way; it appears only when that takes noticeable time.
import type { ReactNode } from 'react';
import styles from './trace-skeleton.module.css';

const bars: readonly (readonly [indent: number, left: number, width: number])[] = [
  [0, 0, 100],
  [1, 2, 90],
  [2, 4, 20],
  [2, 26, 34],
  [3, 30, 18],
  [3, 50, 8],
  [2, 62, 26],
  [3, 64, 20],
  [1, 93, 6],
];

export function TraceSkeleton(): ReactNode {
  return (
    <div className={styles['skeleton']} role="status" aria-label="Reading the trace">
      <div className={styles['head']} />
      <div className={styles['map']} />
      {bars.map(([indent, left, width], index) => (
        <div key={index} className={styles['row']}>
          <span className={styles['name']} style={{ marginLeft: indent * 14 }} />
          <span className={styles['lane']}>
            <span className={styles['bar']} style={{ marginLeft: `${left}%`, width: `${width}%` }} />
          </span>
        </div>
      ))}
    </div>
  );
}
