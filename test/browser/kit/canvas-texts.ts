// What a canvas says. The page's drawing calls are listened to, so that a test can read the rows of the waterfall as a
// user reads them, and click where they are.
import type { Page } from 'playwright-core';

export interface DrawnText {
  readonly text: string;
  /** CSS pixels from the canvas' corner. */
  readonly x: number;
  readonly y: number;
}

/** Remembers the texts of each canvas since it was last painted over as a whole. Before the page loads. */
export async function recordCanvasTexts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const texts = new WeakMap<object, { text: string; x: number; y: number }[]>();
    const proto = CanvasRenderingContext2D.prototype;
    const { fillText, fillRect, clearRect } = proto;
    const afresh = (context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void => {
      const { e, f } = context.getTransform();
      if (
        x === 0 &&
        y === 0 &&
        e === 0 &&
        f === 0 &&
        width >= context.canvas.clientWidth &&
        height >= context.canvas.clientHeight
      )
        texts.set(context.canvas, []);
    };
    proto.fillText = function (text, x, y, ...rest) {
      const list = texts.get(this.canvas) ?? [];
      texts.set(this.canvas, list);
      const { a, d, e, f } = this.getTransform();
      list.push({ text, x: (a * x + e) / devicePixelRatio, y: (d * y + f) / devicePixelRatio });
      fillText.call(this, text, x, y, ...rest);
    };
    proto.fillRect = function (x, y, width, height) {
      afresh(this, x, y, width, height);
      fillRect.call(this, x, y, width, height);
    };
    proto.clearRect = function (x, y, width, height) {
      afresh(this, x, y, width, height);
      clearRect.call(this, x, y, width, height);
    };
    Object.defineProperty(window, 'textsOfCanvas', { value: (canvas: HTMLCanvasElement) => texts.get(canvas) ?? [] });
  });
}

/** What stands on the canvas that the selector names, as last painted. */
export function textsOn(page: Page, selector: string): Promise<readonly DrawnText[]> {
  return page.locator(selector).evaluate((canvas) => {
    const known = window as unknown as { textsOfCanvas(of: Element): DrawnText[] };
    return known.textsOfCanvas(canvas);
  });
}
