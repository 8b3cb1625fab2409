// A flame graph as an SVG file that needs nothing else: with a script for zoom and search, or static, without script, style
// sheet or links. Every frame tells name and value in its `title`, which viewers show on hover. `fg:x`, `fg:w` and
// `total_samples` carry the values as inferno writes them, so that other tools can read the picture back.
import { formatShare } from '../share-text.ts';
import type { FrameColour } from '../profiles/frame-colour.ts';
import { flameBoxes, type FlameBoxes } from './flame-boxes.ts';
import { flameControls, flameScript, flameStyle } from './flame-script.ts';
import type { FrameTree } from './frame-tree.ts';
import { shorterNames } from './short-names.ts';
import { xmlText } from './xml-text.ts';

export interface FlameSvgOptions {
  readonly title: string;
  /** With a script: zoom, search, keys. Else a picture. */
  readonly interactive: boolean;
  /** Where the outermost frame is. */
  readonly root: 'top' | 'bottom';
  readonly colourOf: (node: number) => FrameColour;
  /** The value of a frame in words, without brackets: `12.3 ms`. */
  readonly valueText: (node: number) => string;
  /** Widths are no values: frames do not tell their share. */
  readonly compared?: boolean;
  /** The frame that fills the width; it and what is below it is written. */
  readonly from: number;
}

const width = 1200;
const margin = 10;
const inner = width - 2 * margin;
const frameHeight = 18;
const letter = 6.9;
/** Frames narrower than this many units of the picture are left out, and counted. */
const narrowest = 0.1;
/** More frames than this make files that browsers open slowly: then the narrowest of them are left out too. */
const mostFrames = 20_000;
const deepest = 2000;
/** Letters of a name in the title of its frame: a name may have a million. */
const longestName = 2000;

export function flameSvg(tree: FrameTree, options: FlameSvgOptions): string {
  const { title, interactive, root, from, compared = false } = options;
  const boxes = boxesOf(tree, from);
  const whole = tree.total[from] as number;
  const unit = unitOf(tree, from);
  const head = interactive ? 58 : 34;
  const height = head + boxes.levels * frameHeight + margin;
  const lines: string[] = [];
  for (let at = 0; at < boxes.count; at++) lines.push(boxOf(at));

  function boxOf(at: number): string {
    const node = boxes.node[at] as number;
    const value = tree.total[node] as number;
    const start = boxes.start[at] as number;
    const { fill, ink } = options.colourOf(node);
    const level = boxes.level[at] as number;
    const y = head + (root === 'top' ? level : boxes.levels - 1 - level) * frameHeight;
    const left = whole > 0 ? percent(start / whole) : '0%';
    const wide = node === from ? '100%' : percent(value / whole);
    const wideEnough = (value / whole) * inner > 3;
    const share = compared ? '' : `, ${formatShare(value, whole) || '0 %'}`;
    const name = tree.nameOf(node);
    const shown = cut(name, ((node === from ? 1 : value / whole) * inner - 6) / letter);
    const text = shown === '' ? '' : `<text x="${left}" dx="3" y="${y + 12.5}" fill="${ink}">${xmlText(shown)}</text>`;
    const first = Math.round(start / unit);
    // Neighbours of one colour are told apart.
    const edge = wideEnough ? ' stroke="#ffffff" stroke-width="0.5"' : '';
    const exact = `fg:x="${first}" fg:w="${Math.round((start + value) / unit) - first}"`;
    return (
      `<g><title>${xmlText(`${clipped(name, longestName)} (${options.valueText(node)}${share})`)}</title>` +
      `<rect x="${left}" y="${y}" width="${wide}" height="${frameHeight - 1}" fill="${fill}"${edge} ${exact}/>${text}</g>`
    );
  }

  const { leftOut } = boxes;
  const note = leftOut === 0 ? '' : `${leftOut.toLocaleString('en-US')} frames are too narrow to be seen and left out.`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:fg="http://github.com/jonhoo/inferno" version="1.1" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${xmlText(title)}</title>`,
    `<desc>${note}</desc>`,
    interactive ? flameStyle : '',
    `<rect id="background" width="100%" height="100%" fill="#ffffff"/>`,
    `<text id="title" x="${margin}" y="21" font-size="15" fill="#182026">${xmlText(title)}</text>`,
    interactive ? flameControls : '',
    `<svg id="frames" x="${margin}" width="${inner}" total_samples="${Math.round(whole / unit)}" data-root="${root}">`,
    ...lines,
    '</svg>',
    interactive ? `<script><![CDATA[${flameScript}]]></script>` : '',
    '</svg>',
    '',
  ]
    .filter((line, at, all) => line !== '' || at === all.length - 1)
    .join('\n');
}

function boxesOf(tree: FrameTree, from: number): FlameBoxes {
  let share = narrowest / inner;
  for (;;) {
    const boxes = flameBoxes(tree, { from, narrowest: share, deepest });
    if (boxes.count <= mostFrames) return boxes;
    share *= 1.5;
  }
}

/** How much of a value is one in `fg:x` and `fg:w`, which are whole numbers: 1, or less where values have fractions. */
function unitOf(tree: FrameTree, from: number): number {
  const end = from + (tree.subtree[from] as number);
  for (let node = from; node < end; node++) {
    if (!Number.isInteger(tree.total[node]))
      return 10 ** Math.min(0, Math.floor(Math.log10(tree.total[from] || 1)) - 9);
  }
  return 1;
}

const percent = (share: number): string => `${Number((100 * share).toFixed(4))}%`;

/** A name or the longest of its shorter forms that there is room for, else the beginning of the shortest; three letters at least. */
function cut(name: string, letters: number): string {
  const fits = Math.floor(letters);
  if (fits < 3) return '';
  if (name.length <= fits) return name;
  const forms = shorterNames(name);
  return clipped(forms.find(({ length }) => length <= fits) ?? forms.at(-1) ?? name, fits);
}

/** Of letters that take two places none is cut in the middle. */
function clipped(name: string, letters: number): string {
  if (name.length <= letters) return name;
  return `${name.slice(0, letters - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
