// What is said about a frame of a trace's flame graph: in its tip, and to assistive technology.
import type { ReactNode } from 'react';
import { formatNanos } from '../../../../contract/duration-text.ts';
import type { FlameWeight } from '../../../../contract/trace-analysis.ts';
import { formatShare } from '../../../../contract/share-text.ts';
import { plural } from '../../../ui/number-text.ts';
import type { TraceFlame } from './flame-of-trace.ts';
import styles from './views.module.css';

/** Name, then lines about value, own part, spans and errors. */
function linesAbout({ flame, frames }: TraceFlame, frame: number, weight: FlameWeight): readonly string[] {
  const value = flame.total[frame] as number;
  const own = flame.self[frame] as number;
  const spans = (flame.firstSpan[frame + 1] as number) - (flame.firstSpan[frame] as number);
  const summed = flame.summed[frame] as number;
  const wall = flame.wall[frame] as number;
  const what = weight === 'self' ? 'in spans here and below' : 'of the critical path here and below';
  const share = formatShare(value, flame.total[0] ?? 0);
  const atOnce = summed > wall && wall > 0 ? `, ${(summed / wall).toFixed(1)} at once` : '';
  return [
    frames.nameOf(frame),
    `${formatNanos(value)} ${what}${share === '' ? '' : ` (${share})`}`,
    `${formatNanos(own)} its own`,
    spans === 0
      ? ''
      : `${plural(spans, 'span')}, ${formatNanos(summed)} in sum over ${formatNanos(wall)} of time${atOnce}`,
  ].filter((line) => line !== '');
}

export function FlameTip(props: {
  readonly flame: TraceFlame;
  readonly frame: number;
  readonly weight: FlameWeight;
}): ReactNode {
  const [name, ...lines] = linesAbout(props.flame, props.frame, props.weight);
  const errors = props.flame.flame.errors[props.frame] as number;
  return (
    <div className={styles['tip']}>
      <strong>{name}</strong>
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
      {errors === 0 ? undefined : <div className={styles['failed']}>{plural(errors, 'span')} with errors</div>}
    </div>
  );
}

export function flameText(flame: TraceFlame, frame: number, weight: FlameWeight): string {
  const errors = flame.flame.errors[frame] as number;
  const level = `level ${(flame.frames.depth[frame] as number) + 1}`;
  return [...linesAbout(flame, frame, weight), errors === 0 ? '' : `${plural(errors, 'span')} with errors`, level]
    .filter((part) => part !== '')
    .join(', ');
}
