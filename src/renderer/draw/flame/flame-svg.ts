// A flame graph as a picture in a file: static SVG without script, style sheets or links. Every frame tells name and value
// in its `title`, which viewers show on hover. `fg:x` and `fg:w` carry the exact values, as inferno writes them, so that
// other tools can read the picture back.
import { formatShare } from '../../../contract/share-text.ts';
import type { ServiceColour } from '../palette.ts';
import { flameStarts, type FlameFrames } from './flame-frames.ts';

export interface FlameSvgOptions {
  readonly title: string;
  readonly colours: readonly ServiceColour[];
  /** The value of a frame in words, `12.3 ms`. */
  readonly valueText: (value: number) => string;
  /** The frame that fills the width; it and what is below it is written. */
  readonly from: number;
}

const width = 1200;
const margin = 10;
const frameHeight = 18;
const head = 34;
/** Frames narrower than this many units of the picture are left out, and counted. */
const narrowest = 0.2;
const deepest = 2000;
const letter = 6.6;

export function flameSvg(frames: FlameFrames, { title, colours, valueText, from }: FlameSvgOptions): string {
  const starts = flameStarts(frames);
  const { depth, subtree, total } = frames;
  const left = starts[from] as number;
  const whole = total[from] as number;
  const inner = width - 2 * margin;
  const scale = whole > 0 ? inner / whole : 0;
  const lines: string[] = [];
  let levels = 1;
  let leftOut = 0;
  const end = from + (subtree[from] as number);
  for (let frame = from; frame < end;) {
    const level = (depth[frame] as number) - (depth[from] as number);
    const wide = frame === from ? inner : (total[frame] as number) * scale;
    if (wide < narrowest || level >= deepest) {
      leftOut += subtree[frame] as number;
      frame += subtree[frame] as number;
      continue;
    }
    levels = Math.max(levels, level + 1);
    lines.push(boxOf(frame, margin + ((starts[frame] as number) - left) * scale, level, wide));
    frame++;
  }

  function boxOf(frame: number, x: number, level: number, wide: number): string {
    const colour = frame === 0 ? { fill: '#e1e5e9', ink: '#182026' } : colours[frames.colour[frame] as number];
    const { fill, ink } = colour ?? { fill: '#c6cdd4', ink: '#182026' };
    const value = total[frame] as number;
    const share = formatShare(value, whole) || '0 %';
    const name = frames.nameOf(frame);
    const y = head + level * frameHeight;
    const fits = Math.floor((wide - 6) / letter);
    const shown = fits < 3 ? '' : name.length <= fits ? name : `${name.slice(0, fits - 1)}…`;
    const text = shown === '' ? '' : `<text x="${round(x + 3)}" y="${y + 12.5}" fill="${ink}">${escaped(shown)}</text>`;
    const exact = `fg:x="${Math.round((starts[frame] as number) - left)}" fg:w="${Math.round(value)}"`;
    return (
      `<g><title>${escaped(`${name} (${valueText(value)}, ${share})`)}</title>` +
      `<rect x="${round(x)}" y="${y}" width="${round(wide)}" height="${frameHeight - 1}" fill="${fill}" ${exact}/>${text}</g>`
    );
  }

  const height = head + levels * frameHeight + margin;
  const note = leftOut === 0 ? '' : `${leftOut} frames are too narrow to be seen and left out.`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:fg="http://github.com/jonhoo/inferno" version="1.1" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped(note)}</desc>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    `<text x="${margin}" y="21" font-size="15" fill="#182026">${escaped(title)}</text>`,
    `<g id="frames" fg:total="${Math.round(whole)}">`,
    ...lines,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

const round = (value: number): string => String(Math.round(value * 100) / 100);

/** Text of XML; characters that XML cannot hold become U+FFFD. */
function escaped(text: string): string {
  return Array.from(text.toWellFormed(), (one) => entities.get(one) ?? (isAllowed(one) ? one : '\ufffd')).join('');
}

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

function isAllowed(one: string): boolean {
  const code = one.codePointAt(0) as number;
  return code >= 0x20 ? code !== 0xfffe && code !== 0xffff : code === 9 || code === 10 || code === 13;
}
