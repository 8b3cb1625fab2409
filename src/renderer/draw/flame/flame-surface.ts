// A flame graph on a page: canvas, scrolling element and model in step, one painting per frame, pointer included.
import type { Frame } from '../frame.ts';
import type { ServiceColour } from '../palette.ts';
import { opaqueContext, textFitOf } from '../surface/canvas-context.ts';
import { ScrollStep } from '../surface/scroll-step.ts';
import { sizeCanvas } from '../surface/size-canvas.ts';
import { Stops } from '../surface/stops.ts';
import { readTheme, type Theme } from '../theme.ts';
import type { TextFit } from '../waterfall/text-fit.ts';
import { FlameBoxes } from './flame-boxes.ts';
import { frameAt, layFlame } from './flame-layout.ts';
import type { FlameModel } from './flame-model.ts';
import { paintFlame } from './paint-flame.ts';

export interface FlameElements {
  readonly scroller: HTMLElement;
  readonly spacer: HTMLElement;
  readonly canvas: HTMLCanvasElement;
}

export interface FlameLook {
  readonly coloursOf: (scheme: Theme['scheme']) => readonly ServiceColour[];
  readonly valueText: (value: number, frame: number) => string;
}

export interface FlameEvents {
  /** A frame was clicked. */
  readonly onChoose: (frame: number) => void;
  /** A frame's menu is wanted, at a point of the window. */
  readonly onMenu: (frame: number, clientX: number, clientY: number) => void;
  /** The pointer came to rest over a frame, at a point of the scroller's view; -1 when it left. */
  readonly onHover: (frame: number, x: number, y: number) => void;
}

export class FlameSurface {
  readonly #elements: FlameElements;
  readonly #model: FlameModel;
  readonly #frame: Frame;
  readonly #context: CanvasRenderingContext2D;
  readonly #fit: TextFit;
  readonly #stops = new Stops();
  readonly #scroll: ScrollStep;
  #look: FlameLook;
  #theme: Theme;
  #colours: readonly ServiceColour[];
  #width = 0;
  readonly #boxes = new FlameBoxes();
  readonly #shorter: Map<string, readonly string[]> = new Map();
  /** What the boxes were made for. */
  #laid: readonly [laid: number, width: number] = [-1, 0];

  constructor(elements: FlameElements, model: FlameModel, frame: Frame, look: FlameLook, events: FlameEvents) {
    this.#elements = elements;
    this.#model = model;
    this.#frame = frame;
    this.#context = opaqueContext(elements.canvas);
    this.#look = look;
    this.#theme = readTheme(elements.scroller);
    this.#colours = look.coloursOf(this.#theme.scheme);
    this.#fit = textFitOf(this.#context);
    this.#scroll = new ScrollStep(elements, model, this.#stops);
    this.#stops.add(model.onFrame(() => this.redraw()));
    this.#stops.watchSize(elements.scroller, () => this.#resize());
    this.#listen(events);
    this.#resize();
  }

  setLook(look: FlameLook): void {
    this.#look = look;
    this.#colours = look.coloursOf(this.#theme.scheme);
    this.redraw();
  }

  refreshTheme(): void {
    this.#theme = readTheme(this.#elements.scroller);
    this.#fit.clear();
    this.setLook(this.#look);
  }

  redraw(): void {
    this.#frame.requestDraw(this, () => this.#paint());
  }

  destroy(): void {
    this.#frame.cancelDraw(this);
    this.#stops.stop();
  }

  #listen({ onChoose, onHover, onMenu }: FlameEvents): void {
    const { canvas, scroller } = this.#elements;
    const at = (event: MouseEvent): readonly [frame: number, x: number, y: number] => {
      const box = canvas.getBoundingClientRect();
      const [x, y] = [event.clientX - box.left, event.clientY - box.top];
      return [frameAt(this.#model, this.#width, x, y), x, y];
    };
    const move = (event: PointerEvent): void => {
      const [frame, x, y] = at(event);
      canvas.style.cursor = frame >= 0 ? 'pointer' : 'default';
      this.#model.hover(frame);
      onHover(frame, x, y);
    };
    const leave = (): void => {
      this.#model.hover(-1);
      onHover(-1, 0, 0);
    };
    const click = (event: MouseEvent): void => {
      const [frame] = at(event);
      scroller.focus({ preventScroll: true });
      if (frame >= 0) onChoose(frame);
    };
    const menu = (event: MouseEvent): void => {
      const [frame] = at(event);
      if (frame < 0) return;
      event.preventDefault();
      onMenu(frame, event.clientX, event.clientY);
    };
    this.#stops.listen(canvas, 'contextmenu', menu);
    this.#stops.listen(canvas, 'pointermove', move);
    this.#stops.listen(canvas, 'pointerleave', leave);
    this.#stops.listen(canvas, 'click', click);
  }

  #resize(): void {
    const { scroller, canvas } = this.#elements;
    this.#width = scroller.clientWidth;
    canvas.style.height = `${scroller.clientHeight}px`;
    this.#model.setViewHeight(scroller.clientHeight);
    this.redraw();
  }

  #paint(): void {
    const { scroller, canvas } = this.#elements;
    const model = this.#model;
    const height = scroller.clientHeight;
    this.#scroll.apply(model.contentHeight);
    if (this.#width <= 0 || height <= 0) return;
    sizeCanvas(canvas, this.#width, height);
    if (this.#laid[0] !== model.laid || this.#laid[1] !== this.#width) {
      layFlame(model, this.#width, this.#boxes);
      this.#laid = [model.laid, this.#width];
    }
    paintFlame({
      boxes: this.#boxes,
      shorter: this.#shorter,
      context: this.#context,
      model,
      theme: this.#theme,
      colours: this.#colours,
      fit: this.#fit,
      valueText: this.#look.valueText,
      width: this.#width,
      height,
      ratio: devicePixelRatio,
    });
  }
}
