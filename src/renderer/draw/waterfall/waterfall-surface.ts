// The waterfall on a page: keeps a canvas, a scrolling element and the model in step, one painting per frame.
// The canvas sticks to the top of the scroller; a spacer as tall as all rows gives it a native scrollbar.
import type { Frame } from '../frame.ts';
import type { ServiceColour } from '../palette.ts';
import { opaqueContext, textFitOf } from '../surface/canvas-context.ts';
import { ScrollStep } from '../surface/scroll-step.ts';
import { sizeCanvas } from '../surface/size-canvas.ts';
import { Stops } from '../surface/stops.ts';
import { coloursOf, type Colouring } from './colouring.ts';
import { contentHeight, hitTest, type Hit } from './geometry.ts';
import { layoutOf, paintWaterfall } from './paint-waterfall.ts';
import { fontsOf, type Fonts, type Scene } from './scene.ts';
import type { TextFit } from './text-fit.ts';
import { timeOf } from './time-window.ts';
import type { WaterfallModel } from './waterfall-model.ts';
import { readWaterfallTheme, type WaterfallTheme } from './waterfall-theme.ts';

export interface SurfaceElements {
  readonly scroller: HTMLElement;
  readonly spacer: HTMLElement;
  readonly canvas: HTMLCanvasElement;
}

export class WaterfallSurface {
  readonly model: WaterfallModel;
  readonly elements: SurfaceElements;
  /** Set by the pointer; painted with the next frame. */
  range: Scene['range'];
  tip: Scene['tip'];
  readonly #frame: Frame;
  readonly #context: CanvasRenderingContext2D;
  readonly #fit: TextFit;
  readonly #stops = new Stops();
  readonly #scroll: ScrollStep;
  #theme: WaterfallTheme;
  #fonts: Fonts;
  #colours: readonly ServiceColour[] = [];
  #coloured: Colouring | undefined;
  #width = 0;
  #height = 0;

  constructor(elements: SurfaceElements, model: WaterfallModel, frame: Frame) {
    this.elements = elements;
    this.model = model;
    this.#frame = frame;
    this.#context = opaqueContext(elements.canvas);
    this.#theme = readWaterfallTheme(elements.scroller);
    this.#fonts = fontsOf(this.#theme);
    this.#fit = textFitOf(this.#context);
    this.#scroll = new ScrollStep(elements, model, this.#stops);
    this.#stops.add(model.onFrame(() => this.redraw()));
    this.#stops.watchSize(elements.scroller, () => this.#resize());
    this.#resize();
  }

  /** After the page's colours changed. */
  refreshTheme(): void {
    this.#theme = readWaterfallTheme(this.elements.scroller);
    this.#fonts = fontsOf(this.#theme);
    this.#coloured = undefined;
    this.#fit.clear();
    this.redraw();
  }

  redraw(): void {
    this.#frame.requestDraw(this, () => this.#paint());
  }

  destroy(): void {
    this.#frame.cancelDraw(this);
    this.#stops.stop();
  }

  /** What lies at a point of the canvas, in CSS pixels. */
  hit(x: number, y: number): Hit {
    const layout = layoutOf(this.model, this.#width, this.#height);
    const { visible, columns, scrollTop } = this.model;
    return hitTest(x, y, { ...layout, visible, columns, scrollTop });
  }

  /** Time at a canvas x, or NaN left of the bars. */
  timeAt(x: number): number {
    const { treeWidth, barsWidth } = layoutOf(this.model, this.#width, this.#height);
    return x <= treeWidth ? Number.NaN : timeOf(x - treeWidth, this.model.window, barsWidth);
  }

  get barsWidth(): number {
    return layoutOf(this.model, this.#width, this.#height).barsWidth;
  }

  #resize(): void {
    const { scroller, canvas } = this.elements;
    const width = scroller.clientWidth;
    const height = scroller.clientHeight;
    if (width === this.#width && height === this.#height && canvas.width === Math.round(width * devicePixelRatio))
      return;
    this.#width = width;
    this.#height = height;
    canvas.style.height = `${height}px`;
    this.model.setViewHeight(height);
  }

  #paint(): void {
    const { model } = this;
    this.#scroll.apply(contentHeight(model.visible.count));
    if (this.#width <= 0 || this.#height <= 0) return;
    sizeCanvas(this.elements.canvas, this.#width, this.#height);
    if (this.#coloured !== model.colouring) {
      this.#coloured = model.colouring;
      this.#colours = coloursOf(this.#coloured, this.#theme.scheme);
    }
    paintWaterfall({
      ...layoutOf(model, this.#width, this.#height),
      context: this.#context,
      model,
      theme: this.#theme,
      fonts: this.#fonts,
      colours: this.#colours,
      fit: this.#fit,
      ratio: devicePixelRatio,
      range: this.range,
      tip: this.tip,
    });
  }
}
