// Log records as small marks on the lower edge of their span's bar: a dot, a triangle from warning on, a square from
// error on, so that the colour is never alone. Marks that would cover each other are one, the most serious.
import { barHeight } from './geometry.ts';
import type { RowLogs } from './row-logs.ts';
import type { Scene } from './scene.ts';
import { pixelOf } from './time-window.ts';

/** Least distance of two marks, CSS pixels. */
const apart = 4;

/** `row`'s marks, or with `rows` those of its whole subtree. */
export function paintLogs(scene: Scene, logs: RowLogs, row: number, rows: number, top: number): void {
  const { model, barsWidth } = scene;
  const [from, to] = logs.range(row, rows);
  if (from === to) return;
  const y = top + barHeight;
  const worst = new Map<number, number>();
  for (let mark = from; mark < to; mark++) {
    const x = pixelOf(logs.timeAt(mark), model.window, barsWidth);
    if (x < -4 || x > barsWidth + 12) continue;
    const slot = Math.round(x / apart);
    worst.set(slot, Math.max(worst.get(slot) ?? 0, logs.levelAt(mark)));
  }
  for (const [slot, level] of worst) paintMark(scene, slot * apart, y, level);
}

function paintMark({ context, theme }: Scene, x: number, y: number, level: number): void {
  context.lineWidth = 1.5;
  context.strokeStyle = theme.background;
  context.beginPath();
  if (level >= 5) {
    context.fillStyle = theme.error.fill;
    context.rect(x - 2.5, y - 2.5, 5, 5);
  } else if (level === 4) {
    context.fillStyle = theme.warning;
    context.moveTo(x, y - 3.2);
    context.lineTo(x + 3.2, y + 2.6);
    context.lineTo(x - 3.2, y + 2.6);
    context.closePath();
  } else {
    context.fillStyle = level >= 3 ? theme.accent : theme.text3;
    context.arc(x, y, 2, 0, 2 * Math.PI);
  }
  context.stroke();
  context.fill();
}
