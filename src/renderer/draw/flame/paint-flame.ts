// Paints one frame of a flame graph. Lengths in CSS pixels; the context is scaled by `ratio`. All boxes of one fill are
// painted after each other, then all names, then all values: changes of fill and font cost more than boxes.
import type { ServiceColour } from '../palette.ts';
import type { Theme } from '../theme.ts';
import type { TextFit } from '../waterfall/text-fit.ts';
import { shorterNames } from '../../../contract/flame-files/short-names.ts';
import { BoxState, type FlameBoxes } from './flame-boxes.ts';
import { frameHeight, MatchBit, type FlameModel } from './flame-model.ts';

export interface FlameScene {
  readonly context: CanvasRenderingContext2D;
  readonly model: FlameModel;
  readonly boxes: FlameBoxes;
  readonly theme: Theme;
  /** By FlameFrames.colour. */
  readonly colours: readonly ServiceColour[];
  readonly fit: TextFit;
  /** Shorter forms of names, remembered. */
  readonly shorter: Map<string, readonly string[]>;
  /** Text of a frame's value, shown behind its name where there is room. */
  readonly valueText: (value: number, frame: number) => string;
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

const leastTextWidth = 26;
const padding = 5;
const tall = frameHeight - 1;

/** How strongly a frame is painted: as it is, as one above the zoomed, as one that is not meant. */
const strengths = [
  { fill: 1, text: 1 },
  { fill: 0.6, text: 1 },
  { fill: 0.25, text: 0.7 },
] as const;

export function paintFlame(scene: FlameScene): void {
  const { context, theme, width, height, ratio } = scene;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.globalAlpha = 1;
  context.fillStyle = theme.background;
  context.fillRect(0, 0, width, height);
  const looks = looksOf(scene);
  paintFills(scene, looks);
  paintOutlines(scene);
  paintTexts(scene, looks);
  context.globalAlpha = 1;
}

/** Per box: colour and strength, as one number; -1 for boxes that stand for several frames. */
function looksOf({ boxes, model, colours }: FlameScene): Int32Array {
  const looks = new Int32Array(boxes.count);
  for (let box = 0; box < boxes.count; box++) {
    const frame = boxes.frame[box] as number;
    if (frame < 0) {
      looks[box] = -1;
      continue;
    }
    const strength = isFaint(model, frame) ? 2 : frame < model.zoomed ? 1 : 0;
    looks[box] = colourOf(model, frame, colours.length) * strengths.length + strength;
  }
  return looks;
}

/** Behind the colours: that of everything, and that of boxes of the rest. */
function colourOf({ frames }: FlameModel, frame: number, colours: number): number {
  if (frame === 0) return colours;
  return frames.isRest?.(frame) === true ? colours + 1 : (frames.colour[frame] as number);
}

function fillOf({ colours, theme }: FlameScene, colour: number): string {
  if (colour === colours.length) return theme.raised;
  return colours[colour]?.fill ?? theme.strongLine;
}

function paintFills(scene: FlameScene, looks: Int32Array): void {
  const { boxes, context, colours, model } = scene;
  const many = (colours.length + 2) * strengths.length;
  const { first, order } = grouped(looks, many);
  for (let look = 0; look < many; look++) {
    const from = first[look] as number;
    const to = first[look + 1] as number;
    if (from === to) continue;
    context.fillStyle = fillOf(scene, Math.floor(look / strengths.length));
    const { fill } = strengths[look % strengths.length] as (typeof strengths)[number];
    const isRest = Math.floor(look / strengths.length) === colours.length + 1;
    context.globalAlpha = isRest ? fill * 0.5 : fill;
    for (let at = from; at < to; at++) {
      const box = order[at] as number;
      const wide = boxes.width[box] as number;
      // A pixel between neighbours, as long as that leaves enough of them.
      const shown = wide > 4 ? wide - 1 : wide;
      context.fillRect(boxes.left[box] as number, model.topOf(boxes.depth[box] as number), shown, tall);
    }
  }
  paintNarrow(scene);
}

/** Boxes by their look; those of none are left out. */
function grouped(looks: Int32Array, many: number): { readonly first: Int32Array; readonly order: Int32Array } {
  const first = new Int32Array(many + 1);
  for (const look of looks) if (look >= 0) first[look + 1] = (first[look + 1] as number) + 1;
  for (let look = 0; look < many; look++) first[look + 1] = (first[look + 1] as number) + (first[look] as number);
  const next = first.slice();
  const order = new Int32Array(first[many] as number);
  for (let box = 0; box < looks.length; box++) {
    const look = looks[box] as number;
    if (look < 0) continue;
    const to = next[look] as number;
    order[to] = box;
    next[look] = to + 1;
  }
  return { first, order };
}

/** What is looked for and what is chosen stays to be seen, however narrow. */
function paintNarrow({ boxes, context, model, theme }: FlameScene): void {
  const usual = model.matches.length > 0 ? 0.25 : 0.5;
  const kinds = [
    { state: 0, fill: theme.strongLine, alpha: usual },
    { state: BoxState.matched, fill: theme.accent, alpha: 1 },
    { state: BoxState.chosen, fill: theme.text, alpha: 1 },
  ];
  for (const { state, fill, alpha } of kinds) {
    context.fillStyle = fill;
    context.globalAlpha = alpha;
    for (let box = 0; box < boxes.count; box++) {
      if ((boxes.frame[box] as number) >= 0) continue;
      const own = boxes.state[box] as number;
      const chosen = (own & BoxState.chosen) !== 0;
      if ((chosen ? BoxState.chosen : own) !== state) continue;
      const wide = boxes.width[box] as number;
      const top = model.topOf(boxes.depth[box] as number);
      context.fillRect(boxes.left[box] as number, top, chosen ? Math.max(3, wide) : wide, tall);
    }
  }
}

function paintOutlines(scene: FlameScene): void {
  const { boxes, context, model, theme } = scene;
  context.globalAlpha = 1;
  for (let box = 0; box < boxes.count; box++) {
    const frame = boxes.frame[box] as number;
    if (frame < 0) continue;
    const mark = model.matches[frame] ?? 0;
    if (frame === 0) outline(scene, box, theme.line, 1);
    if ((mark & MatchBit.itself) !== 0) outline(scene, box, theme.accent, 2);
    else if (model.frames.isRest?.(frame) === true && mark !== 0) outline(scene, box, theme.accent, 1);
    if (frame === model.hovered) outline(scene, box, theme.mutedText, 1);
    if (frame === model.chosen) outline(scene, box, theme.text, 2);
  }
}

function isFaint({ matches, highlighted, frames }: FlameModel, frame: number): boolean {
  if (frame === 0) return false;
  if (matches.length > 0 && ((matches[frame] as number) & MatchBit.itself) === 0) return true;
  return highlighted >= 0 && frames.colour[frame] !== highlighted;
}

function outline({ boxes, context, model }: FlameScene, box: number, colour: string, thick: number): void {
  const wide = boxes.width[box] as number;
  const shown = wide > 4 ? wide - 1 : wide;
  if (shown <= 2 * thick) return;
  context.strokeStyle = colour;
  context.lineWidth = thick;
  const top = model.topOf(boxes.depth[box] as number);
  context.strokeRect((boxes.left[box] as number) + thick / 2, top + thick / 2, shown - thick, tall - thick);
}

interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly ink: string;
  readonly alpha: number;
}

