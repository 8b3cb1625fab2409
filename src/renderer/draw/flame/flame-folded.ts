// A flame graph as folded stacks, the text that flamegraph.pl, inferno, speedscope and others read: one line per frame
// with a value of its own, `outermost;...;innermost value`. Frame 0, which is everything, is not written.
import type { FlameFrames } from './flame-frames.ts';

/** Stacks deeper than this begin with a line saying how many frames were left out. */
const deepest = 1000;

/** `unit`: how much of a value is one in the text. Values are whole numbers, as most readers want them; zeros are left out. */
export function flameFolded(frames: FlameFrames, unit: number): string {
  const lines: string[] = [];
  const names: string[] = [];
  for (let frame = 1; frame < frames.count; frame++) {
    const depth = frames.depth[frame] as number;
    names.length = depth - 1;
    names.push(plain(frames.nameOf(frame)));
    const value = Math.round((frames.self[frame] as number) / unit);
    if (value <= 0) continue;
    const hidden = names.length - deepest;
    const stack = hidden > 0 ? [`(${hidden} frames left out)`, ...names.slice(hidden)] : names;
    lines.push(`${stack.join(';')} ${value}`);
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/** Semicolons part frames and line ends part stacks; neither may stand in a name. */
function plain(name: string): string {
  return name.replaceAll(';', ':').replaceAll(/\s+/g, ' ').trim() || '(no name)';
}
