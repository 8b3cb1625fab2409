// A scrolling element and a model in step: a spacer as tall as the content gives a native scrollbar, and either side may move.
import type { Stops } from './stops.ts';

export interface ScrollElements {
  readonly scroller: HTMLElement;
  readonly spacer: HTMLElement;
}

/** CSS pixels. */
export interface ScrolledModel {
  readonly scrollTop: number;
  setScrollTop(top: number): void;
}

export class ScrollStep {
  readonly #elements: ScrollElements;
  readonly #model: ScrolledModel;
  #heard = 0;

  constructor(elements: ScrollElements, model: ScrolledModel, stops: Stops) {
    this.#elements = elements;
    this.#model = model;
    const scrolled = (): void => {
      this.#heard = elements.scroller.scrollTop;
      model.setScrollTop(this.#heard);
    };
    stops.listen(elements.scroller, 'scroll', scrolled, { passive: true });
  }

  /** Before painting. Only what the model decided is written: writing back what was heard would stop a smooth scroll under way. */
  apply(contentHeight: number): void {
    const { scroller, spacer } = this.#elements;
    const tall = `${Math.max(scroller.clientHeight, contentHeight)}px`;
    if (spacer.style.height !== tall) spacer.style.height = tall;
    if (Math.abs(this.#heard - this.#model.scrollTop) < 1) return;
    scroller.scrollTop = this.#model.scrollTop;
    this.#heard = scroller.scrollTop;
  }
}
