// Moments with something to say on a time axis, such as starts and exits of processes: a thin line across with a head on top.
// All charts that are painted here draw them alike; time-chart/ has its own, on uPlot.
import type { Theme } from './theme.ts';

export interface TimeMark {
  /** Unix milliseconds. */
  readonly time: number;
  readonly colour: string;
  /** For people. */
  readonly text: string;
}

/** CSS pixels beside a mark that count as it. */
const reach = 4;

/** Starts in the accent, exits as warnings. */
export function processMarks(
  processes: readonly { readonly time: number; readonly kind: 'start' | 'exit'; readonly text: string }[],
  theme: Pick<Theme, 'accent' | 'warning'>,
): readonly TimeMark[] {
  return processes.map(({ time, kind, text }) => ({
    time,
    text,
    colour: kind === 'start' ? theme.accent : theme.warning,
  }));
}

/** Where marks are painted, CSS pixels. */
export interface MarkPlace {
  readonly xOf: (time: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Without a head where the line only goes on from another canvas. */
  readonly head: boolean;
}

export function paintTimeMarks(
  context: CanvasRenderingContext2D,
  marks: readonly TimeMark[],
  { xOf, left, right, top, bottom, head }: MarkPlace,
): void {
  for (const { time, colour } of marks) {
    const x = Math.round(xOf(time));
    if (!(x >= left && x <= right)) continue;
    context.fillStyle = colour;
    context.fillRect(x, top, 1, bottom - top);
    if (head) context.fillRect(x - 2, top, 5, 3);
  }
}

/** The marks under a point of the axis, with `xOf` as they were painted. */
export function marksAt(marks: readonly TimeMark[], x: number, xOf: (time: number) => number): readonly TimeMark[] {
  return marks.filter(({ time }) => Math.abs(xOf(time) - x) <= reach);
}
