// A flame graph on a page: canvas, scrolling element and model in step, one painting per frame, pointer included.
import type { Frame } from '../frame.ts';
import type { ServiceColour } from '../palette.ts';
import { readTheme, type Theme } from '../theme.ts';
import { TextFit } from '../waterfall/text-fit.ts';
import { frameAt } from './flame-layout.ts';
import type { FlameModel } from './flame-model.ts';
import { paintFlame } from './paint-flame.ts';

export interface FlameElements {
  readonly scroller: HTMLElement;
  readonly spacer: HTMLElement;
  readonly canvas: HTMLCanvasElement;
}

export interface FlameLook {
  readonly coloursOf: (scheme: Theme['scheme']) => readonly ServiceColour[];
  readonly valueText: (value: number) => string;
}

export interface FlameEvents {
  /** A frame was clicked. */
  readonly onChoose: (frame: number) => void;
  /** The pointer came to rest over a frame, at a point of the scroller's view; -1 when it left. */
  readonly onHover: (frame: number, x: number, y: number) => void;
}

export class FlameSurface {
  readonly #elements: FlameElements;
  readonly #model: FlameModel;
  readonly #frame: Frame;
  readonly #context: CanvasRenderingContext2D;
  readonly #fit: TextFit;
  readonly #stops: (() => void)[] = [];
  #look: FlameLook;
  #theme: Theme;
  #colours: readonly ServiceColour[];
  #width = 0;
  #heardScroll = 0;

  constructor(elements: FlameElements, model: FlameModel, frame: Frame, look: FlameLook, events: FlameEvents) {
    const context = elements.canvas.getContext('2d', { alpha: false });
    if (context === null) throw new Error('no 2d context');
    this.#elements = elements;
    this.#model = model;
    this.#frame = frame;
    this.#context = context;
    this.#look = look;
    this.#theme = readTheme(elements.scroller);
    this.#colours = look.coloursOf(this.#theme.scheme);
    this.#fit = new TextFit((text, font) => {
      context.font = font;
      return context.measureText(text).width;
    });
    this.#stops.push(model.onFrame(() => this.redraw()));
    const resized = new ResizeObserver(() => this.#resize());
    resized.observe(elements.scroller);
    this.#stops.push(() => resized.disconnect());
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
    for (const stop of this.#stops) stop();
  }

  #listen({ onChoose, onHover }: FlameEvents): void {
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
    const scrolled = (): void => {
      this.#heardScroll = scroller.scrollTop;
      this.#model.setScrollTop(this.#heardScroll);
    };
    canvas.addEventListener('pointermove', move);
    canvas.addEventListener('pointerleave', leave);
    canvas.addEventListener('click', click);
    scroller.addEventListener('scroll', scrolled, { passive: true });
    this.#stops.push(() => {
      canvas.removeEventListener('pointermove', move);
      canvas.removeEventListener('pointerleave', leave);
      canvas.removeEventListener('click', click);
      scroller.removeEventListener('scroll', scrolled);
    });
  }

  #resize(): void {
    const { scroller, canvas } = this.#elements;
    this.#width = scroller.clientWidth;
    canvas.style.height = `${scroller.clientHeight}px`;
    this.#model.setViewHeight(scroller.clientHeight);
    this.redraw();
  }

  #paint(): void {
    const { scroller, spacer, canvas } = this.#elements;
    const model = this.#model;
    const ratio = devicePixelRatio;
    const height = scroller.clientHeight;
    const tall = `${Math.max(height, model.contentHeight)}px`;
    if (spacer.style.height !== tall) spacer.style.height = tall;
    if (Math.abs(this.#heardScroll - model.scrollTop) >= 1) {
      scroller.scrollTop = model.scrollTop;
      this.#heardScroll = scroller.scrollTop;
    }
    if (this.#width <= 0 || height <= 0) return;
    const pixelsWide = Math.round(this.#width * ratio);
    const pixelsTall = Math.round(height * ratio);
    if (canvas.width !== pixelsWide) canvas.width = pixelsWide;
    if (canvas.height !== pixelsTall) canvas.height = pixelsTall;
    paintFlame({
      context: this.#context,
      model,
      theme: this.#theme,
      colours: this.#colours,
      fit: this.#fit,
      valueText: this.#look.valueText,
      width: this.#width,
      height,
      ratio,
    });
  }
}
