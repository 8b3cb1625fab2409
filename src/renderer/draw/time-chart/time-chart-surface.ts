// The chart as a thing with a life: uPlot inside a host, drawn through draw/frame. New data only moves the lines; another
// set of series or another look builds it anew.
import uPlot from 'uplot';
import type { Frame } from '../frame.ts';
import { eventsAt, markAt, markNear, paintOverlays, paintThresholdAreas } from './chart-overlays.ts';
import type { ChartSync } from './chart-sync.ts';
import { alignedData, chartOptions, shapeOf, type TimeChartInput } from './time-chart-options.ts';

/** Where the pointer or the keys are. Pixels are CSS pixels inside the host. */
export interface ChartHover {
  /** Index into the times. */
  readonly at: number;
  readonly x: number;
  readonly y: number;
  /** The visible series nearest to the pointer; -1 when another chart points. */
  readonly nearest: number;
  /** The mark under the pointer; -1 for none. */
  readonly mark: number;
  /** Indexes of the events under the pointer. */
  readonly events: readonly number[];
}

export interface TimeChartEvents {
  readonly onHover: (hover: ChartHover | undefined) => void;
  /** CSS pixels that the axes take beside the plot; told when they change. */
  readonly onRoom: (room: { readonly left: number; readonly right: number }) => void;
  /** Unix milliseconds. */
  readonly onZoom: (from: number, to: number) => void;
  readonly onReset: () => void;
  readonly onMark: (index: number) => void;
  /** A click that is neither a drag nor on a mark. */
  readonly onPoint: (hover: ChartHover) => void;
}

export interface TimeChartSurface {
  update(input: TimeChartInput): void;
  /** Moves the cursor by samples; for keys. */
  step(by: number): void;
  destroy(): void;
}

export function createTimeChartSurface(
  host: HTMLElement,
  frame: Frame,
  sync: ChartSync | undefined,
  events: TimeChartEvents,
): TimeChartSurface {
  let input: TimeChartInput | undefined;
  let plot: uPlot | undefined;
  let drawn: TimeChartInput | undefined;
  let shape = '';
  let inside = false;
  /** While keys move the cursor: what is at a time counts, whatever its height. */
  let stepping = false;
  let hovered: ChartHover | undefined;
  const self = {};
  const newest = (): TimeChartInput => input as TimeChartInput;
  const size = () => ({ width: host.clientWidth, height: host.clientHeight });

  const tell = (hover: ChartHover | undefined): void => {
    if (hover === undefined && hovered === undefined) return;
    hovered = hover;
    host.style.cursor = hover !== undefined && hover.mark >= 0 ? 'pointer' : '';
    events.onHover(hover);
  };
  const onCursor = (of: uPlot): void => {
    const { left = -1, top = -1, idx } = of.cursor;
    if (input === undefined || left < 0 || idx === null || idx === undefined) {
      if (inside) sync?.point(undefined, self);
      return tell(undefined);
    }
    const time = input.data.times[idx];
    if (time === undefined) return tell(undefined);
    if (inside) sync?.point(time, self);
    tell({
      at: idx,
      x: of.valToPos(time, 'x') + of.bbox.left / devicePixelRatio,
      y: top + of.bbox.top / devicePixelRatio,
      nearest: inside ? nearestSeries(of, idx, top) : -1,
      mark: stepping ? markNear(of, input, left) : inside ? markAt(of, input, left, top) : -1,
      events: inside ? eventsAt(of, input, left) : [],
    });
  };
  let room = { left: -1, right: -1 };
  const tellRoom = ({ bbox, width }: uPlot): void => {
    const left = Math.round(bbox.left / devicePixelRatio);
    const right = Math.round(width - (bbox.left + bbox.width) / devicePixelRatio);
    if (left === room.left && right === room.right) return;
    room = { left, right };
    events.onRoom(room);
  };
  const hooks: uPlot.Hooks.Arrays = {
    init: [],
    drawClear: [(of) => paintThresholdAreas(of, newest())],
    draw: [(of) => paintOverlays(of, newest()), tellRoom],
    setCursor: [onCursor],
    setSelect: [
      (of) => {
        const { left, width } = of.select;
        if (width < 4) return;
        const from = of.posToVal(left, 'x');
        const to = of.posToVal(left + width, 'x');
        of.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        events.onZoom(Math.round(from), Math.round(to));
      },
    ],
  };

  const build = (of: TimeChartInput): void => {
    plot?.destroy();
    plot = new uPlot(chartOptions(of, newest, size(), hooks), alignedData(of), host);
    plot.over.addEventListener('pointerenter', () => {
      inside = true;
    });
    plot.over.addEventListener('pointerleave', () => {
      sync?.point(undefined, self);
      inside = false;
      tell(undefined);
    });
    plot.over.addEventListener('dblclick', () => events.onReset());
    let pressed = 0;
    plot.over.addEventListener('pointerdown', ({ clientX }) => {
      pressed = clientX;
    });
    plot.over.addEventListener('click', ({ clientX }) => {
      // The end of a drag is no click.
      if (Math.abs(clientX - pressed) >= 4) return;
      if (hovered === undefined) return;
      if (hovered.mark >= 0) events.onMark(hovered.mark);
      else events.onPoint(hovered);
    });
  };
  const draw = (): void => {
    if (input === undefined) return;
    const { width, height } = size();
    if (width < 40 || height < 40) return;
    const wanted = shapeOf(input);
    if (plot === undefined || wanted !== shape || drawn?.theme !== input.theme) build(input);
    else if (drawn !== input) plot.setData(alignedData(input), true);
    shape = wanted;
    drawn = input;
    if (plot !== undefined && (plot.width !== width || plot.height !== height)) plot.setSize({ width, height });
  };
  const request = (): void => frame.requestDraw(host, draw);
  const resized = new ResizeObserver(request);
  resized.observe(host);
  const unsubscribe = sync?.subscribe((time) => {
    if (plot === undefined || inside) return;
    plot.setCursor({ left: time === undefined ? -10 : plot.valToPos(time, 'x'), top: -10 });
  }, self);

  return {
    update(next) {
      input = next;
      request();
    },
    step(by) {
      if (plot === undefined || input === undefined) return;
      const { times } = input.data;
      if (times.length === 0) return;
      const from = hovered?.at ?? (by > 0 ? -1 : times.length);
      const at = Math.max(0, Math.min(times.length - 1, from + by));
      const left = plot.valToPos(times[at] as number, 'x');
      stepping = true;
      plot.setCursor({ left, top: 1 });
      stepping = false;
      sync?.point(times[at], self);
    },
    destroy() {
      resized.disconnect();
      unsubscribe?.();
      frame.cancelDraw(host);
      plot?.destroy();
    },
  };
}

/** By the distance on screen at one time; -1 when nothing is there. */
function nearestSeries(plot: uPlot, at: number, top: number): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let index = 1; index < plot.series.length; index++) {
    const series = plot.series[index];
    const value = plot.data[index]?.[at];
    if (series?.show !== true || value === null || value === undefined) continue;
    const distance = Math.abs(plot.valToPos(value, series.scale ?? 'left') - top);
    if (distance >= least) continue;
    least = distance;
    best = index - 1;
  }
  return best;
}
