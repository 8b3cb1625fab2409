// The overview on a page: the density of the whole session, made once per data, filter, length and size, and over it the
// window. A drag chooses a range, the handles and the inside of the window move it, a click goes there, a double click shows all.
import type { Frame } from '../frame.ts';
import { draggedWindow, gripAt, type MinimapGrip } from '../minimap/minimap-drag.ts';
import { readTheme, type Theme } from '../theme.ts';
import { isWhole, pixelOf, timeOf, wholeWindow } from '../waterfall/time-window.ts';
import { overviewBins, type OverviewBins } from './overview-bins.ts';
import { sizeCanvas } from './size-canvas.ts';
import type { TimelineModel } from './timeline-model.ts';

const slack = 3;
/** CSS pixels of one bin. */
const binWidth = 2;

export class OverviewSurface {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #model: TimelineModel;
  readonly #frame: Frame;
  readonly #stops: (() => void)[] = [];
  #theme: Theme;
  #bins: { readonly of: TimelineModel['sets']; readonly total: number; readonly made: OverviewBins } | undefined;

  constructor(canvas: HTMLCanvasElement, model: TimelineModel, frame: Frame) {
    const context = canvas.getContext('2d', { alpha: false });
    if (context === null) throw new Error('no 2d context');
    this.#canvas = canvas;
    this.#context = context;
    this.#model = model;
    this.#frame = frame;
    this.#theme = readTheme(document.body);
    this.#stops.push(model.onFrame(() => this.redraw()));
    const resized = new ResizeObserver(() => this.redraw());
    resized.observe(canvas);
    this.#stops.push(() => resized.disconnect());
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
    for (const stop of this.#stops) stop();
  }

  #listen(): void {
    const canvas = this.#canvas;
    const model = this.#model;
    let held: { readonly grip: MinimapGrip; readonly x: number; moved: boolean } | undefined;
    const xOf = (event: MouseEvent): number => event.clientX - canvas.getBoundingClientRect().left;
    const timeAt = (x: number): number => timeOf(x, wholeWindow(model.total), canvas.clientWidth);
    const on = <E extends keyof HTMLElementEventMap>(name: E, hear: (event: HTMLElementEventMap[E]) => void): void => {
      canvas.addEventListener(name, hear, { passive: false });
      this.#stops.push(() => canvas.removeEventListener(name, hear));
    };
    on('pointerdown', (event) => {
      if (event.button !== 0) return;
      const x = xOf(event);
      held = { grip: gripAt(x, canvas.clientWidth, model.window, model.total), x, moved: false };
      canvas.setPointerCapture(event.pointerId);
    });
    on('pointermove', (event) => {
      const x = xOf(event);
      if (held === undefined) {
        const { kind } = gripAt(x, canvas.clientWidth, model.window, model.total);
        canvas.style.cursor = kind === 'window' ? 'grab' : kind === 'select' ? 'crosshair' : 'ew-resize';
      } else if (held.moved || Math.abs(x - held.x) > slack) {
        held.moved = true;
        model.setWindow(draggedWindow(held.grip, x, canvas.clientWidth, model.window, model.total));
      }
    });
    on('pointerup', (event) => {
      const time = timeAt(xOf(event));
      const half = (model.window.to - model.window.from) / 2;
      if (held?.moved === false) model.setWindow({ from: time - half, to: time + half });
      held = undefined;
    });
    on('pointercancel', () => (held = undefined));
    on('dblclick', () => model.showAll());
    on('wheel', (event) => {
      event.preventDefault();
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
        model.pan((event.deltaX || event.deltaY) / Math.max(1, canvas.clientWidth));
      else model.zoom(timeAt(xOf(event)), Math.exp(Math.max(-120, Math.min(120, event.deltaY)) * 0.004));
    });
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
    this.#paintWindow(width, height);
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

  #paintWindow(width: number, height: number): void {
    const { window, total } = this.#model;
    if (isWhole(window, total)) return;
    const whole = wholeWindow(total);
    const from = Math.round(pixelOf(window.from, whole, width));
    const to = Math.max(from + 2, Math.round(pixelOf(window.to, whole, width)));
    const context = this.#context;
    context.fillStyle = this.#theme.background;
    context.globalAlpha = 0.65;
    context.fillRect(0, 0, from, height);
    context.fillRect(to, 0, width - to, height);
    context.globalAlpha = 1;
    context.fillStyle = this.#theme.accent;
    context.fillRect(from, 0, to - from, 2);
    for (const x of [from, to]) {
      context.fillRect(x - 0.5, 0, 1, height);
      context.beginPath();
      context.roundRect(x - 3, height / 2 - 7, 6, 14, 3);
      context.fill();
    }
  }
}
