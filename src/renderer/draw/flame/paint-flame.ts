// Paints one frame of a flame graph. Lengths in CSS pixels; the context is scaled by `ratio`.
import type { ServiceColour } from '../palette.ts';
import type { Theme } from '../theme.ts';
import type { TextFit } from '../waterfall/text-fit.ts';
import { flameBoxes, type FlameBox } from './flame-layout.ts';
import { frameHeight, type FlameModel } from './flame-model.ts';

export interface FlameScene {
  readonly context: CanvasRenderingContext2D;
  readonly model: FlameModel;
  readonly theme: Theme;
  /** By FlameFrames.colour. */
  readonly colours: readonly ServiceColour[];
  readonly fit: TextFit;
  /** Text of a frame's value, shown behind its name where there is room. */
  readonly valueText: (value: number) => string;
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

const leastTextWidth = 26;
const padding = 5;

export function paintFlame(scene: FlameScene): void {
  const { context, theme, model, width, height, ratio } = scene;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.globalAlpha = 1;
  context.fillStyle = theme.background;
  context.fillRect(0, 0, width, height);
  context.textBaseline = 'middle';
  for (const box of flameBoxes(model, width)) paintBox(scene, box);
}

function paintBox(scene: FlameScene, box: FlameBox): void {
  const { frame, depth, left, width } = box;
  const { context, theme, model } = scene;
  const top = depth * frameHeight - model.scrollTop;
  const tall = frameHeight - 1;
  if (frame < 0) {
    // What is looked for stays to be seen, however narrow.
    context.globalAlpha = box.matched || box.chosen ? 1 : model.matches.length > 0 ? 0.25 : 0.5;
    context.fillStyle = box.chosen ? theme.text : box.matched ? theme.accent : theme.strongLine;
    context.fillRect(left, top, box.chosen ? Math.max(3, width) : width, tall);
    context.globalAlpha = 1;
    return;
  }
  const colour = scene.colours[model.frames.colour[frame] as number] ?? { fill: theme.strongLine, ink: theme.text };
  const whole = frame === 0;
  const faint = isFaint(model, frame);
  // A pixel between neighbours, as long as that leaves enough of them.
  const wide = width > 4 ? width - 1 : width;
  context.globalAlpha = faint ? 0.25 : frame < model.zoomed ? 0.6 : 1;
  context.fillStyle = whole ? theme.raised : colour.fill;
  context.fillRect(left, top, wide, tall);
  context.globalAlpha = faint ? 0.7 : 1;
  if (whole) outline(scene, left, top, wide, tall, theme.line, 1);
  if (model.matches[frame] === 1) outline(scene, left, top, wide, tall, theme.accent, 2);
  if (frame === model.hovered) outline(scene, left, top, wide, tall, theme.mutedText, 1);
  if (frame === model.chosen) outline(scene, left, top, wide, tall, theme.text, 2);
  paintText(scene, frame, left, wide, top + tall / 2, whole || faint ? theme.text : colour.ink);
  context.globalAlpha = 1;
}

function isFaint({ matches, highlighted, frames }: FlameModel, frame: number): boolean {
  if (frame === 0) return false;
  if (matches.length > 0 && matches[frame] === 0) return true;
  return highlighted >= 0 && frames.colour[frame] !== highlighted;
}

function outline(
  { context }: FlameScene,
  left: number,
  top: number,
  width: number,
  height: number,
  colour: string,
  thick: number,
): void {
  if (width <= 2 * thick) return;
  context.strokeStyle = colour;
  context.lineWidth = thick;
  context.strokeRect(left + thick / 2, top + thick / 2, width - thick, height - thick);
}

/** Name, then value; the part of a frame that is left of the view keeps its text in view. */
function paintText(scene: FlameScene, frame: number, left: number, wide: number, y: number, ink: string): void {
  const { context, theme, fit, model, valueText } = scene;
  const room = wide - 2 * padding;
  if (wide < leastTextWidth) return;
  const font = `12px ${theme.font}`;
  const small = `11px ${theme.font}`;
  const name = fit.fit(model.frames.nameOf(frame), font, room);
  context.font = font;
  context.fillStyle = ink;
  context.fillText(name, left + padding, y + 0.5);
  const used = fit.width(name, font) + 10;
  const value = valueText(model.frames.total[frame] as number);
  if (room - used < fit.width(value, small)) return;
  context.font = small;
  context.globalAlpha *= 0.8;
  context.fillText(value, left + padding + used, y + 1);
}
