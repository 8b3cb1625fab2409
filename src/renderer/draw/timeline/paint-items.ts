// Paints single items: bars with their text and what is remarkable about them, runs of slivers, marks over those.
import { ItemFlag, ItemShape } from '../../../contract/sessions.ts';
import type { TimelinePaint } from './paint-timeline.ts';

interface BarBox {
  /** CSS pixels; may lie outside of the picture. */
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly tall: number;
  readonly withText: boolean;
}

/** Below this a bar has no text. */
const leastText = 28;
/** How far bars are painted outside of the picture. */
const beyond = 8;

/** Answers the painted pixels: left, right. */
export function paintBar(paint: TimelinePaint, item: number, box: BarBox): readonly [number, number] {
  const { context, model, theme, width } = paint;
  const { data } = model;
  const { top, tall } = box;
  const flags = data.flags[item] as number;
  const shape = data.shape[item];
  const failed = (flags & ItemFlag.error) !== 0;
  const colour = paint.colourOf(data.name[item] as number);
  const left = Math.round(Math.max(-beyond, box.from));
  const wide = Math.max(2, Math.round(Math.min(width + beyond, box.to)) - left);
  const isOpen = shape === ItemShape.open || shape === ItemShape.endless;
  const strength = model.isDimmed(item) ? 0.2 : 1;
  context.globalAlpha = isOpen ? 0.5 * strength : strength;
  context.fillStyle = colour.fill;
  context.fillRect(left, top, wide, tall);
  context.globalAlpha = strength;
  if (isOpen) {
    // Its beginning is certain.
    context.fillRect(left, top, Math.min(3, wide), tall);
    paintRagged(context, theme.background, left + wide, top, tall, shape === ItemShape.open ? 4 : 6);
  }
  if (shape === ItemShape.headless) {
    context.fillStyle = theme.background;
    for (let y = top; y < top + tall; y += 4) context.fillRect(left, y, 2, 2);
  }
  if (failed) {
    context.fillStyle = theme.error;
    context.fillRect(left, top + tall - 3, wide, 3);
  }
  if ((flags & (ItemFlag.truncated | ItemFlag.loss)) !== 0) {
    context.fillStyle = theme.warning;
    context.fillRect(left, top, Math.min(wide, 6), 3);
  }
  if (box.withText && wide >= leastText) {
    const inset = Math.max(left, 0) + 5;
    const name = data.texts[data.name[item] as number] ?? '';
    const text = `${failed ? '✕ ' : ''}${name} ${data.texts[data.preview[item] as number] ?? ''}`;
    context.fillStyle = isOpen ? theme.text : colour.ink;
    context.fillText(
      paint.fit.fit(text.trim(), context.font, Math.min(width, left + wide) - inset - 4),
      inset,
      top + tall / 2,
    );
  }
  context.globalAlpha = 1;
  return [left, left + wide];
}

/** The end of what did not end: open ones have fine teeth, those without an end coarse ones. */
function paintRagged(
  context: CanvasRenderingContext2D,
  ground: string,
  x: number,
  top: number,
  tall: number,
  step: number,
): void {
  context.fillStyle = ground;
  for (let y = top; y < top + tall; y += step) context.fillRect(x - 3, y, 3, step / 2);
}

/** One sliver has a head, so that a moment differs from a very short bar; several beside each other are a block. */
export function paintRun(
  context: CanvasRenderingContext2D,
  colour: string,
  first: number,
  last: number,
  top: number,
  tall: number,
): void {
  context.fillStyle = colour;
  if (first < last) return context.fillRect(first, top, last - first + 1, tall);
  context.fillRect(first, top, 2, tall);
  context.fillRect(first - 1, top, 4, 3);
}

/** Something that must not be missed, at the foot of a sliver. */
export function paintMark(
  context: CanvasRenderingContext2D,
  colour: string,
  first: number,
  last: number,
  top: number,
  tall: number,
): void {
  context.fillStyle = colour;
  context.fillRect(first, top, last - first + 2, tall);
  context.fillRect(first - 2, top + tall - 4, last - first + 6, 4);
}
