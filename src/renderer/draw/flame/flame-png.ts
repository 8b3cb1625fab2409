// A whole flame graph as a PNG, whatever part of it is in view: what fills the width now and everything below it.
import { opaqueContext, textFitOf } from '../surface/canvas-context.ts';
import { readTheme } from '../theme.ts';
import { FlameBoxes } from './flame-boxes.ts';
import { layFlame } from './flame-layout.ts';
import { FlameModel } from './flame-model.ts';
import type { FlameLook } from './flame-surface.ts';
import { paintFlame } from './paint-flame.ts';

/** CSS pixels; canvases are painted at twice that. */
const width = 1600;
const mostHeight = 8000;
const ratio = 2;
/** Painted at a time; keys and pointer are served in between. */
const bandHeight = 640;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Deeper graphs are cut off at the end of their frames. In the page's theme; undefined where the browser makes no picture. */
export async function flamePng(model: FlameModel, look: FlameLook, page: HTMLElement): Promise<Blob | undefined> {
  const whole = new FlameModel(model.frames);
  whole.setFrames(model.frames, model.zoomed, -1, new Uint8Array(model.matches));
  const { contentHeight } = whole;
  const height = Math.min(mostHeight, contentHeight);
  whole.setViewHeight(Math.min(bandHeight, height));
  whole.setRootAt(model.rootAt);
  const paint = bandPainter(whole, look, page);
  const canvas = canvasOf(height);
  const context = opaqueContext(canvas);
  const begin = model.rootAt === 'top' ? 0 : contentHeight - height;
  for (let top = 0; top < height; top += bandHeight) {
    await pause();
    whole.setScrollTop(begin + top);
    context.drawImage(paint(), 0, (whole.scrollTop - begin) * ratio);
  }
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'));
}

function canvasOf(height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  return canvas;
}

/** Paints what the model has in view, always on the same canvas. */
function bandPainter(model: FlameModel, look: FlameLook, page: HTMLElement): () => HTMLCanvasElement {
  const boxes = new FlameBoxes();
  const canvas = canvasOf(model.viewHeight);
  const context = opaqueContext(canvas);
  const theme = readTheme(page);
  const fit = textFitOf(context);
  const shorter = new Map<string, readonly string[]>();
  const colours = look.coloursOf(theme.scheme);
  return () => {
    layFlame(model, width, boxes);
    const { valueText } = look;
    paintFlame({
      context,
      model,
      boxes,
      theme,
      colours,
      fit,
      shorter,
      valueText,
      width,
      height: model.viewHeight,
      ratio,
    });
    return canvas;
  };
}
