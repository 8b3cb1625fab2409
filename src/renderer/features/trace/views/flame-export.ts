// The files a trace's flame graph can be saved as.
import { formatNanos } from '../../../../contract/duration-text.ts';
import type { FlameWeight } from '../../../../contract/trace-analysis.ts';
import { flameSvg } from '../../../../contract/flame-files/flame-svg.ts';
import { foldedStacks } from '../../../../contract/flame-files/folded-stacks.ts';
import { plainFrameColour } from '../../../../contract/profiles/frame-colour.ts';
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
  const { colour, total } = flame.frames;
  const svg = flameSvg(flame.frames, {
    title,
    interactive: true,
    root: 'top',
    colourOf: (frame) => (frame === 0 ? undefined : colours[colour[frame] as number]) ?? plainFrameColour,
    valueText: (frame) => formatNanos(total[frame] as number),
    from: zoomed,
  });
  return { name: fileName(flame, '.svg'), bytes: new TextEncoder().encode(svg) };
}

/** Stacks deeper than this begin with a line that says how many frames were left out. */
const deepest = 1000;

/** Microseconds of each stack's own time. */
export function flameFoldedFile(flame: TraceFlame): FlameFile {
  const { count, parent, self, nameOf } = flame.frames;
  // Frame 0 is the whole trace, which is no frame of a stack.
  const key = Int32Array.from({ length: count }, (_, frame) => (frame === 0 ? -1 : frame));
  const pieces = foldedStacks({ count, parent, key, nameOf }, [self], { unit: microsecond, deepest });
  return { name: fileName(flame, '.folded.txt'), bytes: new TextEncoder().encode([...pieces].join('')) };
}
