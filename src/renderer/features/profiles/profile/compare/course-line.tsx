// A row's values over the profiles of a series, as a line without axes; the table beside it has the numbers.
import type { ReactNode } from 'react';
import styles from './course-line.module.css';

const width = 112;
const height = 16;

export function CourseLine({ values }: { readonly values: Float64Array }): ReactNode {
  let top = 0;
  for (const value of values) top = Math.max(top, value);
  const x = (at: number): number => (values.length < 2 ? 0 : (at / (values.length - 1)) * width);
  const y = (value: number): number => height - 1 - (top > 0 ? (Math.max(0, value) / top) * (height - 2) : 0);
  const points = Array.from(values, (value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  return (
    <svg width={width} height={height} className={styles['line']} aria-hidden="true">
      <polyline points={points} />
    </svg>
  );
}
