// Widths and ellipses of canvas text, remembered: measuring is the dearest thing a row does.

interface Fitted {
  readonly width: number;
  /** Shortened forms by the room they were made for. */
  readonly cut: Map<number, string>;
}

/** Entries after which everything is forgotten; a screen needs a few hundred. */
const capacity = 6000;
const longest = 400;

export class TextFit {
  readonly #measure: (text: string, font: string) => number;
  readonly #fonts = new Map<string, Map<string, Fitted>>();
  #entries = 0;

  /** `measure` answers a text's width in CSS pixels in a CSS font. */
  constructor(measure: (text: string, font: string) => number) {
    this.#measure = measure;
  }

  width(text: string, font: string): number {
    return this.#entry(text, font).width;
  }

  /** The text, or as much of it as fits `room` pixels with an ellipsis; empty where not even one letter does. */
  fit(text: string, font: string, room: number): string {
    const entry = this.#entry(text, font);
    if (entry.width <= room) return text.length > longest ? text.slice(0, longest) : text;
    const key = Math.floor(room);
    const known = entry.cut.get(key);
    if (known !== undefined) return known;
    const cut = this.#cut(text, font, room);
    entry.cut.set(key, cut);
    this.#entries++;
    return cut;
  }

  clear(): void {
    this.#fonts.clear();
    this.#entries = 0;
  }

  #entry(text: string, font: string): Fitted {
    let byText = this.#fonts.get(font);
    if (byText === undefined) this.#fonts.set(font, (byText = new Map()));
    const known = byText.get(text);
    if (known !== undefined) return known;
    if (++this.#entries > capacity) {
      this.#fonts.clear();
      this.#entries = 1;
      this.#fonts.set(font, (byText = new Map()));
    }
    const entry: Fitted = { width: this.#measure(text.slice(0, longest), font), cut: new Map() };
    byText.set(text, entry);
    return entry;
  }

  #cut(text: string, font: string, room: number): string {
    let low = 0;
    let high = Math.min(text.length, longest);
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#measure(`${text.slice(0, middle)}…`, font) <= room) low = middle;
      else high = middle - 1;
    }
    return low === 0 ? '' : `${text.slice(0, low).trimEnd()}…`;
  }
}
