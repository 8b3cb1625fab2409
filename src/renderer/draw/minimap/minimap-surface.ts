// The minimap on a page: the trace's picture, made once per data version, size and theme, and over it what changes
// with every frame: the time window with its handles, the rows in view, the selected span, the pointer.
import type { Frame } from '../frame.ts';
import { opaqueContext } from '../surface/canvas-context.ts';
import { paintWindow } from '../surface/paint-window.ts';
import { sizeCanvas } from '../surface/size-canvas.ts';
import { Stops } from '../surface/stops.ts';
import { coloursOf } from '../waterfall/colouring.ts';
import { positionsInView } from '../waterfall/geometry.ts';
import { rulerTicks } from '../waterfall/ruler.ts';
import { snap } from '../waterfall/scene.ts';
import { pixelOf, wholeWindow } from '../waterfall/time-window.ts';
import type { WaterfallModel } from '../waterfall/waterfall-model.ts';
import { readWaterfallTheme, type WaterfallTheme } from '../waterfall/waterfall-theme.ts';
import { minimapRaster } from './minimap-raster.ts';

export const minimapRuler = 17;
const thickest = 7;
const neutral = '#8a96a0';

export class MinimapSurface {
  readonly model: WaterfallModel;
  readonly canvas: HTMLCanvasElement;
  readonly #frame: Frame;
  readonly #context: CanvasRenderingContext2D;
  readonly #stops = new Stops();
  #theme: WaterfallTheme;
  #picture:
    | { readonly canvas: HTMLCanvasElement; readonly of: WaterfallModel['colouring']; readonly scheme: string }
    | undefined;

  constructor(canvas: HTMLCanvasElement, model: WaterfallModel, frame: Frame) {
    this.model = model;
    this.canvas = canvas;
    this.#frame = frame;
    this.#context = opaqueContext(canvas);
    this.#theme = readWaterfallTheme(document.body);
    this.#stops.add(model.onFrame(() => this.redraw()));
    this.#stops.watchSize(canvas, () => this.redraw());
    this.redraw();
  }

  refreshTheme(): void {
    this.#theme = readWaterfallTheme(document.body);
    this.redraw();
  }

  redraw(): void {
    this.#frame.requestDraw(this, () => this.#paint());
  }

  destroy(): void {
    this.#frame.cancelDraw(this);
    this.#stops.stop();
  }

  #paint(): void {
    const ratio = devicePixelRatio;
    const width = this.canvas.clientWidth;
    const height = this.canvas.clientHeight;
    if (width === 0 || height <= minimapRuler) return;
    sizeCanvas(this.canvas, width, height);
    const context = this.#context;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = this.#theme.raised;
    context.fillRect(0, 0, width, height);
    this.#paintRuler(width, height, ratio);
    context.drawImage(this.#pictureFor(ratio), 0, minimapRuler, width, height - minimapRuler);
    this.#paintRows(width, height);
    this.#paintWindow(width, height, ratio);
    this.#paintPointer(width, height);
  }

  #pictureFor(ratio: number): HTMLCanvasElement {
    const width = this.canvas.width;
    const height = Math.max(1, this.canvas.height - Math.round(minimapRuler * ratio));
    const { columns, colouring } = this.model;
    const { scheme } = this.#theme;
    const known = this.#picture;
    if (
      known?.of === colouring &&
      known.scheme === scheme &&
      known.canvas.width === width &&
      known.canvas.height === height
    )
      return known.canvas;
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const pixels = minimapRaster(columns, width, height, Math.round(thickest * ratio), {
      groupOf: colouring.groupOf,
      groups: coloursOf(colouring, scheme).map(({ fill }) => fill),
      error: this.#theme.error.fill,
      missing: neutral,
    });
    canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
    this.#picture = { canvas, of: colouring, scheme };
    return canvas;
  }

  #paintRuler(width: number, height: number, ratio: number): void {
    const context = this.#context;
    const whole = wholeWindow(this.model.total);
    context.font = `10px ${this.#theme.font}`;
    context.textBaseline = 'middle';
    for (const tick of rulerTicks(whole, width, 120)) {
      const x = snap(pixelOf(tick.time, whole, width), ratio);
      context.fillStyle = this.#theme.line;
      context.fillRect(x, 0, 1 / ratio, height);
      context.fillStyle = this.#theme.text3;
      if (x + 40 < width) context.fillText(tick.label, x + 4, minimapRuler / 2);
    }
  }

  /** The rows that the waterfall shows, as a light band with a bracket at the right. */
  #paintRows(width: number, height: number): void {
    const { model } = this;
    const { first, last } = positionsInView(model.scrollTop, model.viewHeight, model.visible.count);
    const { rows, subtree } = model.columns;
    const from = model.visible.at(first);
    const end = model.visible.at(last);
    if (from < 0 || end < 0) return;
    const to = model.visible.isCollapsed(end) ? end + (subtree[end] as number) : end + 1;
    if (from === 0 && to >= rows) return;
    const scale = (height - minimapRuler) / rows;
    const top = minimapRuler + from * scale;
    const tall = Math.max(2, (to - from) * scale);
    const context = this.#context;
    context.fillStyle = this.#theme.accent;
    context.globalAlpha = 0.1;
    context.fillRect(0, top, width, tall);
    context.globalAlpha = 0.9;
    context.fillRect(width - 3, top, 3, tall);
    context.globalAlpha = 1;
  }

  #paintWindow(width: number, height: number, ratio: number): void {
    const { model } = this;
    const context = this.#context;
    context.fillStyle = this.#theme.lineStrong;
    context.fillRect(0, height - 1 / ratio, width, 1 / ratio);
    paintWindow(context, model.window, model.total, width, height, {
      shade: this.#theme.sunken,
      accent: this.#theme.accent,
      handleHeight: 18,
    });
  }

  #paintPointer(width: number, height: number): void {
    const { model } = this;
    if (Number.isNaN(model.pointerTime)) return;
    this.#context.fillStyle = this.#theme.accent;
    this.#context.globalAlpha = 0.5;
    this.#context.fillRect(pixelOf(model.pointerTime, wholeWindow(model.total), width), minimapRuler, 1, height);
    this.#context.globalAlpha = 1;
  }
}
