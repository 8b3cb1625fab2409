// A timeline on a page: two canvases (head and lanes), scrolling element and model in step, one painting per frame, pointer
// included. Wheel zooms at the pointer, Shift and wheel pans, a drag pans, a drag on the head chooses a range.
import type { Frame } from '../frame.ts';
import type { ServiceColour } from '../palette.ts';
import { opaqueContext, textFitOf } from '../surface/canvas-context.ts';
import { ScrollStep } from '../surface/scroll-step.ts';
import { sizeCanvas } from '../surface/size-canvas.ts';
import { Stops } from '../surface/stops.ts';
import { marksAt, type TimeMark } from '../time-marks.ts';
import { readTheme, type Theme } from '../theme.ts';
import type { TextFit } from '../waterfall/text-fit.ts';
import { timeOf } from '../waterfall/time-window.ts';
import { itemAt } from './item-at.ts';
import { markScale } from './mark-scale.ts';
import { headHeight, paintHead } from './paint-head.ts';
import { paintTimeline, type TimelinePaint } from './paint-timeline.ts';
import type { TimelineModel } from './timeline-model.ts';

export interface TimelineElements {
  readonly head: HTMLCanvasElement;
  readonly scroller: HTMLElement;
  readonly spacer: HTMLElement;
  readonly canvas: HTMLCanvasElement;
}

export interface TimelineLook {
  readonly coloursOf: (scheme: Theme['scheme']) => (name: number) => ServiceColour;
  /** As Date.getTimezoneOffset. */
  readonly zone: ((time: number) => number) | undefined;
  readonly marks: readonly TimeMark[];
}

export interface TimelineEvents {
  readonly onChoose: (item: number) => void;
  readonly onOpen: (item: number) => void;
  /** An item, or -1 and the marks that are there; x and y within the lanes, y negative above them. */
  readonly onHover: (item: number, x: number, y: number, marks: readonly TimeMark[]) => void;
}

const leastDrag = 4;
const wheelStep = 1.0015;

export class TimelineSurface {
  readonly #elements: TimelineElements;
  readonly #model: TimelineModel;
  readonly #frame: Frame;
  readonly #contexts: readonly [head: CanvasRenderingContext2D, lanes: CanvasRenderingContext2D];
  readonly #fit: TextFit;
  readonly #stops = new Stops();
  readonly #scroll: ScrollStep;
  #look: TimelineLook;
  #theme: Theme;
  #colourOf: (name: number) => ServiceColour;
  #range: { readonly from: number; readonly to: number } | undefined;

  constructor(
    elements: TimelineElements,
    model: TimelineModel,
    frame: Frame,
    look: TimelineLook,
    events: TimelineEvents,
  ) {
    const lanes = opaqueContext(elements.canvas);
    this.#elements = elements;
    this.#model = model;
    this.#frame = frame;
    this.#contexts = [opaqueContext(elements.head), lanes];
    this.#look = look;
    this.#theme = readTheme(elements.scroller);
    this.#colourOf = look.coloursOf(this.#theme.scheme);
    this.#fit = textFitOf(lanes);
    this.#scroll = new ScrollStep(elements, model, this.#stops);
    this.#stops.add(model.onFrame(() => this.redraw()));
    this.#stops.watchSize(elements.scroller, () => this.#resize());
    this.#listen(events);
    this.#resize();
  }

