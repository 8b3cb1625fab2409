// How often each byte of a block was read and written, all blocks of the point together. At most 256 bars: of wider blocks
// a bar is the greatest count of some bytes that stand beside each other.
import type { ReactNode } from 'react';
import { dhatNumber } from '../../../../contract/profiles/dhat-number.ts';
import { plural } from '../../../ui/number-text.ts';
import styles from './access-histogram.module.css';

const mostBars = 256;
const height = 64;

export function AccessHistogram({ counts }: { readonly counts: Float64Array }): ReactNode {
  const step = Math.ceil(counts.length / mostBars);
  const bars = Array.from({ length: Math.ceil(counts.length / step) }, (_, bar) =>
    Math.max(...counts.subarray(bar * step, (bar + 1) * step)),
  );
  const finite = Math.max(0, ...counts.filter((count) => count !== Infinity));
  const untouched = counts.filter((count) => count === 0).length;
  const saturated = counts.filter((count) => count === Infinity).length;
  const words = [
    `${plural(counts.length, 'byte')}, at most ${dhatNumber(finite)} ${finite === 1 ? 'access' : 'accesses'} each`,
    ...(untouched > 0 ? [`${plural(untouched, 'byte')} never accessed`] : []),
    ...(saturated > 0 ? [`${plural(saturated, 'byte')} too often to be counted (∞)`] : []),
  ].join('; ');
  const tall = (count: number): number =>
    count === Infinity ? height : count === 0 ? 0 : Math.max(1, (count / Math.max(1, finite)) * (height - 6));
  const path = (wanted: (count: number) => boolean): string =>
    bars.map((count, at) => (wanted(count) ? `M${at} ${height}v${-tall(count)}h0.86v${tall(count)}z` : '')).join('');
  return (
    <figure className={styles['histogram']}>
      <figcaption>Accesses per byte: {words}.</figcaption>
      <svg viewBox={`0 0 ${bars.length} ${height}`} preserveAspectRatio="none" role="img" aria-label={words}>
        <path className={styles['bars']} d={path((count) => count !== Infinity)} />
        <path className={styles['saturated']} d={path((count) => count === Infinity)} />
      </svg>
      <div className={styles['offsets']}>
        <span>0</span>
        <span>{step > 1 ? `${step} bytes a bar` : ''}</span>
        <span>{dhatNumber(counts.length - 1)}</span>
      </div>
    </figure>
  );
}
