// What lies over the series: thresholds across, and marks (exemplars) as diamonds that can be hit.
import type uPlot from 'uplot';
import type { TimeChartInput } from './time-chart-options.ts';
import { tinted } from './series-options.ts';

/** CSS pixels around a mark that count as it. */
const reach = 8;
const half = 4;
/** CSS pixels beside an event that count as it. */
const eventReach = 4;
const mostEvents = 5;
/** CSS pixels per event below which they are many: faint then, so that the series stay readable. */
const crowded = 12;

/** Below the series. */
export function paintThresholdAreas(plot: uPlot, { thresholds }: TimeChartInput): void {
  if (!thresholds.some(({ fill }) => fill === true)) return;
  const { ctx, bbox } = plot;
  ctx.save();
  for (const [index, { value, colour, fill }] of thresholds.entries()) {
    if (fill !== true) continue;
    const next = thresholds[index + 1]?.value;
    const bottom = clampY(plot, value);
    const top = next === undefined ? bbox.top : clampY(plot, next);
    ctx.fillStyle = tinted(colour, 0.1);
    ctx.fillRect(bbox.left, top, bbox.width, Math.max(0, bottom - top));
  }
  ctx.restore();
}

/** Over the series. */
export function paintOverlays(plot: uPlot, input: TimeChartInput): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.lineWidth = devicePixelRatio;
  for (const { value, colour, line } of input.thresholds) {
    if (!Number.isFinite(value) || line === 'none') continue;
    ctx.setLineDash(line === 'solid' ? [] : [6 * devicePixelRatio, 4 * devicePixelRatio]);
    const y = plot.valToPos(value, 'left', true);
    ctx.strokeStyle = colour;
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  }
  const { min = 0, max = 0 } = plot.scales['x'] ?? {};
  const shown = input.events.filter(({ time, end }) => (end ?? time) >= (min ?? 0) && time <= (max ?? 0));
  const many = shown.length * crowded * devicePixelRatio > bbox.width;
  for (const { time, end, colour } of shown) paintEvent(plot, time, end, many ? tinted(colour, 0.3) : colour, many);
  ctx.setLineDash([]);
  const size = half * devicePixelRatio;
  for (const { time, value, colour } of input.marks) {
    const x = plot.valToPos(time, 'x', true);
    const y = Math.min(bbox.top + bbox.height - size, Math.max(bbox.top + size, plot.valToPos(value, 'left', true)));
    if (x < bbox.left - size || x > bbox.left + bbox.width + size) continue;
    ctx.beginPath();
    ctx.moveTo(x, y - size);
    ctx.lineTo(x + size, y);
    ctx.lineTo(x, y + size);
    ctx.lineTo(x - size, y);
    ctx.closePath();
    ctx.fillStyle = colour;
    ctx.strokeStyle = input.theme.background;
    ctx.fill();
    ctx.stroke();
  }
  ctx.restore();
}

/** The mark under a place of the plot (CSS pixels), the nearest; -1 for none. */
export function markAt(plot: uPlot, { marks }: TimeChartInput, left: number, top: number): number {
  const { height } = plot.over.getBoundingClientRect();
  let best = -1;
  let nearest = reach * reach;
  for (const [index, { time, value }] of marks.entries()) {
    const dx = plot.valToPos(time, 'x') - left;
    if (Math.abs(dx) > reach) continue;
    const dy = Math.min(height - half, Math.max(half, plot.valToPos(value, 'left'))) - top;
    const distance = dx * dx + dy * dy;
    if (distance > nearest) continue;
    nearest = distance;
    best = index;
  }
  return best;
}

/** A dashed line with a foot (one of many has none); a stretch is tinted between its ends. */
function paintEvent(plot: uPlot, time: number, end: number | undefined, colour: string, many: boolean): void {
  const { ctx, bbox } = plot;
  const from = plot.valToPos(time, 'x', true);
  const to = end === undefined ? from : plot.valToPos(end, 'x', true);
  const bottom = bbox.top + bbox.height;
  const foot = 5 * devicePixelRatio;
  ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  for (const x of end === undefined ? [from] : [from, to]) {
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bottom);
    ctx.stroke();
  }
  if (!many) {
    ctx.beginPath();
    ctx.moveTo(from - foot, bottom);
    ctx.lineTo((from + to) / 2, bottom - foot);
    ctx.lineTo(to + foot, bottom);
    ctx.closePath();
    ctx.fill();
  }
  if (end === undefined || many) return;
  ctx.fillStyle = tinted(colour, 0.12);
  ctx.fillRect(from, bbox.top, to - from, bbox.height);
}

/** Events under a place of the plot (CSS pixels from its left), at most some. */
export function eventsAt(plot: uPlot, { events }: TimeChartInput, left: number): readonly number[] {
  return events
    .flatMap(({ time, end }, index) => {
      const from = plot.valToPos(time, 'x');
      const to = end === undefined ? from : plot.valToPos(end, 'x');
      return left >= from - eventReach && left <= to + eventReach ? [index] : [];
    })
    .slice(0, mostEvents);
}

/** The mark nearest to a time of the plot (CSS pixels from its left), whatever its value; -1 for none within reach. */
export function markNear(plot: uPlot, { marks }: TimeChartInput, left: number): number {
  let best = -1;
  let nearest: number = reach;
  for (const [index, { time }] of marks.entries()) {
    const distance = Math.abs(plot.valToPos(time, 'x') - left);
    if (distance > nearest) continue;
    nearest = distance;
    best = index;
  }
  return best;
}

function clampY(plot: uPlot, value: number): number {
  const { top, height } = plot.bbox;
  const y = value === -Infinity ? Infinity : plot.valToPos(value, 'left', true);
  return Math.min(top + height, Math.max(top, Number.isNaN(y) ? Infinity : y));
}
