// The overview on a page: the density of the whole session, made once per data, filter, length and size, and over it the
// window. A drag chooses a range, the handles and the inside of the window move it, a click goes there, a double click shows all.
import type { Frame } from '../frame.ts';
import { opaqueContext } from '../surface/canvas-context.ts';
import { listenToOverview, wheelZoom } from '../surface/overview-pointer.ts';
import { paintWindow } from '../surface/paint-window.ts';
import { sizeCanvas } from '../surface/size-canvas.ts';
import { Stops } from '../surface/stops.ts';
import { readTheme, type Theme } from '../theme.ts';
import { pixelOf, wholeWindow } from '../waterfall/time-window.ts';
import { overviewBins, type OverviewBins } from './overview-bins.ts';
import type { TimelineModel } from './timeline-model.ts';

/** CSS pixels of one bin. */
const binWidth = 2;

export class OverviewSurface {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #model: TimelineModel;
  readonly #frame: Frame;
  readonly #stops = new Stops();
  #theme: Theme;
  #bins: { readonly of: TimelineModel['sets']; readonly total: number; readonly made: OverviewBins } | undefined;

  constructor(canvas: HTMLCanvasElement, model: TimelineModel, frame: Frame) {
    this.#canvas = canvas;
    this.#context = opaqueContext(canvas);
    this.#model = model;
    this.#frame = frame;
    this.#theme = readTheme(document.body);
    this.#stops.add(model.onFrame(() => this.redraw()));
    this.#stops.watchSize(canvas, () => this.redraw());
    this.#listen();
    this.redraw();
  }

  refreshTheme(): void {
    this.#theme = readTheme(document.body);
    this.redraw();
  }

  redraw(): void {
    this.#frame.requestDraw(this, () => this.#paint());
  }

  destroy(): void {
    this.#frame.cancelDraw(this);
    this.#stops.stop();
  }

  #listen(): void {
    const canvas = this.#canvas;
    const model = this.#model;
    const go = (time: number): void => {
      const half = (model.window.to - model.window.from) / 2;
      model.setWindow({ from: time - half, to: time + half });
    };
    const wheel = (event: WheelEvent, time: number): void => {
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
        model.pan((event.deltaX || event.deltaY) / Math.max(1, canvas.clientWidth));
      else model.zoom(time, wheelZoom(event));
    };
    listenToOverview(canvas, model, { onClick: go, onWheel: wheel, onReset: () => model.showAll() }, this.#stops);
  }

  #paint(): void {
    const canvas = this.#canvas;
    const { clientWidth: width, clientHeight: height } = canvas;
    if (width === 0 || height === 0) return;
    sizeCanvas(canvas, width, height);
    const context = this.#context;
    const theme = this.#theme;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.fillStyle = theme.raised;
    context.fillRect(0, 0, width, height);
    this.#paintGaps(width, height);
    const { all, failed, most } = this.#binsFor(Math.max(1, Math.floor(width / binWidth)));
    // The square root, so that a lone item is seen beside a thousand.
    const tallOf = (count: number): number => Math.max(2, Math.sqrt(count / most) * (height - 6));
    for (const [bin, count] of all.entries()) {
      if (count === 0) continue;
      const tall = tallOf(count);
      context.fillStyle = theme.mutedText;
      context.globalAlpha = 0.55;
      context.fillRect(bin * binWidth, height - 1 - tall, binWidth, tall);
      context.globalAlpha = 1;
      if (failed[bin] === 0) continue;
      context.fillStyle = theme.error;
      context.fillRect(bin * binWidth, height - 1 - Math.max(4, tall / 2), binWidth, Math.max(4, tall / 2));
    }
    paintWindow(context, this.#model.window, this.#model.total, width, height, {
      shade: theme.background,
      accent: theme.accent,
      handleHeight: 14,
    });
    context.fillStyle = theme.strongLine;
    context.fillRect(0, height - 1, width, 1);
  }

  #binsFor(count: number): OverviewBins {
    const { sets, total, data, shown } = this.#model;
    const known = this.#bins;
    if (known?.of === sets && known.total === total && known.made.all.length === count) return known.made;
    const made = overviewBins(data, shown, total, count);
    this.#bins = { of: sets, total, made };
    return made;
  }

  #paintGaps(width: number, height: number): void {
    const { sets, data, total } = this.#model;
    const whole = wholeWindow(total);
    this.#context.fillStyle = this.#theme.warning;
    this.#context.globalAlpha = 0.35;
    for (const item of sets.gaps) {
      const from = pixelOf(data.start[item] as number, whole, width);
      const to = pixelOf(this.#model.endOf(item), whole, width);
      this.#context.fillRect(from, 0, Math.max(2, to - from), height);
    }
    this.#context.globalAlpha = 1;
  }
}
