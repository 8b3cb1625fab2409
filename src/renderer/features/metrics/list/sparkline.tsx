// The course of one metric in a table cell, as a line.
import { memo, type ReactNode } from 'react';
import styles from './metric-list.module.css';

interface SparklineProps {
  /** NaN where there is nothing. */
  readonly values: Float64Array;
  /** CSS pixels. */
  readonly width: number;
}

const height = 20;

export const Sparkline = memo(function Sparkline({ values, width }: SparklineProps): ReactNode {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (min > max) return undefined;
  const low = Math.min(0, min);
  const span = max - low || 1;
  const step = width / Math.max(1, values.length - 1);
  let path = '';
  let pen = false;
  for (const [at, value] of values.entries()) {
    if (Number.isNaN(value)) {
      pen = false;
      continue;
    }
    const y = height - 1 - ((value - low) / span) * (height - 2);
    path += `${pen ? 'L' : 'M'}${(at * step).toFixed(1)} ${y.toFixed(1)}${pen ? '' : 'h0.1'}`;
    pen = true;
  }
  return (
    <svg width={width} height={height} className={styles['spark']} aria-hidden="true">
      <path d={path} />
    </svg>
  );
});