/** Name, then value, where there is room for them. */
function paintTexts(scene: FlameScene, looks: Int32Array): void {
  const { boxes, colours, fit, model, theme, valueText } = scene;
  const font = `12px ${theme.font}`;
  const small = `11px ${theme.font}`;
  const names: PlacedText[] = [];
  const values: PlacedText[] = [];
  for (let box = 0; box < boxes.count; box++) {
    const wide = boxes.width[box] as number;
    const frame = boxes.frame[box] as number;
    if (wide - 1 < leastTextWidth || frame < 0) continue;
    const look = looks[box] as number;
    const strength = strengths[look % strengths.length] as (typeof strengths)[number];
    const colour = Math.floor(look / strengths.length);
    const plain = colour >= colours.length || strength === strengths[2];
    const ink = plain ? theme.text : (colours[colour]?.ink ?? theme.text);
    const room = wide - 1 - 2 * padding;
    const x = (boxes.left[box] as number) + padding;
    const y = model.topOf(boxes.depth[box] as number) + tall / 2;
    const full = model.frames.nameOf(frame);
    const shown = model.frames.functions === true ? fitting(scene, full, font, room) : full;
    names.push({ text: fit.fit(shown, font, room), x, y: y + 0.5, ink, alpha: strength.text });
    const used = fit.width(shown, font) + 10;
    if (room - used < leastTextWidth) continue;
    const text = valueText(model.frames.total[frame] as number, frame);
    if (room - used < fit.width(text, small)) continue;
    values.push({ text, x: x + used, y: y + 1, ink, alpha: strength.text * 0.8 });
  }
  // Measuring has changed the font.
  paintPlaced(scene.context, names, font);
  paintPlaced(scene.context, values, small);
}

function paintPlaced(context: CanvasRenderingContext2D, texts: readonly PlacedText[], font: string): void {
  context.textBaseline = 'middle';
  context.font = font;
  for (const { text, x, y, ink, alpha } of texts) {
    context.fillStyle = ink;
    context.globalAlpha = alpha;
    context.fillText(text, x, y);
  }
}

/** Names that are remembered in shorter forms; a screen has a few hundred. */
const mostShorter = 4000;

/** The longest form of a name that has room, else the shortest. */
function fitting({ fit, shorter }: FlameScene, name: string, font: string, room: number): string {
  if (fit.width(name, font) <= room) return name;
  let forms = shorter.get(name);
  if (forms === undefined) {
    if (shorter.size >= mostShorter) shorter.clear();
    forms = shorterNames(name);
    shorter.set(name, forms);
  }
  return forms.find((form) => fit.width(form, font) <= room) ?? forms.at(-1) ?? name;
}
