// The context of a canvas that covers its place whole, and widths of texts measured with it.
import { TextFit } from '../waterfall/text-fit.ts';

/** Throws where the browser has no 2d context to give. */
export function opaqueContext(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error('no 2d context');
  return context;
}

/** Measuring sets the context's font. */
export function textFitOf(context: CanvasRenderingContext2D): TextFit {
  return new TextFit((text, font) => {
    context.font = font;
    return context.measureText(text).width;
  });
}