  setLook(look: TimelineLook): void {
    this.#look = look;
    this.#colourOf = look.coloursOf(this.#theme.scheme);
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

  #listen({ onChoose, onOpen, onHover }: TimelineEvents): void {
    const { canvas, head, scroller } = this.#elements;
    const model = this.#model;
    const placeOf = (event: MouseEvent, target: HTMLElement): readonly [x: number, y: number] => {
      const box = target.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    const itemOf = (event: MouseEvent): readonly [item: number, x: number, y: number] => {
      const [x, y] = placeOf(event, canvas);
      return [itemAt(model, canvas.clientWidth, x, y + model.scrollTop), x, y];
    };
    let pressed: { readonly x: number; readonly from: number; readonly to: number; moved: boolean } | undefined;
    const down = (event: PointerEvent): void => {
      if (event.button !== 0) return;
      const [x] = placeOf(event, canvas);
      pressed = { x, ...model.window, moved: false };
      canvas.setPointerCapture(event.pointerId);
      scroller.focus({ preventScroll: true });
    };
    const move = (event: PointerEvent): void => {
      const [item, x, y] = itemOf(event);
      if (pressed !== undefined && (pressed.moved || Math.abs(x - pressed.x) >= leastDrag)) {
        pressed.moved = true;
        const shift = ((pressed.x - x) / canvas.clientWidth) * (pressed.to - pressed.from);
        model.setWindow({ from: pressed.from + shift, to: pressed.to + shift });
        onHover(-1, 0, 0, []);
        return;
      }
      canvas.style.cursor = item >= 0 ? 'pointer' : 'default';
      model.hover(item);
      onHover(item, x, y, item < 0 ? this.#marksAt(x) : []);
    };
    const up = (event: PointerEvent): void => {
      const dragged = pressed?.moved === true;
      pressed = undefined;
      if (!dragged) onChoose(itemOf(event)[0]);
    };
    const leave = (): void => {
      model.hover(-1);
      onHover(-1, 0, 0, []);
    };
    const double = (event: MouseEvent): void => {
      const [item] = itemOf(event);
      if (item >= 0) onOpen(item);
      else model.showAll();
    };
    const wheel = (event: WheelEvent): void => {
      const [x] = placeOf(event, canvas);
      const width = canvas.clientWidth;
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        model.pan((event.shiftKey ? event.deltaY || event.deltaX : event.deltaX) / Math.max(1, width));
      } else if (event.ctrlKey || event.metaKey || model.layout.height <= scroller.clientHeight) {
        event.preventDefault();
        model.zoom(timeOf(x, model.window, width), wheelStep ** event.deltaY);
      }
    };
    const stops = this.#stops;
    stops.listen(canvas, 'pointerdown', down);
    stops.listen(canvas, 'pointermove', move);
    stops.listen(canvas, 'pointerup', up);
    stops.listen(canvas, 'pointercancel', () => (pressed = undefined));
    stops.listen(canvas, 'pointerleave', leave);
    stops.listen(canvas, 'dblclick', double);
    stops.listen(canvas, 'wheel', wheel, { passive: false });
    let chosen: number | undefined;
    stops.listen(head, 'pointerdown', (event) => {
      chosen = timeOf(placeOf(event, head)[0], model.window, head.clientWidth);
      head.setPointerCapture(event.pointerId);
    });
    stops.listen(head, 'pointerleave', leave);
    stops.listen(head, 'pointermove', (event) => {
      const [x, y] = placeOf(event, head);
      if (chosen === undefined) return onHover(-1, x, y - head.clientHeight, this.#marksAt(x));
      const now = timeOf(x, model.window, head.clientWidth);
      this.#range = { from: Math.min(chosen, now), to: Math.max(chosen, now) };
      this.redraw();
    });
    stops.listen(head, 'pointerup', () => {
      const range = this.#range;
      chosen = undefined;
      this.#range = undefined;
      if (range !== undefined && range.to > range.from) model.setWindow(range);
      this.redraw();
    });
    stops.listen(head, 'dblclick', () => model.showAll());
  }

  #marksAt(x: number): readonly TimeMark[] {
    const { marks } = this.#look;
    return marks.length === 0 ? marks : marksAt(marks, x, markScale(this.#model, this.#elements.canvas.clientWidth));
  }

  #resize(): void {
    this.#model.setViewHeight(this.#elements.scroller.clientHeight);
    this.redraw();
  }

  #paint(): void {
    const { scroller, canvas, head } = this.#elements;
    const model = this.#model;
    const height = scroller.clientHeight;
    const width = canvas.clientWidth;
    this.#scroll.apply(model.layout.height);
    if (width <= 0 || height <= 0) return;
    const rows = model.bands.reduce((most, { row }) => Math.max(most, row + 1), 0);
    const above = headHeight(rows);
    sizeCanvas(canvas, width, height);
    sizeCanvas(head, width, above);
    setStyle(canvas, 'height', height);
    setStyle(head, 'height', above);
    // As wide as the lanes, which a scrollbar may narrow.
    setStyle(head, 'width', width);
    const [headContext, context] = this.#contexts;
    const paint: Omit<TimelinePaint, 'context' | 'height'> = {
      model,
      theme: this.#theme,
      colourOf: this.#colourOf,
      marks: this.#look.marks,
      fit: this.#fit,
      width,
      ratio: devicePixelRatio,
    };
    paintTimeline({ ...paint, context, height });
    paintHead({ ...paint, context: headContext, height: above }, this.#look.zone);
    if (this.#range !== undefined) {
      const { from, to } = model.window;
      const [left, right] = [this.#range.from, this.#range.to].map((time) => ((time - from) / (to - from)) * width);
      headContext.fillStyle = this.#theme.accent;
      headContext.globalAlpha = 0.25;
      headContext.fillRect(left ?? 0, 0, (right ?? 0) - (left ?? 0), above);
      headContext.globalAlpha = 1;
    }
  }
}

function setStyle(canvas: HTMLCanvasElement, name: 'width' | 'height', pixels: number): void {
  const style = `${pixels}px`;
  if (canvas.style[name] !== style) canvas.style[name] = style;
}
