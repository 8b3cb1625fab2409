// The course of a count over time in a table cell, as bars.
import type { ReactNode } from 'react';
import styles from './patterns.module.css';

interface SparklineProps {
  readonly counts: Uint32Array;
  /** CSS pixels. */
  readonly width: number;
}

const height = 16;

export function Sparkline({ counts, width }: SparklineProps): ReactNode {
  const tallest = counts.reduce((most, count) => Math.max(most, count), 0);
  if (tallest === 0) return undefined;
  const step = width / counts.length;
  let path = '';
  for (const [at, count] of counts.entries()) {
    if (count === 0) continue;
    const tall = Math.max(1, Math.round((count / tallest) * height));
    path += `M${(at * step).toFixed(1)} ${height - tall}h${Math.max(0.8, step - 0.4).toFixed(1)}v${tall}h-${Math.max(0.8, step - 0.4).toFixed(1)}z`;
  }
  return (
    <svg width={width} height={height} className={styles['spark']} aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
