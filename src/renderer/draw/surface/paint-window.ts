// The window over the picture of a whole: what is outside is shaded, the edges have handles. Nothing while all is shown.
import { isWhole, pixelOf, wholeWindow, type TimeWindow } from '../waterfall/time-window.ts';

export interface WindowLook {
  readonly shade: string;
  readonly accent: string;
  /** CSS pixels. */
  readonly handleHeight: number;
}

export function paintWindow(
  context: CanvasRenderingContext2D,
  window: TimeWindow,
  total: number,
  width: number,
  height: number,
  look: WindowLook,
): void {
  if (isWhole(window, total)) return;
  const whole = wholeWindow(total);
  const from = Math.round(pixelOf(window.from, whole, width));
  const to = Math.max(from + 2, Math.round(pixelOf(window.to, whole, width)));
  context.fillStyle = look.shade;
  context.globalAlpha = 0.7;
  context.fillRect(0, 0, from, height);
  context.fillRect(to, 0, width - to, height);
  context.globalAlpha = 1;
  context.fillStyle = look.accent;
  context.fillRect(from, 0, to - from, 2);
  for (const x of [from, to]) {
    context.fillRect(x - 0.5, 0, 1, height);
    context.beginPath();
    context.roundRect(x - 3, (height - look.handleHeight) / 2, 6, look.handleHeight, 3);
    context.fill();
  }
}
