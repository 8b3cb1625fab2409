// What a surface has to end when it goes: listeners, observers, subscriptions. All are ended together, once.
export class Stops {
  readonly #stops: (() => void)[] = [];

  add(stop: () => void): void {
    this.#stops.push(stop);
  }

  listen<E extends keyof HTMLElementEventMap>(
    target: HTMLElement,
    name: E,
    hear: (event: HTMLElementEventMap[E]) => void,
    options?: AddEventListenerOptions,
  ): void {
    target.addEventListener(name, hear, options);
    this.#stops.push(() => target.removeEventListener(name, hear, options));
  }

  /** Calls back with the first size too, as ResizeObserver does. */
  watchSize(element: HTMLElement, hear: () => void): void {
    const resized = new ResizeObserver(hear);
    resized.observe(element);
    this.#stops.push(() => resized.disconnect());
  }

  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }
}
