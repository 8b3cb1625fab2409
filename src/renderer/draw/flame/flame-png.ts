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

/** Deeper graphs are cut off at the end of their frames. In the page's theme; undefined where the browser makes no picture. */
export function flamePng(model: FlameModel, look: FlameLook, page: HTMLElement): Promise<Blob | undefined> {
  const whole = new FlameModel(model.frames);
  whole.setRootAt(model.rootAt);
  whole.setFrames(model.frames, model.zoomed, -1, new Uint8Array(model.matches));
  const height = Math.min(mostHeight, whole.contentHeight);
  whole.setViewHeight(height);
  const boxes = new FlameBoxes();
  layFlame(whole, width, boxes);
  const canvas = document.createElement('canvas');
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const context = opaqueContext(canvas);
  const theme = readTheme(page);
  paintFlame({
    context,
    model: whole,
    boxes,
    theme,
    colours: look.coloursOf(theme.scheme),
    fit: textFitOf(context),
    shorter: new Map(),
    valueText: look.valueText,
    width,
    height,
    ratio,
  });
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'));
}
