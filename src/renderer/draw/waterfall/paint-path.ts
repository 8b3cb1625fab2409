// Paints a row's part of the critical path: a line along the top of its bar, in the colour of text with a halo in that of
// the page, so that it is seen on a bar of any colour and in gaps between bars.
import type { Intervals } from './row-intervals.ts';
import { snap, type Scene } from './scene.ts';
import { pixelOf } from './time-window.ts';

const thick = 3;
const halo = 1;

/** `top` is the bar's. The origin is the left edge of the bar area. */
export function paintPath(scene: Scene, intervals: Intervals, top: number): void {
  const { context, model, theme, barsWidth, ratio } = scene;
  const runs: (readonly [left: number, right: number])[] = [];
  let left = Number.NaN;
  let right = Number.NaN;
  for (let i = 0; i < intervals.length; i += 2) {
    const from = pixelOf(intervals[i] as number, model.window, barsWidth);
    const to = pixelOf(intervals[i + 1] as number, model.window, barsWidth);
    if (to < -halo || from > barsWidth + 20) continue;
    // Parts closer than a pixel are one line.
    if (from - right < 1) {
      right = Math.max(right, to);
      continue;
    }
    if (!Number.isNaN(left)) runs.push([left, right]);
    left = from;
    right = to;
  }
  if (Number.isNaN(left)) return;
  runs.push([left, right]);
  const y = snap(top - 2, ratio);
  for (const [colour, grown] of [
    [theme.background, halo],
    [theme.text, 0],
  ] as const) {
    context.fillStyle = colour;
    for (const [from, to] of runs) {
      const x = snap(Math.max(-10, from), ratio);
      const wide = Math.max(1.5, snap(Math.min(barsWidth + 30, to), ratio) - x);
      context.fillRect(x - grown, y - grown, wide + 2 * grown, thick + 2 * grown);
    }
  }
}
