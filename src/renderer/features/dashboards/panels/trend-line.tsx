// A small line without axes. Drawn from at most 200 points; said nowhere, because the number beside it is.
import { useMemo, type ReactNode } from 'react';
import styles from './panels.module.css';

interface TrendLineProps {
  readonly values: readonly (number | undefined)[];
  readonly colour: string;
}

const mostPoints = 200;

export function TrendLine({ values, colour }: TrendLineProps): ReactNode {
  const path = useMemo(() => pathOf(values), [values]);
  if (path === undefined) return undefined;
  return (
    <svg className={styles['trend']} viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden="true">
      <path d={`${path} L100 30 L0 30 Z`} fill={colour} opacity={0.15} />
      <path d={path} fill="none" stroke={colour} strokeWidth={1.5} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

function pathOf(values: readonly (number | undefined)[]): string | undefined {
  const every = Math.max(1, Math.ceil(values.length / mostPoints));
  const points = values
    .map((value, at) => ({ value, at }))
    .filter(({ value, at }) => at % every === 0 && value !== undefined && Number.isFinite(value)) as {
    value: number;
    at: number;
  }[];
  if (points.length < 2) return undefined;
  const least = points.reduce((low, { value }) => Math.min(low, value), Infinity);
  const most = points.reduce((high, { value }) => Math.max(high, value), -Infinity);
  const height = most - least || 1;
  const width = Math.max(1, values.length - 1);
  return points
    .map(
      ({ value, at }, index) =>
        `${index === 0 ? 'M' : 'L'}${((at / width) * 100).toFixed(2)} ${(28 - ((value - least) / height) * 26).toFixed(2)}`,
    )
    .join(' ');
}
