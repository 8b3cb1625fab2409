// Paints what stands above the rows: the ruler with its corner, the divider, the pointer's time, a dragged range.
import { formatNanos } from '../../../contract/duration-text.ts';
import { rulerHeight } from './geometry.ts';
import { tickLabel, tickStep, type Tick } from './ruler.ts';
import { hairline, snap, type Scene } from './scene.ts';
import { isWhole, pixelOf, type TimeWindow } from './time-window.ts';

export function paintRuler(scene: Scene, ticks: readonly Tick[]): void {
  const { context, model, theme, fonts, treeWidth, width, ratio, barsWidth } = scene;
  const line = hairline(scene);
  context.textBaseline = 'middle';
  context.fillStyle = theme.raised;
  context.fillRect(0, 0, width, rulerHeight);
  context.fillStyle = theme.line;
  context.fillRect(0, rulerHeight - line, width, line);
  context.font = fonts.small;
  context.fillStyle = theme.text3;
  const { visible, columns } = model;
  const shown = visible.count === columns.rows ? '' : `${visible.count.toLocaleString('en')} of `;
  context.fillText(
    `${shown}${columns.rows.toLocaleString('en')} ${columns.rows === 1 ? 'row' : 'rows'}`,
    10,
    rulerHeight / 2,
  );
  context.save();
  context.beginPath();
  context.rect(treeWidth, 0, width - treeWidth, rulerHeight);
  context.clip();
  context.translate(treeWidth, 0);
  const zoomed = isWhole(model.window, model.total) ? '' : `⟷ ${formatNanos(model.window.to - model.window.from)}`;
  const zoomedWidth = zoomed === '' ? 0 : scene.fit.width(zoomed, fonts.small) + 16;
  for (const tick of ticks) {
    const x = snap(pixelOf(tick.time, model.window, barsWidth), ratio);
    context.fillStyle = theme.lineStrong;
    context.fillRect(x, rulerHeight - 6, line, 6);
    context.fillStyle = theme.text2;
    const room = width - treeWidth - zoomedWidth - x - 4;
    if (scene.fit.width(tick.label, fonts.small) <= room) context.fillText(tick.label, x + 4, rulerHeight / 2 - 1);
  }
  // How much time is in view, while that is not everything.
  context.fillStyle = theme.accent;
  context.fillText(zoomed, width - treeWidth - zoomedWidth + 6, rulerHeight / 2 - 1);
  context.restore();
}

export function paintDivider(scene: Scene): void {
  const { context, theme, treeWidth, height } = scene;
  const line = hairline(scene);
  context.fillStyle = theme.lineStrong;
  context.fillRect(treeWidth - line, 0, line, height);
}

/** A line through the rows at the pointer's time, or the range being dragged. */
export function paintPointerLine(scene: Scene): void {
  const { context, model, theme, treeWidth, barsWidth, height, ratio } = scene;
  if (scene.range !== undefined) return paintRange(scene, scene.range);
  if (!inWindow(model.pointerTime, model.window)) return;
  const x = treeWidth + snap(pixelOf(model.pointerTime, model.window, barsWidth), ratio);
  context.globalAlpha = 0.55;
  context.fillStyle = theme.accent;
  context.fillRect(x, rulerHeight, hairline(scene), height - rulerHeight);
  context.globalAlpha = 1;
}

/** The pointer's time on the ruler. */
export function paintPointerTime(scene: Scene): void {
  const { context, model, theme, fonts, fit, treeWidth, barsWidth } = scene;
  const time = model.pointerTime;
  if (!inWindow(time, model.window) || scene.range !== undefined) return;
  const text = tickLabel(Math.round(time), tickStep(model.window, barsWidth, 4));
  const width = fit.width(text, fonts.small) + 10;
  const middle = treeWidth + pixelOf(time, model.window, barsWidth);
  const left = Math.max(treeWidth + 1, Math.min(middle - width / 2, scene.width - width));
  context.fillStyle = theme.accent;
  context.beginPath();
  context.roundRect(left, 4, width, rulerHeight - 8, 4);
  context.fill();
  context.font = fonts.small;
  context.fillStyle = theme.background;
  context.fillText(text, left + 5, rulerHeight / 2);
}

/** False for NaN too, which is no pointer. */
function inWindow(time: number, window: TimeWindow): boolean {
  return time >= window.from && time <= window.to;
}

function paintRange(scene: Scene, range: { readonly from: number; readonly to: number }): void {
  const { context, model, theme, fonts, fit, treeWidth, barsWidth, height } = scene;
  const from = treeWidth + Math.max(0, pixelOf(Math.min(range.from, range.to), model.window, barsWidth));
  const to = treeWidth + Math.min(barsWidth, pixelOf(Math.max(range.from, range.to), model.window, barsWidth));
  context.fillStyle = theme.accent;
  context.globalAlpha = 0.14;
  context.fillRect(from, 0, to - from, height);
  context.globalAlpha = 1;
  context.fillRect(from, 0, 1, height);
  context.fillRect(to - 1, 0, 1, height);
  const text = formatNanos(Math.abs(range.to - range.from));
  const width = fit.width(text, fonts.small);
  if (to - from < width + 10) return;
  context.font = fonts.small;
  context.fillText(text, (from + to - width) / 2, rulerHeight + 11);
}
