// The files a trace's flame graph can be saved as.
import { formatNanos } from '../../../../contract/duration-text.ts';
import type { FlameWeight } from '../../../../contract/trace-analysis.ts';
import { flameFolded } from '../../../draw/flame/flame-folded.ts';
import { flameSvg } from '../../../draw/flame/flame-svg.ts';
import type { ServiceColour } from '../../../draw/palette.ts';
import type { TraceFlame } from './flame-of-trace.ts';

interface FlameFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const microsecond = 1000;
const fileName = ({ columns }: TraceFlame, ending: string): string =>
  `trace-${columns.traceId.slice(0, 8)}-flame${ending}`;

/** The zoomed frame and what is below it, in the colours of the light page. */
export function flameSvgFile(
  flame: TraceFlame,
  colours: readonly ServiceColour[],
  zoomed: number,
  weight: FlameWeight,
): FlameFile {
  const what = weight === 'self' ? 'self time' : 'time on the critical path';
  const title = `Trace ${flame.columns.traceId}: ${what}, ${formatNanos(flame.flame.total[zoomed] as number)}`;
  const svg = flameSvg(flame.frames, { title, colours, valueText: formatNanos, from: zoomed });
  return { name: fileName(flame, '.svg'), bytes: new TextEncoder().encode(svg) };
}

/** Microseconds of each stack's own time. */
export function flameFoldedFile(flame: TraceFlame): FlameFile {
  const text = flameFolded(flame.frames, microsecond);
  return { name: fileName(flame, '.folded.txt'), bytes: new TextEncoder().encode(text) };
}
