// Answer of `profiles.lines`: a function's values by the lines of its files.
import type { FunctionLines, ProfileLinesAnswer, ProfileLinesRequest } from '../../../../contract/profiles/tables.ts';
import type { ProfileLibrary } from '../profile-library.ts';
import { keptGraph } from './kept-graph.ts';

export function functionLines({ view, frame }: ProfileLinesRequest, library: ProfileLibrary): ProfileLinesAnswer {
  const whole = keptGraph(library, view, 'function');
  const own = whole.view.keys.name.indexOf(frame);
  const byLine = keptGraph(library, view, 'line');
  const { frames, functions, texts } = byLine.view.profile;
  const files = new Map<string, { startLine: number; rows: (readonly [number, number, number])[] }>();
  for (const key of byLine.keys) {
    const at = byLine.view.keys.frame[key] as number;
    const func = frames.function[at] as number;
    if (func < 0 || texts[functions.name[func] as number] !== frame) continue;
    const file = texts[functions.file[func] as number] as string;
    const lines = files.get(file) ?? { startLine: functions.startLine[func] as number, rows: [] };
    files.set(file, lines);
    const { flat, cum } = byLine.graph;
    lines.rows.push([frames.line[at] as number, flat[key] as number, cum[key] as number]);
  }
  return {
    ...whole.facts,
    flat: own < 0 ? 0 : (whole.graph.flat[own] as number),
    cum: own < 0 ? 0 : (whole.graph.cum[own] as number),
    files: [...files]
      .map(([file, { startLine, rows }]) => linesOf(file, startLine, rows))
      .toSorted((a, b) => sizeOf(b) - sizeOf(a)),
  };
}

function linesOf(file: string, startLine: number, rows: readonly (readonly [number, number, number])[]): FunctionLines {
  const sorted = rows.toSorted(([a], [b]) => a - b);
  return {
    file,
    startLine,
    rows: sorted.length,
    line: Int32Array.from(sorted, ([line]) => line),
    flat: Float64Array.from(sorted, ([, flat]) => flat),
    cum: Float64Array.from(sorted, ([, , cum]) => cum),
  };
}

const sizeOf = ({ cum }: FunctionLines): number => cum.reduce((sum, value) => sum + Math.abs(value), 0);
