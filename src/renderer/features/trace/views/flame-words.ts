// What is said about a frame of a trace's flame graph: value, own part, spans and errors.
import { formatNanos } from '../../../../contract/duration-text.ts';
import type { FlameWeight } from '../../../../contract/trace-analysis.ts';
import { formatShare } from '../../../../contract/share-text.ts';
import type { FrameWords } from '../../../draw/flame/frame-words.ts';
import { plural } from '../../../ui/number-text.ts';
import type { TraceFlame } from './flame-of-trace.ts';

export function flameWords({ flame, frames }: TraceFlame, frame: number, weight: FlameWeight): FrameWords {
  const value = flame.total[frame] as number;
  const own = flame.self[frame] as number;
  const spans = (flame.firstSpan[frame + 1] as number) - (flame.firstSpan[frame] as number);
  const summed = flame.summed[frame] as number;
  const wall = flame.wall[frame] as number;
  const what = weight === 'self' ? 'in spans here and below' : 'of the critical path here and below';
  const share = formatShare(value, flame.total[0] ?? 0);
  const atOnce = summed > wall && wall > 0 ? `, ${(summed / wall).toFixed(1)} at once` : '';
  const errors = flame.errors[frame] as number;
  return {
    name: frames.nameOf(frame),
    lines: [
      `${formatNanos(value)} ${what}${share === '' ? '' : ` (${share})`}`,
      `${formatNanos(own)} its own`,
      ...(spans === 0
        ? []
        : [`${plural(spans, 'span')}, ${formatNanos(summed)} in sum over ${formatNanos(wall)} of time${atOnce}`]),
    ],
    trouble: errors === 0 ? undefined : `${plural(errors, 'span')} with errors`,
  };
}
