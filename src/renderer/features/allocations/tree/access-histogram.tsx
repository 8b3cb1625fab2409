// How often each byte of a block was read and written, all blocks of the point together. At most 256 bars: of wider blocks
// a bar is the greatest count of some bytes that stand beside each other. The bar under the pointer tells its bytes.
import { useState, type PointerEvent, type ReactNode } from 'react';
import { dhatNumber } from '../../../../contract/profiles/dhat-number.ts';
import { plural } from '../../../ui/number-text.ts';
import styles from './access-histogram.module.css';

const mostBars = 256;
const height = 64;

export function AccessHistogram({ counts }: { readonly counts: Float64Array }): ReactNode {
  const [pointed, setPointed] = useState<number>();
  const step = Math.ceil(counts.length / mostBars);
  const bars = Array.from({ length: Math.ceil(counts.length / step) }, (_, bar) =>
    Math.max(...counts.subarray(bar * step, (bar + 1) * step)),
  );
  const finite = Math.max(0, ...counts.filter((count) => count !== Infinity));
  const untouched = counts.filter((count) => count === 0).length;
  const saturated = counts.filter((count) => count === Infinity).length;
  const words = [
    `${plural(counts.length, 'byte')}, at most ${accesses(finite)} each`,
    ...(untouched > 0 ? [`${plural(untouched, 'byte')} never accessed`] : []),
    ...(saturated > 0 ? [`${plural(saturated, 'byte')} too often to be counted (∞)`] : []),
  ].join('; ');
  const tall = (count: number): number =>
    count === Infinity ? height : count === 0 ? 0 : Math.max(1, (count / Math.max(1, finite)) * (height - 6));
  const path = (wanted: (count: number) => boolean): string =>
    bars.map((count, at) => (wanted(count) ? `M${at} ${height}v${-tall(count)}h0.86v${tall(count)}z` : '')).join('');
  const point = ({ clientX, currentTarget }: PointerEvent): void => {
    const { left, width } = currentTarget.getBoundingClientRect();
    setPointed(Math.min(bars.length - 1, Math.max(0, Math.floor(((clientX - left) / width) * bars.length))));
  };
  const least = (pointed ?? 0) * step;
  const last = Math.min(counts.length, least + step) - 1;
  return (
    <figure className={styles['histogram']}>
      <figcaption>Accesses per byte: {words}.</figcaption>
      <svg
        viewBox={`0 0 ${bars.length} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words}
        onPointerMove={point}
        onPointerLeave={() => setPointed(undefined)}
      >
        {pointed === undefined ? undefined : (
          <rect className={styles['pointed']} x={pointed} width="1" y="0" height={height} />
        )}
        <path className={styles['bars']} d={path((count) => count !== Infinity)} />
        <path className={styles['saturated']} d={path((count) => count === Infinity)} />
      </svg>
      <div className={styles['offsets']}>
        <span>byte 0</span>
        <span className={styles['read']}>
          {pointed === undefined
            ? step > 1
              ? `${step} bytes a bar`
              : ''
            : `${last > least ? `bytes ${dhatNumber(least)} to ${dhatNumber(last)}: at most ` : `byte ${dhatNumber(least)}: `}${accesses(bars[pointed] ?? 0)}`}
        </span>
        <span>{counts.length > 1 ? dhatNumber(counts.length - 1) : ''}</span>
      </div>
    </figure>
  );
}

function accesses(count: number): string {
  return count === Infinity ? '∞ accesses' : `${dhatNumber(count)} ${count === 1 ? 'access' : 'accesses'}`;
}
